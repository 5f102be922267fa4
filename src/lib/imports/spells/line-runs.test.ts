import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineRuns } from './line-runs.ts';

test('every row is on the line it was given with, whatever the lines', () => {
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 200 }), (lines) => {
			const runs = new LineRuns();
			for (const line of lines) runs.push(line);
			expect(lines.map((_, row) => runs.at(row))).toEqual(lines);
		})
	);
});

test('rows on lines 2 to 4, 7 to 8 and back on 5', () => {
	const runs = new LineRuns();
	for (const line of [2, 3, 4, 7, 8, 5]) runs.push(line);
	expect([0, 1, 2, 3, 4, 5].map((row) => runs.at(row))).toEqual([2, 3, 4, 7, 8, 5]);
	expect(runs.length).toBe(6);
});
