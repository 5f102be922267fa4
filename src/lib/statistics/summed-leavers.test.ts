import { describe, expect, test } from 'vitest';
import { betaBinomial } from './beta-binomial.ts';
import { byStep } from './shifted-leavers.ts';
import { excessOfLeavers, summedLeavers, tailOfLeavers } from './summed-leavers.ts';

const half = { mass: Float64Array.of(0.5, 0.5), mean: 0.5, variance: 0.25 };

describe('by single people', () => {
	const two = summedLeavers([half, half], 1);

	test('two of one half: at least 0, 1, 2 and 3 leave with 1, 3/4, 1/4 and 0; one and a half with 1/2', () => {
		expect([-1, 0, 1, 2, 3, Infinity].map((atLeast) => tailOfLeavers(two, atLeast))).toEqual([1, 1, 0.75, 0.25, 0, 0]);
		expect(tailOfLeavers(two, 1.5)).toBe(0.5);
		expect([two.mean, two.variance]).toEqual([1, 0.5]);
	});

	test('two of one half: on average 2 beyond -1, 1 beyond 0, a quarter beyond 1, an eighth beyond 1.5, none beyond 2', () => {
		expect([-1, 0, 1, 1.5, 2, 9].map((beyond) => excessOfLeavers(two, beyond))).toEqual([2, 1, 0.25, 0.125, 0, 0]);
	});

	test('nobody: none leave', () => {
		const nobody = summedLeavers([], 1);
		expect([0, 1].map((atLeast) => tailOfLeavers(nobody, atLeast))).toEqual([1, 0]);
		expect([-1, 0, 1].map((beyond) => excessOfLeavers(nobody, beyond))).toEqual([1, 0, 0]);
	});
});

describe('by steps of several people', () => {
	/** So many segments of 100 people with Beta(300, 700), by steps of 25. */
	function segments(count: number) {
		const mass = byStep(betaBinomial(100, 300, 700), 25);
		return Array.from({ length: count }, () => ({ mass, mean: 30, variance: (100 * 0.3 * 0.7 * 1100) / 1001 }));
	}

	// R 4.2.2: pnorm((1200 - c + 0.5) / sqrt(40 * 100 * 0.21 * 1100 / 1001)), a normal sum of 40 beta-binomials.
	test.each([
		[1150, 0.9518],
		[1190, 0.6352],
		[1201, 0.4934],
		[1230, 0.1658],
		[1260, 0.0251]
	])('40 segments of 100 people and 0.3: at least %i leave with %f, though steps spread each segment wider', (c, p) => {
		expect(Math.abs(tailOfLeavers(summedLeavers(segments(40), 25), c) - p)).toBeLessThan(0.012);
	});

	test('the spread of the steps is drawn together to the variance of the people', () => {
		const forty = summedLeavers(segments(40), 25);
		expect(forty.mean).toBeCloseTo(1200, 9);
		expect(forty.variance).toBeCloseTo(923.0769, 4);
		// The area under the tails is the mean, and twice the area under that the mean square.
		let [mean, square] = [0, 0];
		for (let count = 1; count <= 4000; count++) {
			mean += tailOfLeavers(forty, count);
			square += (2 * count - 1) * tailOfLeavers(forty, count);
		}
		expect(mean).toBeCloseTo(1200, 1);
		expect((square - mean * mean) / 923.0769).toBeCloseTo(1, 2);
	});

	test('on average 12.1 more than 1 200 leave, as in the normal curve: 30.38 / sqrt(2 pi)', () => {
		const forty = summedLeavers(segments(40), 25);
		expect(Math.abs(excessOfLeavers(forty, 1200) / (30.3822 / Math.sqrt(2 * Math.PI)) - 1)).toBeLessThan(0.01);
		expect(excessOfLeavers(forty, 0)).toBeCloseTo(1200, 6);
		expect(excessOfLeavers(forty, 1400)).toBeLessThan(1e-6);
	});

	test('who leaves for sure: all 100, or none', () => {
		const sure = summedLeavers([{ mass: Float64Array.of(0, 0, 0, 0, 1, 0), mean: 100, variance: -1e-14 }], 25);
		expect([1, 100, 101].map((atLeast) => tailOfLeavers(sure, atLeast))).toEqual([1, 1, 0]);
		expect(excessOfLeavers(sure, 90)).toBeCloseTo(10, 9);
		const none = summedLeavers([{ mass: Float64Array.of(1, 0, 0, 0, 0, 0), mean: 0, variance: 0 }], 25);
		expect([0, 1].map((atLeast) => tailOfLeavers(none, atLeast))).toEqual([1, 0]);
	});
});
