import { bisect } from './bisect.ts';
import { incompleteGamma } from './incomplete-gamma.ts';

/**
 * Garwood (exact Poisson) interval of a rate: events per unit of exposure.
 *
 * For open groups, where people come and go and the count is not part of a fixed number of people.
 *
 * @param events count, >= 0
 * @param exposure e.g. person-years, > 0; the limits are per this unit
 * @returns null where the exposure is 0; with 0 events the lower limit is 0 and the upper is not
 * @see Garwood (1936), Biometrika 28, 437-442
 * @example 2 events in 10 person-years: 0.0242 to 0.7225 per person-year
 */
export function garwoodInterval(
	events: number,
	exposure: number,
	level = 0.95
): { lower: number; upper: number } | null {
	if (exposure === 0) return null;
	const tail = (1 - level) / 2;
	const ceiling = events + 20 * Math.sqrt(events + 1) + 40;
	const lower = events === 0 ? 0 : bisect((m) => incompleteGamma(events, m).lower, tail, 0, ceiling);
	const upper = bisect((m) => -incompleteGamma(events + 1, m).upper, -tail, 0, ceiling);
	return { lower: lower / exposure, upper: upper / exposure };
}
