import type { RiskSteps } from './risk-steps.ts';

/** A Kaplan-Meier curve: the share still there after each of `times`. Before the first it is 1. */
export interface SurvivalCurve extends RiskSteps {
	survival: Float64Array;
	/** Greenwood's sum of d / (n (n - d)); Infinity from the time at which the last one at risk has the event. */
	greenwood: Float64Array;
}

/**
 * Kaplan-Meier estimate of the share still there, 0 to 1: the product of 1 - d/n over the times of events so far.
 *
 * Late entry is handled by the risk sets. Where all are censored it stays 1. Once it is 0 it stays so, even where
 * others join later: start it later then (see `riskSteps`).
 *
 * @see METHODS 5.2; Kaplan & Meier (1958), JASA 53, 457-481
 * @example entry/time (0,4), (0,6), (5,7), (5,9), the last censored: 1/2, 1/3, 1/6, 1/6
 */
export function kaplanMeier(steps: RiskSteps): SurvivalCurve {
	const { times, atRisk, events } = steps;
	const survival = new Float64Array(times.length);
	const greenwood = new Float64Array(times.length);
	let [share, sum] = [1, 0];
	for (let step = 0; step < times.length; step++) {
		const [n, d] = [atRisk[step], events[step]];
		survival[step] = share *= (n - d) / n;
		greenwood[step] = sum += d / (n * (n - d));
	}
	return { ...steps, survival, greenwood };
}
