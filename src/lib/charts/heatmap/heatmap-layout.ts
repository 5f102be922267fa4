import { isNarrow } from '../plot-width.ts';
import { px } from '../scales.ts';
import { shareClasses } from '../share-classes.ts';
import { textLines, textWidth } from '../text-fit.ts';

/** One cell: a part of a whole, or a hidden or missing one. */
export interface HeatmapCell {
	row: string;
	column: string;
	part: number | null;
	whole: number | null;
	isSuppressed: boolean;
	/** Another name of the row, under which other charts tell of the same people. */
	link?: string;
}
export interface PlacedCell {
	cell: HeatmapCell;
	x: number;
	y: number;
	width: number;
	height: number;
	share: number | null;
	/** Class of the share, 0 for the lowest; null without a share. */
	level: number | null;
}
export interface HeatmapLayout {
	width: number;
	height: number;
	/** A name takes two lines where there is room. */
	rows: { label: string[]; x: number; y: number; cells: PlacedCell[] }[];
	/** A name takes three lines where few stand side by side. */
	columns: { label: string[]; x: number; y: number }[];
	/** Bounds of the classes, as shares; one more than there are classes. */
	bounds: number[];
}

const HEAD = 13;
const HEAD_LINE = 15;
const HEAD_LINES = 3;
const LABEL = 168;
/** Where the names end: fonts wider than most have room too. */
const NAMES = LABEL + 14;
const MANY = 8;

/** Bounds of the classes, as shares, whatever the width. */
export const heatmapBounds = (cells: HeatmapCell[]): number[] => shareClasses(cells.map(shareOf)).bounds;

/**
 * Geometry of shares by row and column in the order of their first appearance. Classes are equally wide, round, and
 * begin at zero; the highest holds the largest share. Narrow drawings put each row's cells below its name.
 */
export function heatmapLayout(cells: HeatmapCell[], width: number, top = 0): HeatmapLayout {
	const narrow = isNarrow(width);
	const names = [...new Set(cells.map((cell) => cell.row))];
	const columns = [...new Set(cells.map((cell) => cell.column))];
	const left = narrow ? 0 : NAMES + 8;
	const cellWidth = (width - left) / Math.max(1, columns.length);
	const [rowHeight, cellHeight] = narrow ? [58, 32] : [40, 36];
	const every = labelledEvery(columns, cellWidth);
	const headings = columns.map((column, index) =>
		index % every === 0 ? textLines(column, cellWidth * every - 4, 12, columns.length < MANY ? HEAD_LINES : 1) : []
	);
	const head = HEAD + HEAD_LINE * Math.max(1, ...headings.map((lines) => lines.length));
	const { bounds, levelOf } = shareClasses(cells.map(shareOf));
	const rows = names.map((name, index) => {
		const rowTop = top + head + index * rowHeight;
		const own = cells.filter((cell) => cell.row === name);
		return {
			label: narrow ? textLines(name, width, 13, 1) : textLines(name, LABEL, 13, 2),
			x: narrow ? 0 : NAMES,
			y: narrow ? rowTop + 12 : rowTop + cellHeight / 2,
			cells: own.map((cell) => ({
				cell,
				share: shareOf(cell),
				level: levelOf(shareOf(cell)),
				x: px(left + columns.indexOf(cell.column) * cellWidth + 1),
				y: narrow ? rowTop + 22 : rowTop,
				width: px(cellWidth - 2),
				height: cellHeight
			}))
		};
	});
	return {
		width,
		height: top + head + names.length * rowHeight,
		rows,
		columns: headings.map((label, index) => ({
			label,
			x: px(Math.max(left + (index + 0.5) * cellWidth, Math.max(0, ...label.map((line) => textWidth(line, 12))) / 2)),
			y: top + head - 10
		})),
		bounds
	};
}

/** Names of a long row of columns, months for instance, that are too wide stand over every second or third one only. */
function labelledEvery(columns: string[], cellWidth: number): number {
	if (columns.length < MANY) return 1;
	const widest = Math.max(...columns.map((column) => textWidth(column, 12)));
	return Math.min(3, Math.ceil((widest + 4) / cellWidth));
}

function shareOf({ part, whole }: HeatmapCell): number | null {
	return part === null || whole === null || whole === 0 ? null : part / whole;
}
