import { incompleteGamma } from './incomplete-gamma.ts';

// From here on doubles hold nothing between the probability and 1.
const SURE = 8.3;

/**
 * Probability that a standard normal value lies below z.
 *
 * @see Abramowitz & Stegun, 26.2.29 with 6.5.16
 * @example z = 1.959963984540054: 0.975
 */
export function normalLowerTail(z: number): number {
	if (z > SURE) return 1;
	const beyond = incompleteGamma(0.5, (z * z) / 2).upper / 2;
	return z >= 0 ? 1 - beyond : beyond;
}
