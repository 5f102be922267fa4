export const MOST_COMPARED = 4;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The ids of scenarios an address names, each once; what does not look like one is left out. */
export function comparedIds(parameters: URLSearchParams): string[] {
	return [...new Set(parameters.getAll('scenario'))].filter((id) => UUID.test(id));
}
