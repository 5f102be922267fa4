import { scaleLinear } from 'd3-scale';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linearScale } from './linear-scale.ts';

test('of 0 to 17 on 100 pixels, made round, 10 stands at 50 and the ticks are 0, 5, 10, 15, 20', () => {
	const scale = linearScale([0, 17], [0, 100]).nice(5);
	expect([scale(10), scale.invert(50)]).toEqual([50, 10]);
	expect(scale.ticks(5)).toEqual([0, 5, 10, 15, 20]);
});

test('places, ticks and round domains are those of d3-scale', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 5_000_000 }), fc.integer({ min: 0, max: 5_000_000 }), (most, value) => {
			const ours = linearScale([0, most], [208, 502]).nice(5);
			const theirs = scaleLinear().domain([0, most]).nice(5).range([208, 502]);
			expect(ours(value)).toBeCloseTo(theirs(value), 6);
			expect(ours.ticks(5)).toEqual(theirs.ticks(5));
		})
	);
});
