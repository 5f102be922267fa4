import type { Refused } from './coverage/coverage-query.ts';

/**
 * Reads filters that allow a few values each. The first value is the default; one that is not allowed is replaced by it
 * and reported in `refused`, cut at 60 signs.
 */
export function filterReader(parameters: URLSearchParams, refused: Refused[]) {
	return <Value extends string>(parameter: string, allowed: readonly Value[]): Value => {
		const value = parameters.get(parameter)?.trim();
		if (!value) return allowed[0];
		const found = allowed.find((each) => each === value);
		if (found === undefined) refused.push({ parameter, value: value.slice(0, 60) });
		return found ?? allowed[0];
	};
}
