const DAY_MILLISECONDS = 86_400_000;

/** Days since 1970-01-01 of a civil date 'YYYY-MM-DD' (proleptic Gregorian). '1970-01-02' is 1. */
export function dayNumber(date: string): number {
	if (!isCivilDate(date)) throw new Error(`"${date}" is not a civil date of the form YYYY-MM-DD.`);
	return Date.parse(`${date}T00:00:00Z`) / DAY_MILLISECONDS;
}

/** Whether a text is a civil date 'YYYY-MM-DD' that exists: '2023-02-29' is none. */
export function isCivilDate(text: string): boolean {
	const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) / DAY_MILLISECONDS : NaN;
	return !Number.isNaN(day) && civilDate(day) === text;
}

/** The civil date 'YYYY-MM-DD' of a day number. 1 is '1970-01-02'. */
export function civilDate(day: number): string {
	return new Date(day * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

/** The civil date `days` later (earlier where negative). 1 day after '2024-02-28' is '2024-02-29'. */
export function addDays(date: string, days: number): string {
	return civilDate(dayNumber(date) + days);
}

/** Day number of the first day of the month of a day. For '2024-02-29' that of '2024-02-01'. */
export function monthStart(day: number): number {
	return day - dayOfMonth(day) + 1;
}

/** Day number of the last day of the month of a day. For '2024-02-01' that of '2024-02-29'. */
export function monthEnd(day: number): number {
	const date = new Date(day * DAY_MILLISECONDS);
	return date.setUTCMonth(date.getUTCMonth() + 1, 0) / DAY_MILLISECONDS;
}

/** Day number of the Sunday that ends the week of a day (Monday to Sunday). For a Sunday the day itself. */
export function weekEnd(day: number): number {
	// 1970-01-01 was a Thursday; day 3 the first Sunday.
	return day + ((((3 - day) % 7) + 7) % 7);
}

/** Day of the month, 1 to 31, of a day number. */
export function dayOfMonth(day: number): number {
	return new Date(day * DAY_MILLISECONDS).getUTCDate();
}

/**
 * Whole years from one day to another: the difference of the years, less one before the month and day come round.
 * Who starts on 29 February completes a year on 1 March of a common year and on 29 February of a leap year.
 *
 * @param from day number of the hire (or birth)
 * @param to day number, not before `from`
 * @example completedYears(dayNumber('2020-02-29'), dayNumber('2021-02-28')) is 0, one day later 1
 */
export function completedYears(from: number, to: number): number {
	const start = new Date(from * DAY_MILLISECONDS);
	const end = new Date(to * DAY_MILLISECONDS);
	const isBefore =
		end.getUTCMonth() < start.getUTCMonth() ||
		(end.getUTCMonth() === start.getUTCMonth() && end.getUTCDate() < start.getUTCDate());
	return end.getUTCFullYear() - start.getUTCFullYear() - (isBefore ? 1 : 0);
}
