import { chiSquareUpperTail } from './chi-square-upper-tail.ts';
import { coxCases } from './cox-cases.ts';
import type { ArrangedCases, CoxData } from './cox-cases.ts';
import { coxLikelihood } from './cox-likelihood.ts';
import type { CoxLikelihood } from './cox-likelihood.ts';
import { normalQuantile } from './normal-quantile.ts';
import { normalTwoSided } from './normal-two-sided.ts';
import { symmetricFactor } from './symmetric-factor.ts';

export interface CoxCoefficient {
	name: string;
	/** Change of the log hazard for one more of the covariate. */
	coefficient: number;
	standardError: number;
	hazardRatio: number;
	/** Wald limits of the hazard ratio. */
	lower: number;
	upper: number;
	z: number;
	p: number;
}
export interface CoxTest {
	chiSquare: number;
	degrees: number;
	p: number;
}
export interface CoxEstimate {
	estimable: true;
	coefficients: CoxCoefficient[];
	/** Log partial likelihood without covariates and at the estimate. */
	logLikelihood: { none: number; fitted: number };
	likelihoodRatio: CoxTest;
	wald: CoxTest;
	score: CoxTest;
}
export interface CoxRefusal {
	estimable: false;
	/** 'singular': a covariate does not vary, or follows from others; 'separation': it tells apart who has the event. */
	reason: 'no-events' | 'no-covariates' | 'singular' | 'separation';
}
export type CoxRegression = (CoxEstimate | CoxRefusal) & {
	cases: number;
	events: number;
	dropped: number;
	/** Fewer than 5 events per coefficient: the estimates are not to be relied on. */
	hasFewEvents: boolean;
};

const MOST_ITERATIONS = 30;
const LARGEST_COEFFICIENT = 15;

/**
 * Cox regression: how covariates multiply the hazard of the event, whatever its course over time.
 *
 * Ties by Efron's method, late entry allowed, complete cases only. Holds if the ratio of hazards stays the same over
 * time: look at the Schoenfeld residuals.
 *
 * @returns an estimate, or why there is none; a coefficient beyond 15 or a search without end counts as separation
 * @see METHODS 5.5; Cox (1972), JRSS B 34, 187-220; Efron (1977), JASA 72, 557-565
 * @example 6-MP trial, placebo 1, drug 0: coefficient 1.5721, standard error 0.4124, hazard ratio 4.817
 */
export function coxRegression(data: CoxData, level = 0.95): CoxRegression {
	const cases = coxCases(data);
	const events = cases.hasEvent.reduce((sum, event) => sum + event, 0);
	const about = {
		cases: cases.time.length,
		events,
		dropped: cases.dropped,
		hasFewEvents: events < 5 * cases.covariates
	};
	if (cases.covariates === 0) return { ...about, estimable: false, reason: 'no-covariates' };
	if (events === 0) return { ...about, estimable: false, reason: 'no-events' };
	const none = coxLikelihood(cases, new Float64Array(cases.covariates));
	const isFlat = cases.scale.some((_, j) => none.information[j * (cases.covariates + 1)] <= 1e-12 * events);
	if (isFlat || symmetricFactor(none.information, cases.covariates).rank < cases.covariates)
		return { ...about, estimable: false, reason: 'singular' };
	const found = maximum(cases, none);
	if (!found) return { ...about, estimable: false, reason: 'separation' };
	return { ...about, ...estimateOf(data, cases, none, found, level) };
}

interface Fit extends CoxLikelihood {
	coefficients: Float64Array;
}

/** Newton's method, half the step while the likelihood falls; null where it does not settle. */
function maximum(cases: ArrangedCases, none: CoxLikelihood): Fit | null {
	let fit: Fit = { ...none, coefficients: new Float64Array(cases.covariates) };
	for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
		const step = symmetricFactor(fit.information, cases.covariates).solve(fit.score);
		const decrement = step.reduce((sum, value, j) => sum + value * fit.score[j], 0);
		fit = uphill(cases, fit, step);
		if (fit.coefficients.some((value, j) => Math.abs(value / cases.scale[j]) > LARGEST_COEFFICIENT)) return null;
		if (decrement < 1e-16) return fit;
	}
	return null;
}

function uphill(cases: ArrangedCases, fit: Fit, step: Float64Array): Fit {
	const least = fit.logLikelihood - 1e-10 * Math.abs(fit.logLikelihood);
	const after = (share: number) => {
		const coefficients = fit.coefficients.map((value, j) => value + share * step[j]);
		return { ...coxLikelihood(cases, coefficients), coefficients };
	};
	let share = 1;
	let next = after(share);
	// Also where it is not a number, after a step so wide that its weights are infinite.
	while (!(next.logLikelihood >= least) && share > 1e-6) {
		share /= 2;
		next = after(share);
	}
	return next;
}

function estimateOf(data: CoxData, cases: ArrangedCases, none: CoxLikelihood, fit: Fit, level: number): CoxEstimate {
	const width = cases.covariates;
	const factor = symmetricFactor(fit.information, width);
	const z = normalQuantile((1 + level) / 2);
	const coefficients = data.covariates.map(({ name }, j): CoxCoefficient => {
		const unit = Float64Array.from({ length: width }, (_, k) => (k === j ? 1 : 0));
		const coefficient = fit.coefficients[j] / cases.scale[j];
		const standardError = Math.sqrt(factor.solve(unit)[j]) / cases.scale[j];
		return {
			name,
			coefficient,
			standardError,
			hazardRatio: Math.exp(coefficient),
			lower: Math.exp(coefficient - z * standardError),
			upper: Math.exp(coefficient + z * standardError),
			z: coefficient / standardError,
			p: normalTwoSided(coefficient / standardError)
		};
	});
	const test = (chiSquare: number) => ({ chiSquare, degrees: width, p: chiSquareUpperTail(chiSquare, width) });
	const scoreStep = symmetricFactor(none.information, width).solve(none.score);
	return {
		estimable: true,
		coefficients,
		logLikelihood: { none: none.logLikelihood, fitted: fit.logLikelihood },
		likelihoodRatio: test(2 * (fit.logLikelihood - none.logLikelihood)),
		wald: test(quadratic(fit.information, fit.coefficients)),
		score: test(scoreStep.reduce((sum, value, j) => sum + value * none.score[j], 0))
	};
}

function quadratic(matrix: Float64Array, vector: Float64Array): number {
	return vector.reduce(
		(sum, value, row) =>
			sum + value * vector.reduce((inner, other, column) => inner + matrix[row * vector.length + column] * other, 0),
		0
	);
}
