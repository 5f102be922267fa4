import { chiSquareUpperTail } from './chi-square-upper-tail.ts';

export interface DispersionIndex {
	/** Variance over mean; 1 for a Poisson process. */
	index: number;
	chiSquare: number;
	degrees: number;
	/** Upper tail: how often a Poisson process would vary as much. */
	p: number;
	/** Index above 1.5 with p < 0.05: Poisson intervals are too narrow. */
	isOverdispersed: boolean;
}

/**
 * Index of dispersion of counts in periods of equal length: do they vary more than a Poisson process?
 *
 * @param counts events in each period
 * @returns null with fewer than two periods or no event at all
 * @see Fisher, Thornton & Mackenzie (1922), Ann. Appl. Biol. 9, 325-359
 * @example 0, 1, 2, 9: mean 3, variance 50/3, index 5.5556, chi-square 16.6667 on 3, p 0.000827
 */
export function dispersionIndex(counts: readonly number[]): DispersionIndex | null {
	const n = counts.length;
	const mean = counts.reduce((sum, count) => sum + count, 0) / n;
	if (n < 2 || mean === 0) return null;
	const chiSquare = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / mean;
	const index = chiSquare / (n - 1);
	const p = chiSquareUpperTail(chiSquare, n - 1);
	return { index, chiSquare, degrees: n - 1, p, isOverdispersed: index > 1.5 && p < 0.05 };
}
