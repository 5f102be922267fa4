/** From the lowest to the highest rate of a monthly series, over those months of a window that it covers. */
export interface ReferenceBand {
	lowest: number;
	highest: number;
	/** Months of the window the series has. */
	covered: number;
	/** Months the window has a day in. */
	months: number;
}

/**
 * The band of a monthly reference series over a window of days; a month counts where the window has a day in it.
 *
 * @param rates the rate of each month (YYYY-MM), in per cent of employment in that month
 * @param from first day of the window
 * @param to last day of the window
 * @returns null where the series covers no month of the window
 * @example rates of 2.9, 3.0 and 2.8 from January to March, window 20 January to 2 April: 2.8 to 3.0, 3 of 4 months
 */
export function referenceBand(
	rates: { month: string; rate: number }[],
	from: string,
	to: string
): ReferenceBand | null {
	const [first, last] = [from.slice(0, 7), to.slice(0, 7)];
	const inside = rates.filter(({ month }) => month >= first && month <= last).map(({ rate }) => rate);
	if (inside.length === 0) return null;
	return {
		lowest: Math.min(...inside),
		highest: Math.max(...inside),
		covered: inside.length,
		months: monthNumber(last) - monthNumber(first) + 1
	};
}

function monthNumber(month: string): number {
	const [year, number] = month.split('-').map(Number);
	return year * 12 + number;
}
