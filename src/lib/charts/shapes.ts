import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle, symbolWye } from 'd3-shape';
import type { SymbolType } from 'd3-shape';

export type ShapeName = 'circle' | 'diamond' | 'square' | 'triangle' | 'times' | 'wye';

/** A filled cross; d3's own `symbolTimes` can only be stroked. */
const saltire: SymbolType = {
	draw(context, size) {
		const [far, arm] = [Math.sqrt(size) * 0.6, Math.sqrt(size) * 0.26];
		const near = far - arm;
		const corners = [
			[-far, -near],
			[-near, -far],
			[0, -arm],
			[near, -far],
			[far, -near],
			[arm, 0],
			[far, near],
			[near, far],
			[0, arm],
			[-near, far],
			[-far, near],
			[-arm, 0]
		];
		corners.forEach(([x, y], index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
		context.closePath();
	}
};

const TYPES: Record<ShapeName, SymbolType> = {
	circle: symbolCircle,
	diamond: symbolDiamond,
	square: symbolSquare,
	triangle: symbolTriangle,
	times: saltire,
	wye: symbolWye
};

/** Path of a shape about the origin; `area` in square pixels. */
export function shapePath(name: ShapeName, area: number): string {
	return symbol(TYPES[name], area).digits(1)() ?? '';
}
