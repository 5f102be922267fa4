import { isNarrow } from '../plot-width.ts';
import { countScale, countTicks, px } from '../scales.ts';
import type { Tick } from '../scales.ts';
import { textLines } from '../text-fit.ts';

/** People who remain, by quantile of their distribution, and the probability that they are fewer than the minimum. */
export interface Fan {
	/** Quantiles of 5, 25, 50, 75 and 95 %. */
	remaining: [number, number, number, number, number];
	below: number;
}

/** One role: alone, and where everybody is moved at once, null where that is not asked. Both null: not shown. */
export interface FanDatum {
	id: string;
	label: string;
	required: number;
	now: number;
	alone: Fan | null;
	together: Fan | null;
}

export interface FanBar {
	fan: Fan;
	/** Middle of the bar. */
	y: number;
	wide: { x: number; width: number };
	half: { x: number; width: number };
	middle: number;
	value: { x: number; y: number };
}
export interface FanMark {
	datum: FanDatum;
	top: number;
	/** Middle of the two bars. */
	y: number;
	label: { x: number; y: number; lines: string[] };
	note: { x: number; y: number };
	alone: FanBar | null;
	together: FanBar | null;
	minimum: number;
	now: number;
}
export interface FanLayout {
	/** Room for what is written beside a row. */
	labelWidth: number;
	height: number;
	rowHeight: number;
	barHeight: number;
	plotTop: number;
	plotBottom: number;
	ticks: Tick<number>[];
	marks: FanMark[];
}

const LINE = 16;
// Ticks, and above them what the column of probabilities is.
const AXIS = 44;
const BAR = 12;
const APART = 11;
// A fan of a single number stays visible.
const THIN = 2;

/** Geometry of the fans from zero, two bars a role, in the order given: side by side with names, or below where narrow. */
export function fanLayout(rows: FanDatum[], width: number, top = 0): FanLayout {
	const narrow = isNarrow(width);
	const [labelWidth, valueWidth, rowHeight] = narrow ? [width, 62, 96] : [192, 92, 58];
	const left = narrow ? 8 : labelWidth + 16;
	const right = width - valueWidth - 14;
	const plotTop = top + AXIS;
	const scale = countScale(
		rows.flatMap(({ required, now }) => [required, now]),
		[left, right]
	);
	const barOf = (fan: Fan | null, y: number): FanBar | null => {
		if (fan === null) return null;
		const [low, from, middle, to, high] = fan.remaining.map((people) => scale(people));
		const between = (start: number, end: number) => ({ x: px(start), width: Math.max(THIN, px(end - start)) });
		const value = { x: width - valueWidth, y };
		return { fan, y, wide: between(low, high), half: between(from, to), middle: px(middle), value };
	};
	const marks = rows.map((datum, index): FanMark => {
		const start = plotTop + index * rowHeight;
		const y = narrow ? start + 66 : start + rowHeight / 2;
		const lines = textLines(datum.label, labelWidth, 13, 1);
		return {
			datum,
			y,
			top: start,
			label: { x: narrow ? 0 : labelWidth, y: narrow ? start + 18 : y - LINE / 2, lines },
			note: { x: narrow ? 0 : labelWidth, y: narrow ? start + 35 : y + LINE / 2 },
			alone: barOf(datum.alone, datum.together === null ? y : y - APART),
			together: barOf(datum.together, y + APART),
			minimum: px(scale(datum.required)),
			now: px(scale(datum.now))
		};
	});
	const plotBottom = plotTop + rows.length * rowHeight;
	const ticks = countTicks(scale, narrow ? 4 : 6);
	return { labelWidth, height: plotBottom + 4, rowHeight, barHeight: BAR, plotTop, plotBottom, ticks, marks };
}
