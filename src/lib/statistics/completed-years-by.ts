import { completedYears } from './civil-date.ts';

/** Days for which the years are kept: more than anybody lives. */
const KEPT_DAYS = 45_000;

/**
 * Completed years from a first day to one fixed day, for many first days: only days about a birthday are worked out.
 *
 * @param on day number
 * @see METHODS 1.1; completedYears
 * @example on 2024-02-29, for 1984-03-01: 39
 */
export function completedYearsBy(on: number): (first: number) => number {
	const years = yearsByDays(on);
	return (first) => {
		const days = on - first;
		return days < 0 || days >= KEPT_DAYS ? completedYears(first, on) : years[days];
	};
}

/** Completed years by the number of days before the fixed day. */
function yearsByDays(on: number): Int16Array {
	const years = new Int16Array(KEPT_DAYS);
	// Birthdays are at least this far apart.
	let next = SHORTEST_YEAR;
	for (let count = 0, days = 0; days < KEPT_DAYS; days++) {
		if (days >= next && completedYears(on - days, on) > count) {
			count++;
			next = days + SHORTEST_YEAR;
		}
		years[days] = count;
	}
	return years;
}

const SHORTEST_YEAR = 365;
