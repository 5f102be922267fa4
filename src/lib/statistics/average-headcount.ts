import { dayOfMonth, monthEnd } from './civil-date.ts';

export interface AverageHeadcount {
	/** Mean over all days: person-days / days. The default. */
	dailyMean: number | null;
	/** Mean of the first and the last day. */
	twoPoint: number | null;
	monthEndMean: number | null;
	/** The day before the window and its month-ends: 13 points for a year. */
	monthEndPlusOpening: number | null;
	/** The 12th of each month, as the pay period of the US JOLTS survey. */
	twelfthOfMonthMean: number | null;
}

/**
 * Average headcount of a window by five conventions; null where the window has no such day.
 *
 * @param daily people employed on each day of the window, first to last
 * @param start day number of the first day
 * @param opening people employed on the day before the window
 * @example days 10, 10, 4: daily mean 8, two-point mean 7
 */
export function averageHeadcount(daily: ArrayLike<number>, start: number, opening: number): AverageHeadcount {
	const days = Array.from({ length: daily.length }, (_, index) => start + index);
	const meanOn = (chosen: number[]) => mean(chosen.map((day) => daily[day - start]));
	const monthEnds = days.filter((day) => monthEnd(day) === day);
	return {
		dailyMean: meanOn(days),
		twoPoint: days.length === 0 ? null : (daily[0] + daily[daily.length - 1]) / 2,
		monthEndMean: meanOn(monthEnds),
		monthEndPlusOpening: monthEnds.length === 0 ? null : mean([opening, ...monthEnds.map((day) => daily[day - start])]),
		twelfthOfMonthMean: meanOn(days.filter((day) => dayOfMonth(day) === 12))
	};
}

function mean(values: number[]): number | null {
	return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
