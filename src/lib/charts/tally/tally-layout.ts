import { linearScale } from '../linear-scale.ts';
import { isNarrow } from '../plot-width.ts';
import { px, shareTicks } from '../scales.ts';
import type { Tick } from '../scales.ts';
import { textLines } from '../text-fit.ts';

/** The answers of one group of people asked. Counts are null where hidden; shares are proportions. */
export interface TallyDatum {
	group: string;
	asked: number | null;
	stay: number | null;
	leave: number | null;
	silent: number | null;
	/** Share counted as leaving under the event's rule, with its interval. */
	resolvedShare: number | null;
	lower: number | null;
	upper: number | null;
	isSuppressed: boolean;
}
export type Answer = 'leave' | 'silent' | 'stay';
export interface TallyMark {
	datum: TallyDatum;
	top: number;
	label: { x: number; y: number; text: string };
	note: { y: number };
	value: { x: number; y: number };
	bar: { y: number; height: number; segments: { answer: Answer; x: number; width: number }[] };
	/** null where there is no share or no interval */
	interval: { y: number; start: number; end: number; at: number } | null;
	isFew: boolean;
}
export interface TallyLayout {
	width: number;
	/** Room for what is written beside a row. */
	labelWidth: number;
	height: number;
	rowHeight: number;
	plotTop: number;
	plotBottom: number;
	ticks: Tick<number>[];
	marks: TallyMark[];
}

/** From left to right: who said leave, who did not answer, who said stay. */
export const ANSWERS: Answer[] = ['leave', 'silent', 'stay'];
/** Below this many people a share moves a lot with one answer. */
export const FEW = 10;
const AXIS = 24;
const LINE = 16;
const BAR = 14;

/** Geometry of one stacked bar and one interval a group, all on the same axis from 0 to 1, in the order given. */
export function tallyLayout(rows: TallyDatum[], width: number, top = 0): TallyLayout {
	const narrow = isNarrow(width);
	const [labelWidth, valueWidth, rowHeight] = narrow ? [width, 0, 104] : [204, 132, 58];
	const [left, right] = narrow ? [2, width - 16] : [labelWidth + 16, width - valueWidth - 20];
	const scale = linearScale([0, 1], [left, right]);
	const plotTop = top + AXIS;
	const marks = rows.map((datum, index): TallyMark => {
		const rowTop = plotTop + index * rowHeight;
		const barY = narrow ? rowTop + 42 : rowTop + 12;
		return {
			datum,
			top: rowTop,
			label: {
				x: narrow ? 0 : labelWidth,
				y: narrow ? rowTop + 14 : rowTop + 20,
				text: textLines(datum.group, labelWidth, 13, 1)[0] ?? ''
			},
			note: { y: narrow ? rowTop + 30 : rowTop + 20 + LINE },
			value: { x: narrow ? 0 : width - valueWidth, y: narrow ? rowTop + 88 : rowTop + 28 },
			bar: { y: barY, height: BAR, segments: segmentsOf(datum, scale) },
			interval: intervalOf(datum, scale, barY + BAR + 10),
			isFew: datum.asked !== null && datum.asked < FEW
		};
	});
	const plotBottom = plotTop + rows.length * rowHeight;
	return {
		width,
		labelWidth,
		height: plotBottom + 4,
		rowHeight,
		plotTop,
		plotBottom,
		ticks: shareTicks(scale, narrow ? 2 : 4),
		marks
	};
}

function segmentsOf(datum: TallyDatum, scale: (value: number) => number): TallyMark['bar']['segments'] {
	const { asked } = datum;
	if (asked === null || asked === 0 || ANSWERS.some((answer) => datum[answer] === null)) return [];
	let before = 0;
	return ANSWERS.flatMap((answer) => {
		const count = datum[answer] ?? 0;
		const [start, end] = [scale(before / asked), scale((before + count) / asked)];
		before += count;
		return count === 0 ? [] : [{ answer, x: px(start), width: px(end - start) }];
	});
}

function intervalOf(
	{ resolvedShare, lower, upper }: TallyDatum,
	scale: (value: number) => number,
	y: number
): TallyMark['interval'] {
	if (resolvedShare === null || lower === null || upper === null) return null;
	return { y, start: px(scale(lower)), end: px(scale(upper)), at: px(scale(resolvedShare)) };
}
