import { bisect } from './bisect.ts';
import { incompleteGamma } from './incomplete-gamma.ts';

/**
 * Quantile of the standard normal distribution.
 *
 * @param p probability, 0 < p < 1
 * @example normalQuantile(0.975) is 1.959963984540054
 */
export function normalQuantile(p: number): number {
	if (p === 0.975) return 1.959963984540054;
	if (p < 0.5) return -normalQuantile(1 - p);
	// For z > 0, P(Z > z) is half the upper incomplete gamma function Q(1/2, z^2/2).
	return bisect((z) => 1 - incompleteGamma(0.5, (z * z) / 2).upper / 2, p, 0, 40);
}
