/** Points before a break and zeros after it that make a series; fewer say nothing. */
const LEAST = 2;

/**
 * The first of the zeros a series ends with, and the point before it: at least two counts, then at least two zeros.
 * Null where the series has no such end. Sorts the points by their days.
 *
 * @example 12, 9, 0, 0 breaks at its third point, after 9
 */
export function breakOf<Point extends { on: string; count: number }>(
	points: Point[]
): { first: Point; before: Point } | null {
	points.sort((a, b) => (a.on < b.on ? -1 : 1));
	let start = points.length;
	while (start > 0 && points[start - 1].count === 0) start--;
	const isBreak = start >= LEAST && points.length - start >= LEAST;
	return isBreak ? { first: points[start], before: points[start - 1] } : null;
}
