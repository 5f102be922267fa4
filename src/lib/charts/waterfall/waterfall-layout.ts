import { isNarrow } from '../plot-width.ts';
import { countScale, countTicks, px } from '../scales.ts';
import type { Tick } from '../scales.ts';
import { BOLD, countWidth, oneLine, textLines, textWidth } from '../text-fit.ts';

/** One part of a sum: a total at the beginning or end, or a signed change between them; null where hidden. */
export interface WaterfallStep {
	id: string;
	label: string;
	/** How it is counted, or a remark, under the label. */
	note?: string;
	kind: 'total' | 'change';
	count: number | null;
}
export type WaterfallTone = 'total' | 'up' | 'down' | 'none';
export interface WaterfallMark {
	step: WaterfallStep;
	tone: WaterfallTone;
	top: number;
	label: { x: number; y: number; lines: string[] };
	note: { y: number; text: string };
	value: { x: number; y: number };
	/** null for a hidden part and for one of nobody */
	bar: { x: number; y: number; width: number; height: number } | null;
	/** From the end of this bar down to the next; null after the last and beside a hidden one. */
	connector: { x: number; from: number; to: number } | null;
}
export interface WaterfallLayout {
	width: number;
	height: number;
	rowHeight: number;
	plotTop: number;
	plotBottom: number;
	ticks: Tick<number>[];
	marks: WaterfallMark[];
}

const AXIS = 24;
const BAR = 20;

/**
 * Geometry of a sum told row by row, from zero: each change begins where the row above ended. Throws an Error where the
 * changes do not lead from one total to the next, since the drawing would show a step that is in no row.
 */
export function waterfallLayout(steps: WaterfallStep[], width: number): WaterfallLayout {
	const narrow = isNarrow(width);
	const [labelWidth, valueWidth, rowHeight] = narrow ? [width, 0, 72] : [196, 76, 44];
	const [left, right] = narrow ? [2, width - 56] : [labelWidth + 20, width - valueWidth];
	const stretches = stretchesOf(steps);
	const scale = countScale(
		stretches.flatMap((stretch) => stretch ?? []),
		[left, right]
	);
	const marks = steps.map((step, index): WaterfallMark => {
		const top = AXIS + index * rowHeight;
		const y = narrow ? top + 50 : top + rowHeight / 2;
		const stretch = stretches[index];
		const end = stretch === null ? null : px(scale(stretch[1]));
		const farthest = stretch === null ? left : scale(Math.max(...stretch));
		const lines = textLines(step.label, labelWidth, 13, 1);
		const isTold = step.note !== undefined;
		return {
			step,
			tone: toneOf(step),
			top,
			label: { x: narrow ? 0 : labelWidth, y: narrow ? top + 14 : isTold ? y - 8 : y, lines },
			note: { y: narrow ? top + 30 : y + 8, text: oneLine(step.note ?? '', labelWidth, 12) },
			value: { x: px(Math.min(farthest + 8, width - valueLength(step))), y },
			bar: stretch === null ? null : barOf(stretch, scale, y),
			connector:
				end === null || index === steps.length - 1 || stretches[index + 1] === null
					? null
					: { x: end, from: y + BAR / 2, to: y + rowHeight - BAR / 2 }
		};
	});
	const plotBottom = AXIS + steps.length * rowHeight;
	const ticks = countTicks(scale, narrow ? 3 : 5);
	return { width, height: plotBottom + 4, rowHeight, plotTop: AXIS, plotBottom, ticks, marks };
}

/** The room of "−3,700", or of the mark of a hidden part. */
function valueLength({ count }: WaterfallStep): number {
	return count === null ? 24 : countWidth(count, 13 * BOLD) + textWidth('−', 13 * BOLD);
}

function toneOf({ kind, count }: WaterfallStep): WaterfallTone {
	if (kind === 'total') return 'total';
	return count === null || count === 0 ? 'none' : count > 0 ? 'up' : 'down';
}

/** Where each row begins and ends; null where it is hidden, and after a hidden change until the next total. */
function stretchesOf(steps: WaterfallStep[]): ([number, number] | null)[] {
	let running: number | null = 0;
	return steps.map(({ kind, count, label }, index) => {
		if (count === null) {
			running = null;
			return null;
		}
		if (kind === 'total') {
			if (index > 0 && running !== null && running !== count)
				throw new Error(`The changes before "${label}" lead to ${running} people, not to ${count}.`);
			running = count;
			return [0, count];
		}
		if (running === null) return null;
		const from: number = running;
		running = from + count;
		return [from, running];
	});
}

function barOf([from, to]: [number, number], scale: (value: number) => number, y: number): WaterfallMark['bar'] {
	if (from === to) return null;
	const [start, end] = [scale(Math.min(from, to)), scale(Math.max(from, to))];
	return { x: px(start), y: y - BAR / 2, width: px(end - start), height: BAR };
}
