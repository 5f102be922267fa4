import { normalQuantile } from './normal-quantile.ts';
import { normalTwoSided } from './normal-two-sided.ts';
import { poissonRegression } from './poisson-regression.ts';
import type { PoissonRegression } from './poisson-regression.ts';

/** One coefficient of the log-linear model as a rate ratio. Errors are scaled by the root of the dispersion. */
export interface SeriesTerm {
	coefficient: number;
	standardError: number;
	z: number;
	p: number;
	rateRatio: number;
	lower: number;
	upper: number;
}

export interface InterruptedTimeSeries {
	/** Pearson chi-square / (n - 4); errors are scaled by the root of it where it is above 1. */
	dispersion: number;
	/** Trend per period before. */
	trend: SeriesTerm;
	/** Step at the event. */
	step: SeriesTerm;
	/** Change of the trend per period after. */
	trendChange: SeriesTerm;
	/** Trend fitted on the periods before alone; null where it has no estimate. */
	trendBefore: SeriesTerm | null;
	/** The trend before has p < 0.1: rates were already changing before day 0. */
	wasChangingBefore: boolean;
	observedAfter: number;
	/** Events expected after, had the trend before gone on: a line drawn further, no control group. */
	counterfactualAfter: number;
	/** One per period; null in a period left out. */
	fitted: (number | null)[];
	counterfactual: (number | null)[];
}

export type SeriesRefusal = 'too-few-periods' | 'no-exposure' | 'no-estimate';

const FEWEST_PERIODS = 8;
const CHANGING = 0.1;

/**
 * Interrupted time series of counts: was there a step at an event, and did the trend change?
 *
 * log E[count] = log exposure + b0 + b1 time + b2 post + b3 since, time = 1 to n, post = 1 from the event's period on,
 * since = periods after it. Quasi-Poisson: standard errors times sqrt(max(1, dispersion)), normal quantile.
 *
 * @param series counts and exposure (headcount, or 1) of consecutive periods of equal length
 * @param breakAt index of the period of the event, from 0; it counts as after
 * @param options.leavesOutBreak leaves the event's own period out of the fit
 * @returns a refusal with fewer than 8 periods on a side, a period without exposure, or no finite estimate
 * @see Lopez Bernal, Cummins & Gasparrini (2017), IJE 46, 348-355; Penfold & Zhang (2013), Acad Pediatr 13, S38-S44
 * @example 8 periods of 10 and 8 of 20: step ratio 2, both trends 1, dispersion 0
 */
export function interruptedTimeSeries(
	series: { counts: readonly number[]; exposure: readonly number[] },
	breakAt: number,
	options: { leavesOutBreak?: boolean; level?: number } = {}
): InterruptedTimeSeries | SeriesRefusal {
	const { leavesOutBreak = false, level = 0.95 } = options;
	const used = series.counts.map((_, index) => index).filter((index) => !leavesOutBreak || index !== breakAt);
	const before = used.filter((index) => index < breakAt);
	const after = used.filter((index) => index >= breakAt);
	if (before.length < FEWEST_PERIODS || after.length < FEWEST_PERIODS) return 'too-few-periods';
	if (series.exposure.some((exposure) => !(exposure > 0))) return 'no-exposure';
	const columns = [
		used.map(() => 1),
		used.map((index) => index + 1),
		used.map((index) => (index >= breakAt ? 1 : 0)),
		used.map((index) => Math.max(0, index - breakAt))
	];
	const fit = fitOn(series, used, columns);
	if (fit === null || fit.dispersion === null) return 'no-estimate';
	const [level0, trend] = fit.coefficients;
	const expected = (index: number) => series.exposure[index] * Math.exp(level0 + trend * (index + 1));
	const trendBefore = fitOn(series, before, [before.map(() => 1), before.map((index) => index + 1)]);
	const ownTrend = trendBefore && termOf(trendBefore, 1, level);
	return {
		dispersion: fit.dispersion,
		trend: termOf(fit, 1, level),
		step: termOf(fit, 2, level),
		trendChange: termOf(fit, 3, level),
		trendBefore: ownTrend,
		wasChangingBefore: ownTrend !== null && ownTrend.p < CHANGING,
		observedAfter: after.reduce((sum, index) => sum + series.counts[index], 0),
		counterfactualAfter: after.reduce((sum, index) => sum + expected(index), 0),
		fitted: series.counts.map((_, index) => (used.includes(index) ? fit.fitted[used.indexOf(index)] : null)),
		counterfactual: series.counts.map((_, index) => (after.includes(index) ? expected(index) : null))
	};
}

function fitOn(
	{ counts, exposure }: { counts: readonly number[]; exposure: readonly number[] },
	used: readonly number[],
	columns: readonly (readonly number[])[]
): PoissonRegression | null {
	return poissonRegression(
		used.map((index) => counts[index]),
		used.map((index) => exposure[index]),
		columns
	);
}

/** A coefficient with its scaled error, and its exponential with limits. */
export function termOf(fit: PoissonRegression, index: number, level: number): SeriesTerm {
	const coefficient = fit.coefficients[index];
	const standardError = fit.standardErrors[index] * Math.sqrt(Math.max(1, fit.dispersion ?? 1));
	const reach = normalQuantile((1 + level) / 2) * standardError;
	const z = coefficient / standardError;
	return {
		coefficient,
		standardError,
		z,
		p: normalTwoSided(z),
		rateRatio: Math.exp(coefficient),
		lower: Math.exp(coefficient - reach),
		upper: Math.exp(coefficient + reach)
	};
}
