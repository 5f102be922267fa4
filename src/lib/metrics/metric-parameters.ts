import * as v from 'valibot';
import { addDays, isCivilDate } from '#lib/statistics/civil-date.ts';

const DAYS_SHOWN = 365;

/** Parameters that several metrics share. */
export const CIVIL_DATE = v.pipe(v.string(), v.check(isCivilDate, 'must be a civil date of the form YYYY-MM-DD'));
export const CLOCK = v.optional(v.picklist(['announced', 'worked', 'legal']), 'legal');

/** Whether contractors count, with what holds where nothing is said. */
export const contractors = (unsaid: 'in' | 'out') => v.optional(v.picklist(['in', 'out']), unsaid);

/** A date no later than a limit; the limit where no date is given. */
export function earlier(date: string | undefined, limit: string): string {
	return date === undefined || date > limit ? limit : date;
}

/**
 * The window asked for, cut at the day the data were true; without a beginning it is the year before its end.
 *
 * @example to 2024-06-30, nothing else, data of 2024-05-31: 2023-06-01 to 2024-05-31
 */
export function chosenWindow(params: { from?: string; to?: string }, asOf: string): { from: string; to: string } {
	const to = earlier(params.to, asOf);
	return { from: earlier(params.from ?? addDays(to, -DAYS_SHOWN), to), to };
}
