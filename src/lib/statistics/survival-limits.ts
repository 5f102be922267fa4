import { normalQuantile } from './normal-quantile.ts';

/**
 * Standard error and log-log limits of a Kaplan-Meier share.
 *
 * The limits are symmetric for log(-log S), so they never leave 0 to 1.
 *
 * @param survival share, 0 to 1
 * @param greenwood sum of d / (n (n - d)) up to that time
 * @returns standard error S sqrt(G), null at 0; limits exp(-exp(log(-log S) -+ z sqrt(G) / |log S|)), null at 0 and at 1
 * @see METHODS 5.2; Kalbfleisch & Prentice (1980), The Statistical Analysis of Failure Time Data, 1.3
 * @example 18/21 with G = 3 / (21 * 18): error 0.0764, limits 0.6197 and 0.9516
 */
export function survivalLimits(
	survival: number,
	greenwood: number,
	level = 0.95
): { standardError: number | null; lower: number | null; upper: number | null } {
	if (survival <= 0) return { standardError: null, lower: null, upper: null };
	const standardError = survival * Math.sqrt(greenwood);
	if (survival >= 1) return { standardError, lower: null, upper: null };
	const logarithm = Math.log(survival);
	const reach = (normalQuantile((1 + level) / 2) * Math.sqrt(greenwood)) / -logarithm;
	return {
		standardError,
		lower: Math.exp(logarithm * Math.exp(reach)),
		upper: Math.exp(logarithm * Math.exp(-reach))
	};
}
