import { linearScale } from '../linear-scale.ts';
import { isNarrow } from '../plot-width.ts';
import { px, shareTicks } from '../scales.ts';
import type { Tick } from '../scales.ts';
import { stepBand, stepPath } from '../step-path.ts';

/** A step of the curve: at `hours` after the announcement, `count` people have answered, a share of all asked. */
export interface CurveStep {
	hours: number;
	count: number;
	shareOfAsked: number;
}
export interface ResponseCurveDatum {
	asked: number;
	/** Counted answers. */
	answered: number;
	curve: CurveStep[];
	/** Hours after the announcement of answers that came after the deadline. */
	lateMarks: number[];
	/** Hours from announcement to deadline. */
	windowHours: number;
	/** Half width of the band around the share of those who answered; null where nobody did. */
	dkwHalfWidth: number | null;
}
export interface CurvePoint {
	step: CurveStep;
	x: number;
	y: number;
}
export interface ResponseCurveLayout {
	width: number;
	height: number;
	plot: { left: number; right: number; top: number; bottom: number };
	xTicks: Tick<number>[];
	yTicks: Tick<number>[];
	path: string;
	band: string | null;
	points: CurvePoint[];
	deadline: number;
	/** The people who did not answer: from the end of the curve to everybody. */
	gap: { top: number; bottom: number; labelY: number; share: number };
	late: { x: number; y: number; isBeyond: boolean }[];
}

const STEPS_OF_HOURS = [1, 2, 3, 6, 12, 24, 48, 72, 168, 336];
const MOST_POINTS = 24;

function hourTicks(end: number, most: number): number[] {
	const step = STEPS_OF_HOURS.find((hours) => end / hours <= most) ?? 672;
	return Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step);
}

/** The curve with its beginning at nought and its end at the deadline, one step per hour value. */
function completed({ curve, windowHours }: ResponseCurveDatum): CurveStep[] {
	const last = curve.at(-1);
	const start = curve[0]?.hours === 0 ? [] : [{ hours: 0, count: 0, shareOfAsked: 0 }];
	const end = { hours: windowHours, count: last?.count ?? 0, shareOfAsked: last?.shareOfAsked ?? 0 };
	return [...start, ...curve, ...(last?.hours === windowHours ? [] : [end])];
}

/** The band of the responders' distribution, drawn as a share of everybody asked. */
function bandOf(datum: ResponseCurveDatum, steps: CurveStep[]) {
	const { answered, asked, dkwHalfWidth } = datum;
	if (dkwHalfWidth === null || answered === 0 || asked === 0) return null;
	const part = answered / asked;
	return steps.map((step) => {
		const share = step.count / answered;
		const [lower, upper] = [Math.max(0, share - dkwHalfWidth), Math.min(1, share + dkwHalfWidth)];
		return { hours: step.hours, lower: lower * part, upper: upper * part };
	});
}

function evenly(points: CurvePoint[]): CurvePoint[] {
	const every = Math.ceil(points.length / MOST_POINTS);
	return points.filter((_, index) => (points.length - 1 - index) % every === 0);
}

/** Late answers on one line, one mark a pixel; what lies beyond `edge` is one mark that points there. */
function lateMarks(hours: number[], edge: number, x: (hours: number) => number, y: number) {
	const places = new Map(hours.map((hour) => [Math.round(x(Math.min(hour, edge))), hour > edge]));
	return [...places].map(([at, isBeyond]) => ({ x: at, y, isBeyond }));
}

/** Geometry of the answers over time as a share of everybody asked, up to the deadline and a little beyond. */
export function responseCurveLayout(datum: ResponseCurveDatum, width: number, top = 0): ResponseCurveLayout {
	const narrow = isNarrow(width);
	const window = datum.windowHours === 0 ? 1 : datum.windowHours;
	const deadline = width - (narrow ? 106 : 170);
	const plot = { left: 46, right: deadline, top: top + (narrow ? 70 : 46), bottom: top + (narrow ? 264 : 316) };
	const x = linearScale([0, window], [plot.left, deadline]);
	const y = linearScale([0, 1], [plot.bottom, plot.top]);
	const edge = x.invert(width - 8);
	const steps = completed(datum);
	const points = steps.map((step) => ({ step, x: px(x(step.hours)), y: px(y(step.shareOfAsked)) }));
	const band = bandOf(datum, steps);
	const share = steps.at(-1)?.shareOfAsked ?? 0;
	const ended = px(y(share));
	const bandPath =
		band && stepBand(band.map(({ hours, lower, upper }) => ({ x: x(hours), lower: y(lower), upper: y(upper) })));
	return {
		width,
		height: plot.bottom + 44,
		plot,
		xTicks: hourTicks(window, narrow ? 4 : 8).map((value) => ({ at: px(x(value)), value })),
		yTicks: shareTicks(y, narrow ? 4 : 5),
		path: stepPath(points),
		band: bandPath,
		points: evenly(points),
		deadline,
		gap: {
			top: plot.top,
			bottom: ended,
			labelY: px(Math.max(plot.top + 16, (plot.top + ended) / 2 - 14)),
			share: 1 - share
		},
		late: lateMarks(datum.lateMarks, edge, x, plot.bottom - 8)
	};
}
