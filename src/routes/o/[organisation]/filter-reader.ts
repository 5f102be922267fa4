/** A parameter that was not used, for the notice above the page. */
export interface Refused {
	parameter: string;
	value: string;
}

/**
 * Reads filters from an address. A value that `accept` knows nothing of (undefined) is replaced by the default and
 * reported in `refused`, cut at 60 signs.
 */
export function acceptReader(parameters: URLSearchParams, refused: Refused[]) {
	return <Value>(parameter: string, accept: (value: string) => Value | undefined, fallback: Value): Value => {
		const value = parameters.get(parameter)?.trim();
		if (!value) return fallback;
		const accepted = accept(value);
		if (accepted !== undefined) return accepted;
		refused.push({ parameter, value: value.slice(0, 60) });
		return fallback;
	};
}

/** Reads filters that allow a few values each, of which the first is the default. */
export function filterReader(parameters: URLSearchParams, refused: Refused[]) {
	const read = acceptReader(parameters, refused);
	return <Value extends string>(parameter: string, allowed: readonly Value[]): Value =>
		read<Value>(parameter, (value) => allowed.find((each) => each === value), allowed[0]);
}
