import type { RiskSteps } from './risk-steps.ts';

/**
 * Nelson-Aalen estimate of the cumulative hazard after each time: the sum of d/n, with its variance, the sum of d/n^2.
 *
 * Events of the same time are one term. exp(-hazard) is an alternative to the Kaplan-Meier share, and never 0.
 *
 * @see METHODS 5.3; Aalen (1978), Annals of Statistics 6, 701-726
 * @example 3 events of 21 at risk: hazard 1/7, variance 1/147
 */
export function nelsonAalen(steps: RiskSteps): { times: Int32Array; hazard: Float64Array; variance: Float64Array } {
	const { times, atRisk, events } = steps;
	const hazard = new Float64Array(times.length);
	const variance = new Float64Array(times.length);
	let [sum, sumOfVariances] = [0, 0];
	for (let step = 0; step < times.length; step++) {
		const [n, d] = [atRisk[step], events[step]];
		hazard[step] = sum += d / n;
		variance[step] = sumOfVariances += d / (n * n);
	}
	return { times, hazard, variance };
}
