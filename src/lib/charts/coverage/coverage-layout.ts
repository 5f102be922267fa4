import { ascending } from 'd3-array';
import { isNarrow } from '../plot-width.ts';
import { countScale, countTicks, px } from '../scales.ts';
import type { Tick } from '../scales.ts';
import type { ShapeName } from '../shapes.ts';
import { BOLD, textLines, textWidth } from '../text-fit.ts';

export type CoverageStatus = 'not_required' | 'orphaned' | 'breach' | 'no_slack' | 'ok';

/** One role with its minimum. `qualified` is null where the count is suppressed. */
export interface CoverageDatum {
	functionId: string;
	name: string;
	required: number;
	qualified: number | null;
	qualifiedBefore: number | null;
	status: CoverageStatus;
	belowSince: string | null;
	/** Name of the role its people have, where that is another; marked with it in other charts. */
	role?: string;
}

export interface CoverageMark {
	datum: CoverageDatum;
	/** Middle of the line on which the dots stand. */
	y: number;
	top: number;
	name: { x: number; y: number; lines: string[] };
	value: { x: number; y: number };
	/** null where suppressed */
	now: number | null;
	before: number | null;
	minimum: number;
	shape: ShapeName;
	isShort: boolean;
}
export interface CoverageLayout {
	width: number;
	height: number;
	rowHeight: number;
	zero: number;
	plotTop: number;
	plotBottom: number;
	ticks: Tick<number>[];
	marks: CoverageMark[];
}

const SHAPES: Record<CoverageStatus, ShapeName> = {
	orphaned: 'times',
	breach: 'triangle',
	no_slack: 'diamond',
	ok: 'circle',
	not_required: 'square'
};
const LINE = 16;
const AXIS = 24;

/** qualified − required; a suppressed count has no gap. */
export function gapOf(datum: CoverageDatum): number | null {
	return datum.qualified === null ? null : datum.qualified - datum.required;
}

/** The largest gap first, suppressed roles last, then by name. */
export function sortedByGap<Datum extends CoverageDatum>(rows: Datum[]): Datum[] {
	return rows.toSorted((a, b) => ascending(gapOf(a) ?? Infinity, gapOf(b) ?? Infinity) || ascending(a.name, b.name));
}

/**
 * Geometry of the lollipops against the minimum: names, dots and values side by side, or stacked where narrow. `values`
 * are the texts that stand beside the rows.
 */
export function coverageLayout(rows: CoverageDatum[], width: number, top = 0, values: string[] = []): CoverageLayout {
	const narrow = isNarrow(width);
	const longest = Math.max(164, ...values.map((text) => textWidth(text, 13 * BOLD)));
	const [nameWidth, valueWidth, rowHeight] = narrow ? [width, 0, 84] : [192, longest, 46];
	const left = narrow ? 8 : nameWidth + 16;
	const right = width - valueWidth - (narrow ? 10 : 14);
	const plotTop = top + AXIS;
	const scale = countScale(
		rows.flatMap((row) => [row.required, row.qualified, row.qualifiedBefore]),
		[left, right]
	);
	const marks = sortedByGap(rows).map((datum, index) => {
		const start = plotTop + index * rowHeight;
		const y = px(narrow ? start + 40 : start + rowHeight / 2);
		const lines = textLines(datum.name, nameWidth, 13, narrow ? 1 : 2);
		return {
			datum,
			y,
			top: start,
			name: { x: narrow ? 0 : nameWidth, y: narrow ? start + 18 : px(y - ((lines.length - 1) * LINE) / 2), lines },
			value: { x: narrow ? 0 : width - valueWidth, y: narrow ? start + 65 : px(y - LINE / 2) },
			now: datum.qualified === null ? null : px(scale(datum.qualified)),
			before: datum.qualifiedBefore === null ? null : px(scale(datum.qualifiedBefore)),
			minimum: px(scale(datum.required)),
			shape: SHAPES[datum.status],
			isShort: datum.status === 'breach' || datum.status === 'orphaned'
		};
	});
	const plotBottom = plotTop + rows.length * rowHeight;
	return {
		width,
		height: plotBottom + 4,
		rowHeight,
		zero: px(scale(0)),
		plotTop,
		plotBottom,
		ticks: countTicks(scale, narrow ? 4 : 6),
		marks
	};
}
