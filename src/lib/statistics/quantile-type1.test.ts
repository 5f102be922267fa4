import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quantileType1 } from './quantile-type1.ts';

test('of 1, 2, 3, 4 the median is 2 and the 90 % quantile 4', () => {
	expect([0.25, 0.5, 0.75, 0.9, 1].map((p) => quantileType1([1, 2, 3, 4], p))).toEqual([1, 2, 3, 4, 4]);
	expect(quantileType1([], 0.5)).toBeNull();
});

test('it is the smallest value that at least the share p does not exceed', () => {
	const values = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 50 });
	const share = fc.integer({ min: 1, max: 100 });
	fc.assert(
		fc.property(values, share, (unsorted, percent) => {
			const sorted = [...unsorted].sort((a, b) => a - b);
			const upTo = (value: number) => sorted.filter((each) => each <= value).length;
			// Compared in whole numbers: upTo / n >= percent / 100.
			const expected = sorted.find((value) => upTo(value) * 100 >= percent * sorted.length);
			expect(quantileType1(sorted, percent / 100)).toBe(expected);
		})
	);
});

test('0.07 of 100 values is the seventh, though 0.07 * 100 is more than 7 in floating point', () => {
	expect(
		quantileType1(
			Array.from({ length: 100 }, (_, index) => index + 1),
			0.07
		)
	).toBe(7);
});
