import { coxCases } from './cox-cases.ts';
import type { CoxData } from './cox-cases.ts';
import { coxLikelihood } from './cox-likelihood.ts';

export interface SchoenfeldResidual {
	/** Index of the case with the event. */
	case: number;
	time: number;
	/** One value a covariate, in its unit. */
	residuals: number[];
}

/**
 * Schoenfeld residuals of a Cox model: the covariates of each case with an event, less the mean the model expects
 * among those at risk then. A trend over time says that the ratio of hazards changes.
 *
 * At the estimate they add up to 0. Tied events are compared with the average of the means Efron's method uses.
 *
 * @param coefficients in the order of the covariates
 * @returns by rising time
 * @see METHODS 5.5; Schoenfeld (1982), Biometrika 69, 239-241
 * @example 6-MP trial, first event at week 1: 0.1754
 */
export function schoenfeldResiduals(data: CoxData, coefficients: readonly number[]): SchoenfeldResidual[] {
	const cases = coxCases(data);
	const { covariates, scale, source, values, time } = cases;
	const found: SchoenfeldResidual[] = [];
	const scaled = coefficients.map((value, j) => value * scale[j]);
	coxLikelihood(cases, scaled, ({ events, means }) => {
		const expected = scale.map((_, j) => means.reduce((sum, mean) => sum + mean[j], 0) / means.length);
		for (const index of events) {
			const residuals = Array.from(scale, (unit, j) => (values[index * covariates + j] - expected[j]) * unit);
			found.push({ case: source[index], time: time[index], residuals });
		}
	});
	return found.sort((a, b) => a.time - b.time || a.case - b.case);
}
