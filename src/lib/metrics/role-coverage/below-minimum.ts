/** A time below the minimum: its first day, and the first day back at it (null: still below on the last day). */
export interface BelowRun {
	since: number;
	recovered: number | null;
}

/**
 * The latest time below the minimum, up to a day; null where there was none.
 *
 * @param isBelow whether a day (a day number from `first` to `on`) is below
 * @param notBefore a run that was over before this day is not looked for
 * @example below on days 3 to 5 of 1 to 9: since 3, recovered 6
 */
export function latestBelowRun(
	isBelow: (day: number) => boolean,
	first: number,
	on: number,
	notBefore: number
): BelowRun | null {
	let last = on;
	while (last >= Math.max(first, notBefore) && !isBelow(last)) last--;
	if (last < Math.max(first, notBefore)) return null;
	let since = last;
	while (since > first && isBelow(since - 1)) since--;
	return { since, recovered: last === on ? null : last + 1 };
}

/**
 * Exposure below the minimum: days on which people are missing, and how many are missing on each, added up.
 *
 * @param missing people short of the minimum on a day number; 0 or less where nobody is
 * @example 2, 1, 0 and -3 missing on four days: 2 days, 3 person-days
 */
export function exposureBelow(
	missing: (day: number) => number,
	from: number,
	to: number
): { daysBelow: number; personDaysBelow: number } {
	const exposure = { daysBelow: 0, personDaysBelow: 0 };
	for (let day = from; day <= to; day++) {
		const short = missing(day);
		if (short <= 0) continue;
		exposure.daysBelow++;
		exposure.personDaysBelow += short;
	}
	return exposure;
}
