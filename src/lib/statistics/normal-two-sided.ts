import { incompleteGamma } from './incomplete-gamma.ts';

/**
 * Probability that a standard normal variable is at least as far from 0 as z, on either side.
 *
 * @see DLMF 7.11.2; z^2 is chi-square on one degree
 * @example 1.959963984540054 is 0.05
 */
export function normalTwoSided(z: number): number {
	return incompleteGamma(0.5, (z * z) / 2).upper;
}
