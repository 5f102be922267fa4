import { linearScale } from '../linear-scale.ts';
import { isNarrow } from '../plot-width.ts';
import { px } from '../scales.ts';
import type { Tick } from '../scales.ts';
import { textLines } from '../text-fit.ts';

/** How much more, or less, one group left than all others. Ratios may be 0 or Infinity; null where there is none. */
export interface ForestDatum {
	group: string;
	left: number | null;
	people: number | null;
	ratio: number | null;
	lower: number | null;
	upper: number | null;
	/** Adjusted p-value; null where the group was not tested. */
	q: number | null;
	state: 'tested' | 'too-small' | 'nothing-to-compare' | 'suppressed';
}
export interface ForestMark {
	datum: ForestDatum;
	top: number;
	label: { x: number; y: number; text: string };
	note: { y: number };
	value: { x: number; y: number };
	/** null where there is no interval; an open end goes on beyond the axis */
	interval: { y: number; start: number; end: number; isOpenBelow: boolean; isOpenAbove: boolean } | null;
	/** Side of the square at the ratio, its area in proportion to the people; null where the ratio is off the axis. */
	square: { x: number; y: number; side: number } | null;
	isFlagged: boolean;
}
export interface ForestLayout {
	width: number;
	height: number;
	rowHeight: number;
	plotTop: number;
	plotBottom: number;
	/** Where the ratio is 1. */
	even: number;
	ticks: Tick<number>[];
	marks: ForestMark[];
}

const AXIS = 24;
const FLAG = 0.05;
const FARTHEST = 5;
const [SMALLEST, LARGEST] = [8, 16];

/** The power of two up to which the axis reaches on both sides of 1: at least 2, at most 32. */
function reach(rows: ForestDatum[]): number {
	const powers = rows
		.flatMap(({ ratio, lower, upper }) => [ratio, lower, upper])
		.filter((value): value is number => value !== null && value > 0 && Number.isFinite(value))
		.map((value) => Math.ceil(Math.abs(Math.log2(value)) - 1e-9));
	return Math.min(FARTHEST, Math.max(1, ...powers));
}

/**
 * Geometry of one ratio with its interval a row, in the order given, on an axis of powers of two: half as much lies as
 * far from 1 as twice as much. An interval that goes on beyond the axis is open there and drawn with an arrow.
 */
export function forestLayout(rows: ForestDatum[], width: number, top = 0): ForestLayout {
	const narrow = isNarrow(width);
	const [labelWidth, valueWidth, rowHeight] = narrow ? [width, 0, 92] : [176, 168, 54];
	const [left, right] = narrow ? [10, width - 12] : [labelWidth + 24, width - valueWidth - 24];
	const most = reach(rows);
	const scale = linearScale([-most, most], [left, right]);
	const largest = Math.max(1, ...rows.map((row) => row.people ?? 0));
	const plotTop = top + AXIS;
	const marks = rows.map((datum, index): ForestMark => {
		const rowTop = plotTop + index * rowHeight;
		const y = narrow ? rowTop + 50 : rowTop + rowHeight / 2;
		return {
			datum,
			top: rowTop,
			label: {
				x: narrow ? 0 : labelWidth,
				y: narrow ? rowTop + 14 : y - 4,
				text: textLines(datum.group, labelWidth, 13, 1)[0] ?? ''
			},
			note: { y: narrow ? rowTop + 30 : y + 12 },
			value: { x: narrow ? 0 : width - valueWidth, y: narrow ? rowTop + 76 : y - 4 },
			interval: intervalOf(datum, scale, most, y),
			square: squareOf(datum, scale, most, y, largest),
			isFlagged: datum.q !== null && datum.q <= FLAG
		};
	});
	const plotBottom = plotTop + rows.length * rowHeight;
	const step = most > 3 ? 2 : 1;
	const powers = Array.from({ length: 2 * most + 1 }, (_, index) => index - most);
	const ticks = powers
		.filter((power) => power % step === 0)
		.map((power) => ({ at: px(scale(power)), value: 2 ** power }));
	return { width, height: plotBottom + 4, rowHeight, plotTop, plotBottom, even: px(scale(0)), ticks, marks };
}

function intervalOf(
	{ lower, upper }: ForestDatum,
	scale: (value: number) => number,
	most: number,
	y: number
): ForestMark['interval'] {
	if (lower === null || upper === null || (lower === 0 && upper === Infinity)) return null;
	const at = (value: number) => px(scale(Math.max(-most, Math.min(most, Math.log2(value)))));
	const isOpenBelow = Math.log2(lower) < -most;
	const isOpenAbove = Math.log2(upper) > most;
	return { y, start: at(lower), end: at(upper), isOpenBelow, isOpenAbove };
}

function squareOf(
	{ ratio, people }: ForestDatum,
	scale: (value: number) => number,
	most: number,
	y: number,
	largest: number
): ForestMark['square'] {
	if (ratio === null || Math.abs(Math.log2(ratio)) > most) return null;
	const side = Math.max(SMALLEST, LARGEST * Math.sqrt((people ?? 0) / largest));
	return { x: px(scale(Math.log2(ratio))), y, side: px(side) };
}
