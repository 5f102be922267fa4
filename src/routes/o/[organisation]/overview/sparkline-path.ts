import { dayNumber } from '#lib/statistics/civil-date.ts';

const MARGIN = 5;

/** A line of headcounts from zero over true time; null for fewer than two points. */
export function sparklinePath(
	points: { date: string; headcount: number }[],
	width: number,
	height: number
): { path: string; end: { x: number; y: number } } | null {
	if (points.length < 2) return null;
	const days = points.map((point) => dayNumber(point.date));
	const span = days.at(-1)! - days[0] || 1;
	const most = Math.max(...points.map((point) => point.headcount), 1);
	const places = points.map((point, index) => ({
		x: round(MARGIN + ((days[index] - days[0]) / span) * (width - 2 * MARGIN)),
		y: round(height - MARGIN - (point.headcount / most) * (height - 2 * MARGIN))
	}));
	return { path: `M${places.map(({ x, y }) => `${x} ${y}`).join('L')}`, end: places.at(-1)! };
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
