import { completedYears } from './civil-date.ts';

/** Days for which the years are kept: more than anybody lives. */
const KEPT_DAYS = 45_000;

/**
 * Completed years from a first day to one fixed day, for many first days: each is worked out once.
 *
 * @param on day number
 * @see METHODS 1.1; completedYears
 * @example on 2024-02-29, for 1984-03-01: 39
 */
export function completedYearsBy(on: number): (first: number) => number {
	const known = new Int16Array(KEPT_DAYS).fill(-1);
	return (first) => {
		const days = on - first;
		if (days < 0 || days >= KEPT_DAYS) return completedYears(first, on);
		if (known[days] < 0) known[days] = completedYears(first, on);
		return known[days];
	};
}
