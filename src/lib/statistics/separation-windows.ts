import { rateRatio } from './rate-ratio.ts';
import type { RateRatio } from './rate-ratio.ts';

/** Day numbers, both inclusive. */
export interface DayWindow {
	from: number;
	to: number;
}

export interface SeparationWindows {
	baseline: DayWindow;
	post: DayWindow;
	aftershock: DayWindow;
}

/**
 * The windows of separations around an event: a year before, half a year after, and the latter without its first days.
 *
 * The last 30 days before the event are left out of the baseline, since people may have left in anticipation.
 *
 * @param dayZero day number of the event
 * @returns baseline 365 days (-395 to -31), post 181 days (0 to 180), aftershock 179 days (2 to 180)
 * @see METHODS 6.3
 * @example day 0 = 2022-11-17: baseline 2021-10-18 to 2022-10-17, post to 2023-05-16
 */
export function separationWindows(dayZero: number): SeparationWindows {
	return {
		baseline: { from: dayZero - 395, to: dayZero - 31 },
		post: { from: dayZero, to: dayZero + 180 },
		aftershock: { from: dayZero + 2, to: dayZero + 180 }
	};
}

/**
 * Rate of separations in a window against the baseline: exact ratio of two rates per person-day.
 *
 * The uncertainty of the baseline is inside the interval; seasons are not taken out.
 *
 * @param after separations and person-days of the window
 * @param baseline separations and person-days of the baseline
 * @see METHODS 6.3, 1.5
 * @example 40 in 15 000 person-days against 30 in 36 500: ratio 3.244444, 1.970787 to 5.394214
 */
export function ratioToBaseline(
	after: { separations: number; personDays: number },
	baseline: { separations: number; personDays: number }
): RateRatio {
	return rateRatio(
		{ events: after.separations, exposure: after.personDays },
		{ events: baseline.separations, exposure: baseline.personDays }
	);
}
