import { isNarrow } from '../plot-width.ts';
import { countScale, countTicks, px, shareTicks } from '../scales.ts';
import type { Tick } from '../scales.ts';
import { BOLD, textLines, textWidth } from '../text-fit.ts';

/** A figure as the press gives it. null is "not said"; a suppressed figure has no value at all. */
export interface RangeDatum {
	id: string;
	label: string;
	/** Source, date or status, under the label. */
	note: string;
	low: number | null;
	best: number | null;
	high: number | null;
	isSuppressed?: boolean;
	/** Decimals of the per cent that a share is written with. */
	decimals?: number;
}
/** What the values are: a number of people, or proportions of 0 to 1. */
export type RangeUnit = 'people' | 'share';
export interface RangeMark {
	datum: RangeDatum;
	top: number;
	y: number;
	label: { x: number; y: number; lines: string[] };
	note: { y: number; text: string };
	value: { x: number; y: number };
	/** null where only one number, or none, is known */
	bar: { start: number; end: number; isOpenBelow: boolean; isOpenAbove: boolean } | null;
	dot: number | null;
}
export interface RangesLayout {
	width: number;
	height: number;
	rowHeight: number;
	plotTop: number;
	plotBottom: number;
	ticks: Tick<number>[];
	marks: RangeMark[];
}

const LINE = 16;
const AXIS = 24;
const OPEN = 26;
const BELOW = 17;

/** From low to high; where one end is not said the bar is open there and ends in an arrow. */
function barOf({ low, best, high }: RangeDatum, at: (value: number) => number): RangeMark['bar'] {
	if (low !== null && high !== null) {
		return low === high ? null : { start: px(at(low)), end: px(at(high)), isOpenBelow: false, isOpenAbove: false };
	}
	if (low !== null) {
		const end = at(Math.max(low, best ?? low)) + OPEN;
		return { start: px(at(low)), end: px(end), isOpenBelow: false, isOpenAbove: true };
	}
	if (high === null) return null;
	const start = Math.max(at(0), at(Math.min(high, best ?? high)) - OPEN);
	return { start: px(start), end: px(at(high)), isOpenBelow: true, isOpenAbove: false };
}

/** The single number to show as a dot: the best one, or the one that low and high agree on. */
function dotOf({ low, best, high }: RangeDatum): number | null {
	return best ?? (low !== null && low === high ? low : null);
}

/** Where a value of `length` stands: to the right of its mark where there is room, else to the left, else below it. */
function besideMark(
	bar: RangeMark['bar'],
	dot: number | null,
	length: number,
	width: number
): { x: number; down: number } {
	if (bar === null && dot === null) return { x: 0, down: 0 };
	const start = Math.min(bar?.start ?? width, dot ?? width);
	const end = Math.max(bar?.end ?? 0, dot ?? 0);
	if (end + 14 + length <= width) return { x: px(end + 14), down: 0 };
	const before = start - 14 - length;
	return before >= 0 ? { x: px(before), down: 0 } : { x: 0, down: BELOW };
}

/** Geometry of low, best and high of each figure from zero, in the order given. */
export function rangesLayout(
	rows: RangeDatum[],
	width: number,
	text: (datum: RangeDatum) => string,
	unit: RangeUnit = 'people'
): RangesLayout {
	const narrow = isNarrow(width);
	const lengths = rows.map((datum) => textWidth(text(datum), 13 * BOLD));
	const [labelWidth, rowHeight] = narrow ? [width, 88] : [216, 54];
	const valueWidth = narrow ? 0 : Math.ceil(Math.max(150, ...lengths));
	const [left, right] = narrow ? [8, width - 34] : [labelWidth + 20, width - valueWidth - 36];
	const scale = countScale(
		rows.flatMap((row) => [row.low, row.best, row.high]),
		[left, right]
	);
	const marks = rows.map((datum, index): RangeMark => {
		const top = AXIS + index * rowHeight;
		const y = narrow ? top + 58 : top + rowHeight / 2;
		const lines = textLines(datum.label, labelWidth, 13, 1);
		const dot = dotOf(datum);
		const bar = barOf(datum, (value) => scale(value));
		const at = dot === null ? null : px(scale(dot));
		const beside = besideMark(bar, at, lengths[index], width);
		return {
			datum,
			top,
			y,
			label: { x: narrow ? 0 : labelWidth, y: narrow ? top + 16 : y - LINE / 2, lines },
			note: { y: narrow ? top + 33 : y + LINE / 2, text: textLines(datum.note, labelWidth, 12, 1)[0] },
			value: { x: narrow ? beside.x : width - valueWidth, y: narrow ? y + beside.down : y },
			bar,
			dot: at
		};
	});
	const plotBottom = AXIS + rows.length * rowHeight;
	return {
		width,
		height: plotBottom + 4,
		rowHeight,
		plotTop: AXIS,
		plotBottom,
		ticks: (unit === 'share' ? shareTicks : countTicks)(scale, narrow ? 3 : 5),
		marks
	};
}
