import { monthEnd, monthStart } from './civil-date.ts';

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
	const days = daily.length;
	const end = start + days - 1;
	const [monthEnds, twelfths]: number[][] = [[], []];
	for (let first = monthStart(start); first <= end; first = monthEnd(first) + 1) {
		const [twelfth, last] = [first + 11, monthEnd(first)];
		if (twelfth >= start && twelfth <= end) twelfths.push(daily[twelfth - start]);
		if (last <= end) monthEnds.push(daily[last - start]);
	}
	return {
		dailyMean: mean(daily),
		twoPoint: days === 0 ? null : (daily[0] + daily[days - 1]) / 2,
		monthEndMean: mean(monthEnds),
		monthEndPlusOpening: monthEnds.length === 0 ? null : mean([opening, ...monthEnds]),
		twelfthOfMonthMean: mean(twelfths)
	};
}

function mean(values: ArrayLike<number>): number | null {
	let sum = 0;
	for (let index = 0; index < values.length; index++) sum += values[index];
	return values.length === 0 ? null : sum / values.length;
}

/** True where two conventions differ by more than 5 percent of the daily mean: the two-point average then misleads. */
export function isTwoPointMisleading(averages: AverageHeadcount): boolean {
	const values = Object.values(averages).filter((value) => value !== null);
	return Math.max(...values) - Math.min(...values) > 0.05 * (averages.dailyMean ?? 0);
}
