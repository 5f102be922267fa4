import { textWidth } from './text-fit.ts';
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
}

const GLYPH = 22;
const GAP = 18;
const LINE = 22;

/** Items from left to right, wrapped at `width`; y is the middle of the line. Height is that of all lines. */
export function legendLayout(items: LegendItem[], width: number): { items: PlacedItem[]; height: number } {
	let [x, line] = [0, 0];
	const placed = items.map((item) => {
		const length = GLYPH + textWidth(item.label, 12);
		if (x > 0 && x + length > width) [x, line] = [0, line + 1];
		const at = { ...item, x, y: line * LINE + LINE / 2 };
		x += length + GAP;
		return at;
	});
	return { items: placed, height: items.length === 0 ? 0 : (line + 1) * LINE };
}
