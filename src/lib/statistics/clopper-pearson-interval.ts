import { bisect } from './bisect.ts';
import { incompleteBeta } from './incomplete-beta.ts';

/**
 * Clopper-Pearson (exact) interval of a proportion x of n, as shares from 0 to 1.
 *
 * Covers at least its level whatever the true share; wider than Wilson's. For screens and groups below 10.
 *
 * @param x people with the property, 0 to n
 * @param n people in the group
 * @returns null where n is 0
 * @see Clopper & Pearson (1934), Biometrika 26, 404-413
 * @example 15 of 148: 0.0578 to 0.1617
 */
export function clopperPearsonInterval(x: number, n: number, level = 0.95): { lower: number; upper: number } | null {
	if (n === 0) return null;
	const tail = (1 - level) / 2;
	const lower = x === 0 ? 0 : bisect((p) => incompleteBeta(p, x, n - x + 1).lower, tail, 0, 1);
	// Solved for the small tail, which keeps its digits: P(X <= x) falls in p, so its negative rises.
	const upper = x === n ? 1 : bisect((p) => -incompleteBeta(p, x + 1, n - x).upper, -tail, 0, 1);
	return { lower, upper };
}
