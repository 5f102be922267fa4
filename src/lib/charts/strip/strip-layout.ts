import { isNarrow } from '../plot-width.ts';
import { countScale, countTicks, px } from '../scales.ts';
import type { Tick } from '../scales.ts';
import { textLines } from '../text-fit.ts';

/** How many people left after a tenure between two bounds; null where hidden. */
export interface StripBin {
	/** In completed years; the last bin has no upper bound. */
	from: number;
	to: number | null;
	people: number | null;
}
export interface StripDatum {
	group: string;
	bins: StripBin[];
	/** In years; null where it may not be told. */
	median: number | null;
}
export interface StripMark {
	bin: StripBin;
	x: number;
	y: number;
	width: number;
	height: number;
}
export interface StripRow {
	datum: StripDatum;
	label: { x: number; y: number; text: string };
	base: number;
	marks: StripMark[];
	median: number | null;
}
export interface StripLayout {
	width: number;
	height: number;
	plotTop: number;
	plotBottom: number;
	ticks: Tick<number>[];
	rows: StripRow[];
}

const AXIS = 24;
const RISE = 44;

/**
 * Geometry of one small histogram a group on a common axis of years, all in one scale: the area of a bar is its people,
 * so that wide bands do not look larger than they are. The open last bin is drawn as wide as the one before it. People are never drawn one by one: a bin holds at least as many as the tier asks for.
 */
export function stripLayout(rows: StripDatum[], width: number): StripLayout {
	const narrow = isNarrow(width);
	const [labelWidth, rowHeight] = narrow ? [width, 100] : [176, 62];
	const [left, right] = narrow ? [4, width - 12] : [labelWidth + 20, width - 24];
	const last = Math.max(1, ...rows.flatMap((row) => row.bins.map(upperBound)));
	const years = countScale([last], [left, right]);
	const rise = countScale(
		rows.flatMap((row) => row.bins.map(perYear)),
		[0, RISE]
	);
	const placed = rows.map((datum, index): StripRow => {
		const top = AXIS + index * rowHeight;
		const base = top + rowHeight - 6;
		return {
			datum,
			label: {
				x: narrow ? 0 : labelWidth,
				y: narrow ? top + 14 : base - 14,
				text: textLines(datum.group, labelWidth, 13, 1)[0] ?? ''
			},
			base,
			marks: datum.bins.map((bin, at) => {
				const [start, end] = [years(bin.from), years(upperBound(bin, at, datum.bins))];
				const height = px(rise(perYear(bin, at, datum.bins)));
				return { bin, x: px(start), y: px(base - height), width: px(Math.max(1, end - start - 1)), height };
			}),
			median: datum.median === null ? null : px(years(datum.median))
		};
	});
	const plotBottom = AXIS + rows.length * rowHeight;
	return {
		width,
		height: plotBottom + 4,
		plotTop: AXIS,
		plotBottom,
		ticks: countTicks(years, narrow ? 4 : 8),
		rows: placed
	};
}

function perYear(bin: StripBin, index: number, bins: StripBin[]): number {
	return (bin.people ?? 0) / (upperBound(bin, index, bins) - bin.from);
}

/** Where a bin ends on the axis; an open one is as wide as the one before it. */
function upperBound(bin: StripBin, index: number, bins: StripBin[]): number {
	if (bin.to !== null) return bin.to;
	const before = index === 0 ? null : bins[index - 1];
	return bin.from + (before === null || before.to === null ? 1 : before.to - before.from);
}
