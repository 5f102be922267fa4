/** A corner of a drawing, in pixels. */
export interface Corner {
	x: number;
	y: number;
}

const tenths = (value: number) => Math.round(value * 10);
const written = (value: number) => String(value / 10);

/** The moves from one corner to the next, each along one axis first, relative and to a tenth of a pixel. */
function steps(points: Corner[], isAcrossFirst: boolean): string {
	let path = '';
	for (let index = 1; index < points.length; index++) {
		const across = tenths(points[index].x) - tenths(points[index - 1].x);
		const down = tenths(points[index].y) - tenths(points[index - 1].y);
		const moves = [across === 0 ? '' : `h${written(across)}`, down === 0 ? '' : `v${written(down)}`];
		path += (isAcrossFirst ? moves : moves.reverse()).join('');
	}
	return path;
}

/**
 * A line that keeps the height of each point until the next, as short as SVG can say it; empty for fewer than two
 * points. Differences of rounded places, so that no error adds up.
 */
export function stepPath(points: Corner[]): string {
	if (points.length < 2) return '';
	const [{ x, y }] = points;
	return `M${written(tenths(x))},${written(tenths(y))}${steps(points, true)}`;
}

/** The area between two lines of steps with the same places across; empty without points. */
export function stepBand(points: { x: number; upper: number; lower: number }[]): string {
	if (points.length === 0) return '';
	const upper = points.map(({ x, upper: y }) => ({ x, y }));
	const lower = points.map(({ x, lower: y }) => ({ x, y })).reverse();
	const [first, last, turn] = [upper[0], upper[upper.length - 1], lower[0]];
	const start = `M${written(tenths(first.x))},${written(tenths(first.y))}`;
	return `${start}${steps(upper, true)}${steps([last, turn], true)}${steps(lower, false)}Z`;
}
