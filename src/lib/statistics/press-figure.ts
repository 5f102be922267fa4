/** A published count: low <= best <= high; best null where no source gives one. A firm number has three equal values. */
export interface PressFigure {
	low: number;
	best: number | null;
	high: number;
}

/** A quotient of published figures; Infinity where a divisor may be 0, null where it is undefined. */
export interface PressRatio {
	low: number | null;
	best: number | null;
	high: number | null;
}

/**
 * Share of the staff that left, from published figures: the worst cases of both, clipped to 0 to 1.
 *
 * @returns `isInconsistent` where more may have left than there may have been; null where nobody may have been there
 * @see METHODS 6.2
 * @example 159 left of 1882 to 1904 (best 1893): 0.083508 to 0.084485, best 0.083994
 */
export function shareLeft(
	leavers: PressFigure,
	base: PressFigure
): { low: number; best: number | null; high: number; isInconsistent: boolean } | null {
	if (base.high === 0) return null;
	const clipped = (share: number) => Math.min(1, share);
	const best = leavers.best === null || base.best === null || base.best === 0 ? null : leavers.best / base.best;
	return {
		low: clipped(leavers.low / base.high),
		best: best === null ? null : clipped(best),
		high: base.low === 0 ? 1 : clipped(leavers.high / base.low),
		isInconsistent: leavers.high > base.low
	};
}

/**
 * Staff remaining, from published figures; never below 0.
 *
 * @example base 2900 to 3700, leavers 100 to 999 without best: 1901 to 3600 without best
 */
export function staffRemaining(leavers: PressFigure, base: PressFigure): PressFigure {
	return {
		low: Math.max(0, base.low - leavers.high),
		best: base.best === null || leavers.best === null ? null : Math.max(0, base.best - leavers.best),
		high: Math.max(0, base.high - leavers.low)
	};
}

/** Sum of categories: the lows, the bests, the highs; no best where one is missing. Nothing is (0, 0, 0). */
export function sumOfFigures(figures: readonly PressFigure[]): PressFigure {
	return figures.reduce<PressFigure>(
		(sum, { low, best, high }) => ({
			low: sum.low + low,
			best: sum.best === null || best === null ? null : sum.best + best,
			high: sum.high + high
		}),
		{ low: 0, best: 0, high: 0 }
	);
}

/**
 * Ratio of two published figures. Only where its low is above 1 was the first larger, whatever the true figures were.
 *
 * @example (100, 150, 200) over (40, 50, 80): 1.25, 3, 5
 */
export function ratioOfFigures(first: PressFigure, second: PressFigure): PressRatio {
	const over = (a: number, b: number) => (b !== 0 ? a / b : a === 0 ? null : Infinity);
	return {
		low: over(first.low, second.high),
		best: first.best === null || second.best === null ? null : over(first.best, second.best),
		high: over(first.high, second.low)
	};
}

/** Two sources that contradict each other: everything either says; a best only where both give the same one. */
export function unionOfFigures(first: PressFigure, second: PressFigure): PressFigure {
	return {
		low: Math.min(first.low, second.low),
		best: first.best === second.best ? first.best : null,
		high: Math.max(first.high, second.high)
	};
}
