import { bisect } from './bisect.ts';
import { incompleteBeta } from './incomplete-beta.ts';

/**
 * Quantile of the Beta(a, b) distribution, 0 to 1.
 *
 * @param p probability, 0 <= p <= 1
 * @param a shape > 0
 * @param b shape > 0
 * @see METHODS 8; inverse of DLMF 8.17.2
 * @example Beta(2, 3), p = 0.5: 0.3857275681323
 */
export function betaQuantile(p: number, a: number, b: number): number {
	// Solved for the smaller tail, which keeps its digits; near 1 for the distance from 1.
	if (p > 0.5) return p === 1 ? 1 : bisect((x) => -incompleteBeta(x, a, b).upper, -(1 - p), 0, 1);
	return p === 0 ? 0 : bisect((x) => incompleteBeta(x, a, b).lower, p, 0, 1);
}
