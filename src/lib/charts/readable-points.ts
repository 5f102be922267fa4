import { isNarrow } from './plot-width.ts';

const MOST_WIDE = 40;
const MOST_NARROW = 20;

/**
 * How many points of each line a reader steps through in a drawing of this width: of several lines half as many, so
 * that he is through them in time, and each is about a finger's width from the next.
 */
export function mostPoints(lines: number, width: number): number {
	const most = isNarrow(width) ? MOST_NARROW : MOST_WIDE;
	return lines > 1 ? most / 2 : most;
}

/** All points, or at most `most` evenly chosen ones with the last. */
export function readablePoints<Point>(points: Point[], most: number): Point[] {
	const every = Math.ceil(points.length / most);
	return points.filter((_, index) => (points.length - 1 - index) % every === 0);
}
