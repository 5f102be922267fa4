import { normalQuantile } from './normal-quantile.ts';

/**
 * Limits of a cumulative incidence, symmetric for log(-log F), so that they never leave 0 to 1.
 *
 * @param incidence share, 0 to 1
 * @returns null where the share is 0 or 1
 * @see Choudhury (2002), Stat Med 21, 1129-1144
 * @example 0.0341037 with standard error 0.0048893: 0.0254420 to 0.0446577
 */
export function incidenceLimits(
	incidence: number,
	variance: number,
	level = 0.95
): { lower: number; upper: number } | null {
	if (incidence <= 0 || incidence >= 1) return null;
	const logarithm = Math.log(incidence);
	const reach = (normalQuantile((1 + level) / 2) * Math.sqrt(variance)) / (incidence * -logarithm);
	return { lower: Math.exp(logarithm * Math.exp(reach)), upper: Math.exp(logarithm * Math.exp(-reach)) };
}
