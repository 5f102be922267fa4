import { expect, test } from 'vitest';
import { NARROW, WIDE } from './plot-width.ts';
import { mostPoints, readablePoints } from './readable-points.ts';

test.each([
	[1, WIDE, 40],
	[6, WIDE, 20],
	[1, NARROW, 20],
	[6, NARROW, 10]
])('of each of %i lines in a drawing of %i px at most %i points', (lines, width, most) => {
	expect(mostPoints(lines, width)).toBe(most);
});

test('of 100 points a reader steps through 34, the last one among them; of 40 through all', () => {
	const points = Array.from({ length: 100 }, (_, index) => index);
	const chosen = readablePoints(points, 40);
	expect([chosen.length, chosen.at(-1)]).toEqual([34, 99]);
	expect(readablePoints(points.slice(0, 40), 40)).toHaveLength(40);
});
