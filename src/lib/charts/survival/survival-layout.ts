import { linearScale } from '../linear-scale.ts';
import type { LinearScale } from '../linear-scale.ts';
import { spread } from '../lanes.ts';
import { isNarrow } from '../plot-width.ts';
import { px, shareTicks } from '../scales.ts';
import type { Tick } from '../scales.ts';
import { stepBand, stepPath } from '../step-path.ts';
import { textWidth } from '../text-fit.ts';

/** The share from one time on, until the next step. */
export interface SurvivalStep {
	time: number;
	/** 0 to 1 */
	share: number;
	lower: number | null;
	upper: number | null;
	/** null where hidden */
	atRisk: number | null;
}
/** One group: steps in the order of time, the first at the time where the curve starts. */
export interface SurvivalCurve {
	group: string;
	steps: SurvivalStep[];
	/** Times at which somebody was last seen without having left. */
	censored: number[];
	/** How many were still observed at the times of the table below the drawing; the same times for all curves. */
	risk: { time: number; atRisk: number | null }[];
	/** Whose numbers those are, where they are not those of the group. */
	riskLabel?: string;
	/** The last time anybody was observed; nothing is drawn beyond it. */
	until: number;
}
export interface PlacedStep {
	step: SurvivalStep;
	x: number;
	y: number;
}
export interface PlacedCurve {
	curve: SurvivalCurve;
	/** While at least ten were at risk, and after that. */
	path: string;
	faintPath: string;
	band: string | null;
	ticks: { x: number; y: number }[];
	points: PlacedStep[];
	end: { x: number; y: number; labelY: number; share: number } | null;
	risk: { y: number; labelY: number; cells: { x: number; atRisk: number | null }[] };
}
export interface SurvivalLayout {
	width: number;
	height: number;
	plot: { left: number; right: number; top: number; bottom: number };
	xTicks: Tick<number>[];
	yTicks: Tick<number>[];
	riskTop: number;
	curves: PlacedCurve[];
}

/** Below this many at risk a curve is drawn faintly (METHODS 5.2). */
export const FEW_AT_RISK = 10;
const MOST_BANDS = 2;
/** More ticks than this run together and are left out; the numbers at risk tell the same. */
const MOST_TICKS = 60;
/** Room for the names beside the numbers at risk. */
export const RISK_LABEL = 130;
/** Room for the names at the ends of the curves. */
export const END_LABEL = 150;

/**
 * Geometry of step curves from 0 to 1 over time, pointwise bands for at most two curves, and the number at risk below
 * each tick of the time axis. A curve ends at its last observation.
 */
export function survivalLayout(curves: SurvivalCurve[], width: number, top = 0): SurvivalLayout {
	const narrow = isNarrow(width);
	const longest = Math.max(0, ...curves.map((curve) => textWidth(curve.group, 13)));
	const labelSpace = narrow ? 54 : 66 + Math.min(longest, END_LABEL);
	const plot = {
		left: narrow ? 46 : 56 + Math.min(longest, RISK_LABEL),
		right: width - labelSpace,
		top: top + 8,
		bottom: top + (narrow ? 190 : 280)
	};
	const horizon = Math.max(0, ...curves.map((curve) => curve.until));
	const time = linearScale([0, horizon === 0 ? 1 : horizon], [plot.left, plot.right]);
	const share = linearScale([0, 1], [plot.bottom, plot.top]);
	const xTicks = riskTicks(curves, time, narrow ? 44 : 60);
	const riskTop = plot.bottom + 62;
	const rowHeight = narrow ? 34 : 20;
	const counted = curves.filter((curve) => curve.risk.length > 0);
	const placed = curves.map((curve) => {
		const labelY = riskTop + counted.indexOf(curve) * rowHeight;
		const y = narrow ? labelY + 15 : labelY;
		const cells = xTicks.flatMap(({ at, value }) =>
			curve.risk.filter(({ time }) => time === value).map(({ atRisk }) => ({ x: at, atRisk }))
		);
		return { ...placedCurve(curve, time, share, curves.length <= MOST_BANDS), risk: { y, labelY, cells } };
	});
	separateEnds(placed, plot.bottom);
	const height = riskTop + counted.length * rowHeight;
	return { width, height, plot, xTicks, yTicks: shareTicks(share, 5), riskTop, curves: placed };
}

/** The times of the risk table, thinned so that their numbers do not touch. */
function riskTicks(curves: SurvivalCurve[], time: LinearScale, gap: number): Tick<number>[] {
	const times = [...new Set(curves.flatMap((curve) => curve.risk.map((each) => each.time)))].sort((a, b) => a - b);
	const step = times.length > 1 ? time(times[1]) - time(times[0]) : gap;
	const every = Math.max(1, Math.ceil(gap / step));
	return times.filter((_, index) => index % every === 0).map((value) => ({ at: px(time(value)), value }));
}

function placedCurve(
	curve: SurvivalCurve,
	time: LinearScale,
	share: LinearScale,
	hasBand: boolean
): Omit<PlacedCurve, 'risk'> {
	const points = curve.steps.map((step) => ({ step, x: px(time(step.time)), y: px(share(step.share)) }));
	const last = points.at(-1);
	const drawn = last === undefined ? [] : [...points, { ...last, x: px(time(curve.until)) }];
	const firstFew = drawn.findIndex(({ step }) => step.atRisk !== null && step.atRisk < FEW_AT_RISK);
	const cut = firstFew < 0 ? drawn.length : firstFew;
	const at = (value: number) => points.findLast(({ step }) => step.time <= value);
	return {
		curve,
		path: stepPath(drawn.slice(0, cut + 1)),
		faintPath: stepPath(drawn.slice(cut)),
		band: hasBand ? bandPath(drawn, share) : null,
		ticks: (curve.censored.length > MOST_TICKS ? [] : curve.censored).flatMap((value) => {
			const step = at(value);
			return step === undefined ? [] : [{ x: px(time(value)), y: step.y }];
		}),
		points,
		end: last === undefined ? null : { x: px(time(curve.until)), y: last.y, labelY: last.y, share: last.step.share }
	};
}

/** The area between the limits, in as many parts as there are runs of steps that have them. */
function bandPath(points: PlacedStep[], share: LinearScale): string {
	const runs: { x: number; lower: number; upper: number }[][] = [[]];
	for (const { x, step } of points) {
		if (step.lower === null || step.upper === null) runs.push([]);
		else runs.at(-1)!.push({ x, lower: px(share(step.lower)), upper: px(share(step.upper)) });
	}
	return runs.map(stepBand).join('');
}

function separateEnds(curves: PlacedCurve[], bottom: number): void {
	const ends = curves.flatMap((curve) => curve.end ?? []);
	spread(
		ends.map((end) => end.y),
		16,
		bottom - 9
	).forEach((y, index) => (ends[index].labelY = px(y)));
}
