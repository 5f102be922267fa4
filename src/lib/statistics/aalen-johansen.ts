import type { RiskSteps } from './risk-steps.ts';

/** Share that has had the event of one cause after each time, 0 to 1, with its variance. */
export interface CumulativeIncidence {
	incidence: Float64Array;
	variance: Float64Array;
}

/**
 * Aalen-Johansen estimate of cumulative incidence: the share that has left by each cause, where others compete.
 *
 * Adds up the share still there times the cause's d/n. With one cause it is 1 less the Kaplan-Meier share; the
 * incidences of all causes and that share add up to 1. The variance is that of the delta method for multinomial
 * increments; with one cause it is Greenwood's.
 *
 * @returns one entry a cause, in the order of `steps.byCause`
 * @see Aalen & Johansen (1978), Scand J Stat 5, 141-150; Marubini & Valsecchi (1995), Analysing Survival Data, 10.3
 * @example times 1 (cause 1), 2 (cause 2), 3 (censored): incidence 1/3 of each cause
 */
export function aalenJohansen(steps: RiskSteps): CumulativeIncidence[] {
	return steps.byCause.map((events) => incidenceOf(steps, events));
}

function incidenceOf(steps: RiskSteps, ownEvents: Int32Array): CumulativeIncidence {
	const { times, atRisk, events } = steps;
	const incidence = new Float64Array(times.length);
	const variance = new Float64Array(times.length);
	let [still, share] = [1, 0];
	// Sums over earlier times u of (F(t) - F(u))^2 g, (F(t) - F(u)) g and g; and of (F(t) - F(u)) e and e; no cancelling.
	let [squares, products, greenwood, mixed, crossed, own] = [0, 0, 0, 0, 0, 0];
	for (let step = 0; step < times.length; step++) {
		const [n, d, k] = [atRisk[step], events[step], ownEvents[step]];
		const increment = (still * k) / n;
		squares += increment * (2 * products + increment * greenwood);
		products += increment * greenwood;
		mixed += increment * crossed;
		share += increment;
		if (d < n) greenwood += d / (n * (n - d));
		crossed += increment / n;
		own += (increment * still * (n - k)) / (n * n);
		still *= (n - d) / n;
		incidence[step] = share;
		variance[step] = Math.max(0, squares + own - 2 * mixed);
	}
	return { incidence, variance };
}
