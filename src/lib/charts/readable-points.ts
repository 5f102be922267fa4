const MOST_POINTS = 40;

/** The points a reader steps through: all of them, or evenly chosen ones with the last. */
export function readablePoints<Point>(points: Point[], most = MOST_POINTS): Point[] {
	const every = Math.ceil(points.length / most);
	return points.filter((_, index) => (points.length - 1 - index) % every === 0);
}
