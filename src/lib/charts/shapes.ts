import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTimes, symbolTriangle, symbolWye } from 'd3-shape';
import type { SymbolType } from 'd3-shape';

export type ShapeName = 'circle' | 'diamond' | 'square' | 'triangle' | 'times' | 'wye';

const TYPES: Record<ShapeName, SymbolType> = {
	circle: symbolCircle,
	diamond: symbolDiamond,
	square: symbolSquare,
	triangle: symbolTriangle,
	times: symbolTimes,
	wye: symbolWye
};

/** Path of a shape about the origin; `area` in square pixels. */
export function shapePath(name: ShapeName, area: number): string {
	return symbol(TYPES[name], area).digits(1)() ?? '';
}
