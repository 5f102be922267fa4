import { textLines, textWidth } from './text-fit.ts';
import type { ShapeName } from './shapes.ts';

export interface LegendItem {
	label: string;
	/** A shape, or one of the drawn strokes. */
	shape: ShapeName | 'line' | 'tick' | 'band';
	/** Class of the glyph, the same as that of the marks. */
	name: string;
	/** Pattern of a line. */
	dash?: string;
}
export interface PlacedItem extends LegendItem {
	x: number;
	y: number;
	lines: string[];
}

const GLYPH = 22;
const GAP = 18;
const LINE = 22;
const FURTHER_LINE = 15;
const MOST_LINES = 3;

/** Items from left to right, wrapped at `width`; y is the middle of the first line. Height is that of all lines. */
export function legendLayout(items: LegendItem[], width: number): { items: PlacedItem[]; height: number } {
	let [x, top, bottom] = [0, 0, 0];
	const placed = items.map((item) => {
		const lines = textLines(item.label, width - GLYPH, 12, MOST_LINES);
		const length = GLYPH + Math.max(...lines.map((line) => textWidth(line, 12)));
		if (x > 0 && x + length > width) [x, top] = [0, bottom];
		const at = { ...item, lines, x, y: top + LINE / 2 };
		x += length + GAP;
		bottom = Math.max(bottom, top + LINE + (lines.length - 1) * FURTHER_LINE);
		return at;
	});
	return { items: placed, height: bottom };
}
