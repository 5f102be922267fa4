import { getContext, hasContext, setContext } from 'svelte';

const KEY = Symbol('parameters of the address');

/** Called once, by the root layout: the parameters of the address, which may name tables that are unfolded. */
export const setParameters = (parameters: () => URLSearchParams) => setContext(KEY, parameters);

/** The parameters of the address; none where nothing was set, in exports and the gallery of goldens. */
export function getParameters(): () => URLSearchParams {
	return hasContext(KEY) ? getContext<() => URLSearchParams>(KEY) : () => new URLSearchParams();
}
