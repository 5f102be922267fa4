import { aalenJohansen } from './aalen-johansen.ts';
import { drawnSteps } from './drawn-steps.ts';
import { incidenceLimits } from './incidence-limits.ts';
import { kaplanMeier } from './kaplan-meier.ts';
import type { SurvivalCurve } from './kaplan-meier.ts';
import { leadingCount } from './leading-count.ts';
import type { PooledCounts } from './pooled-counts.ts';
import { riskSteps } from './risk-steps.ts';
import type { RiskOptions } from './risk-steps.ts';
import { survivalLimits } from './survival-limits.ts';
import { survivalQuantile } from './survival-quantile.ts';
import type { SurvivalQuantile } from './survival-quantile.ts';

/** A share of 0 to 1 from a time on; limits null where it is 0 or 1. */
export interface SharePoint {
	time: number;
	share: number;
	lower: number | null;
	upper: number | null;
	/** Events since the point before. */
	events: number;
	/** At risk just before that time; null where hidden. */
	atRisk: number | null;
}

export interface ShareAt {
	time: number;
	/** Null before the start of the curve and beyond the last observation. */
	share: number | null;
	lower: number | null;
	upper: number | null;
}

export interface EstimateOptions extends RiskOptions {
	/** Times at which to read off the curve. */
	atTimes?: readonly number[];
	/** Whether the incidence of each cause is wanted. */
	withIncidence?: boolean;
}

/** What is read off the curve of one group. */
export interface SurvivalEstimate {
	curve: SurvivalCurve;
	/** Cases of the group; `curve.people` of them from the start of the curve on. */
	observed: number;
	events: number;
	/** Steps of the curve, the first with share 1 at its start; none where there is no curve. */
	points: SharePoint[];
	censoredTimes: number[];
	/** Last time anybody was observed; 0 where nobody was. */
	until: number;
	/** Times by which 25, 50 and 75 percent have had the event. */
	quantiles: ({ p: number } & SurvivalQuantile)[];
	values: ShareAt[];
	/** By cause, of all causes whichever count for the curve; only those that occur. Empty where not asked for. */
	incidence: { cause: number; events: number; points: SharePoint[] }[];
}

const QUARTILES = [0.25, 0.5, 0.75];

/**
 * The Kaplan-Meier curve of a group with its limits, quartiles and values, and the cumulative incidence by cause; at
 * most 200 steps of each.
 *
 * @see METHODS 5.2
 * @example entry/time (0,4), (0,6), (5,7), (5,9), the last censored: points 1, 1/2, 1/3, 1/6 at times 0, 4, 6, 7
 */
export function survivalEstimate(counts: PooledCounts, options: EstimateOptions = {}): SurvivalEstimate {
	const curve = kaplanMeier(riskSteps(counts, options));
	const { times, events, censored } = curve;
	const hasCurve = curve.people > 0;
	return {
		curve,
		observed: sumOf(counts.starts),
		events: sumOf(events),
		points: hasCurve ? [startOf(curve, counts), ...survivalPoints(curve)] : [],
		censoredTimes: drawnSteps(times, (step) => censored[step] > 0).map((step) => times[step]),
		until: times.length === 0 ? 0 : times[times.length - 1],
		quantiles: QUARTILES.map((p) => ({ p, ...survivalQuantile(curve, p) })),
		values: (options.atTimes ?? []).map((time) => shareAt(curve, time)),
		incidence: hasCurve && options.withIncidence ? incidenceCurves(counts, options.atLeast) : []
	};
}

/** At risk at the start: from time 0 on where cases are observed from the beginning, else just after the start. */
function startOf({ from }: SurvivalCurve, { atRisk }: PooledCounts): SharePoint {
	const isAtZero = from === 0 && atRisk[0] > 0;
	return { time: from, share: 1, lower: null, upper: null, events: 0, atRisk: atRisk[isAtZero ? 0 : from + 1] };
}

function survivalPoints(curve: SurvivalCurve): SharePoint[] {
	return pointsOf(curve, curve.events, (step) => {
		const { lower, upper } = survivalLimits(curve.survival[step], curve.greenwood[step]);
		return { share: curve.survival[step], lower, upper };
	});
}

function incidenceCurves(counts: PooledCounts, atLeast?: number): SurvivalEstimate['incidence'] {
	const steps = riskSteps(counts, { atLeast });
	return aalenJohansen(steps).flatMap(({ incidence, variance }, index) => {
		const events = steps.byCause[index];
		const points = pointsOf(steps, events, (step) => {
			const limits = incidenceLimits(incidence[step], variance[step]);
			return { share: incidence[step], lower: limits?.lower ?? null, upper: limits?.upper ?? null };
		});
		return points.length === 0 ? [] : [{ cause: index + 1, events: sumOf(events), points }];
	});
}

function pointsOf(
	{ times, atRisk }: { times: Int32Array; atRisk: Int32Array },
	events: Int32Array,
	shareOf: (step: number) => Pick<SharePoint, 'share' | 'lower' | 'upper'>
): SharePoint[] {
	let next = 0;
	return drawnSteps(times, (step) => events[step] > 0).map((step) => {
		let since = 0;
		for (; next <= step; next++) since += events[next];
		return { time: times[step], ...shareOf(step), events: since, atRisk: atRisk[step] };
	});
}

function shareAt(curve: SurvivalCurve, time: number): ShareAt {
	const { times, survival, greenwood, people, from } = curve;
	if (people === 0 || time < from || time > times[times.length - 1])
		return { time, share: null, lower: null, upper: null };
	const step = leadingCount(times.length, (index) => times[index] <= time) - 1;
	if (step < 0) return { time, share: 1, lower: null, upper: null };
	const { lower, upper } = survivalLimits(survival[step], greenwood[step]);
	return { time, share: survival[step], lower, upper };
}

function sumOf(counts: Int32Array): number {
	let sum = 0;
	for (let t = 0; t < counts.length; t++) sum += counts[t];
	return sum;
}
