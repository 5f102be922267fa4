import { isNarrow } from '../plot-width.ts';
import { countScale, countTicks, px, shareTicks } from '../scales.ts';
import type { Tick } from '../scales.ts';
import { textLines } from '../text-fit.ts';

/** From the lowest to the highest value of a series published elsewhere, to stand behind a rate of the same unit. */
export interface RateReference {
	/** Where it is from, in a word for the drawing: 'US'. */
	place: string;
	/** The series as its publisher names it. */
	series: string;
	lowest: number;
	highest: number;
	/** Months of the window the series has, and months of the window. */
	covered: number;
	months: number;
	/** The day the published values were those. */
	vintage: string;
}
/** A rate of one group with its interval; all null where hidden or undefined. */
export interface RateDatum {
	group: string;
	rate: number | null;
	lower: number | null;
	upper: number | null;
	/** What was counted, and over how much. */
	events: number | null;
	exposure: number | null;
	isSuppressed: boolean;
	reference?: RateReference | null;
}
export interface RateMark {
	datum: RateDatum;
	top: number;
	label: { x: number; y: number; text: string };
	note: { y: number };
	value: { x: number; y: number };
	bar: { x: number; y: number; width: number; height: number } | null;
	/** What is known from elsewhere, behind the bar. */
	band: { x: number; y: number; width: number; height: number } | null;
	/** An upper limit beyond the axis is drawn with an arrow. */
	interval: { y: number; start: number; end: number; isOpen: boolean } | null;
}
export interface RatesLayout {
	width: number;
	height: number;
	rowHeight: number;
	/** Room for what is written beside a row. */
	labelWidth: number;
	/** Where a value may not go on. */
	valueWidth: number;
	plotTop: number;
	plotBottom: number;
	ticks: Tick<number>[];
	marks: RateMark[];
}

const AXIS = 24;
const BAR = 16;
const BAND = 34;
/** An upper limit this many times the largest rate would squeeze all bars; it is cut. */
const FARTHEST = 2.5;

/** Geometry of one bar from zero with its interval a row, in the order given; `isFine` for rates of a few units. */
export function ratesLayout(rows: RateDatum[], width: number, isFine = false): RatesLayout {
	const narrow = isNarrow(width);
	const [labelWidth, valueWidth, rowHeight] = narrow ? [width, 0, isFine ? 100 : 84] : [212, 164, 52];
	const [left, right] = narrow ? [2, width - 12] : [labelWidth + 16, width - valueWidth - 20];
	const largest = Math.max(0, ...rows.flatMap((row) => [row.rate ?? 0, row.reference?.highest ?? 0]));
	const limit = largest === 0 ? Infinity : largest * FARTHEST;
	const scale = countScale(
		rows.flatMap((row) => [
			...[row.rate, row.reference?.highest ?? null],
			row.upper === null ? null : Math.min(row.upper, limit)
		]),
		[left, right]
	);
	const marks = rows.map((datum, index): RateMark => {
		const top = AXIS + index * rowHeight;
		const y = narrow ? top + 50 : top + rowHeight / 2;
		return {
			datum,
			top,
			label: {
				x: narrow ? 0 : labelWidth,
				y: narrow ? top + 14 : y - 4,
				text: textLines(datum.group, labelWidth, 13, 1)[0] ?? ''
			},
			note: { y: narrow ? top + 30 : y + 12 },
			value: { x: narrow ? 0 : width - valueWidth, y: narrow ? top + 76 : y + 4 },
			bar: barOf(datum, scale, left, y),
			band: bandOf(datum, scale, y),
			interval: intervalOf(datum, scale, limit, y)
		};
	});
	const plotBottom = AXIS + rows.length * rowHeight;
	return {
		width,
		height: plotBottom + 4,
		rowHeight,
		labelWidth,
		valueWidth: narrow ? width : valueWidth,
		plotTop: AXIS,
		plotBottom,
		ticks: (isFine ? shareTicks : countTicks)(scale, narrow ? 4 : 6),
		marks
	};
}

function barOf({ rate }: RateDatum, scale: (value: number) => number, left: number, y: number): RateMark['bar'] {
	if (rate === null) return null;
	return { x: left, y: y - BAR / 2, width: px(Math.max(0, scale(rate) - left)), height: BAR };
}

function bandOf({ reference }: RateDatum, scale: (value: number) => number, y: number): RateMark['band'] {
	if (!reference) return null;
	const x = px(scale(reference.lowest));
	return { x, y: y - BAND / 2, width: px(Math.max(2, scale(reference.highest) - x)), height: BAND };
}

function intervalOf(
	{ rate, lower, upper }: RateDatum,
	scale: (value: number) => number,
	limit: number,
	y: number
): RateMark['interval'] {
	if (rate === null || lower === null || upper === null) return null;
	return { y, start: px(scale(lower)), end: px(scale(Math.min(upper, limit))), isOpen: upper > limit };
}
