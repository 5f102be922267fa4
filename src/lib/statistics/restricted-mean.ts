import type { SurvivalCurve } from './kaplan-meier.ts';
import { normalQuantile } from './normal-quantile.ts';

export interface RestrictedMean {
	/** In the unit of the times. */
	mean: number;
	standardError: number;
	lower: number;
	upper: number;
}

/**
 * Restricted mean: the mean time until the event, counted up to `tau`; the area under the curve from 0 to tau.
 *
 * Unlike a median it always exists, and it compares curves that cross. On a curve that starts later it is the mean of
 * those still there at its start.
 *
 * @param tau not beyond the longest time of any group compared
 * @returns null where tau lies beyond the longest time of this group, or nobody is in it
 * @see METHODS 5.2; Klein & Moeschberger (2003), Survival Analysis, 4.5
 * @example times 1, 2, 3, 4, all events, tau 4: mean 2.5, standard error 0.559017
 */
export function restrictedMean(curve: SurvivalCurve, tau: number, level = 0.95): RestrictedMean | null {
	const { times, atRisk, events, survival } = curve;
	if (times.length === 0 || tau > times[times.length - 1]) return null;
	let [area, variance, end] = [0, 0, tau];
	for (let step = times.length - 1; step >= 0; step--) {
		if (times[step] > tau) continue;
		area += survival[step] * (end - times[step]);
		end = times[step];
		const [n, d] = [atRisk[step], events[step]];
		if (d < n) variance += (area * area * d) / (n * (n - d));
	}
	const mean = area + end;
	const standardError = Math.sqrt(variance);
	const half = normalQuantile((1 + level) / 2) * standardError;
	return { mean, standardError, lower: mean - half, upper: mean + half };
}
