import { incompleteGamma } from './incomplete-gamma.ts';

/**
 * Probability that a chi-square variable exceeds a value.
 *
 * @param value >= 0
 * @param degrees degrees of freedom, > 0
 * @see DLMF 8.2.4; half the value and half the degrees in the upper incomplete gamma function
 * @example 3.841458820694124 on 1 degree is 0.05
 */
export function chiSquareUpperTail(value: number, degrees: number): number {
	return incompleteGamma(degrees / 2, value / 2).upper;
}
