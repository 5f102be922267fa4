import { describe, expect, test } from 'vitest';
import { normalLowerTail } from './normal-lower-tail.ts';
import { SHOCKS, shockAverage } from './shock-average.ts';

const at = (exact: (u: number) => number, score: (u: number) => number = () => 0) => ({
	exact: SHOCKS.values.map(exact),
	score: SHOCKS.values.map(score)
});

test('the normal curve: 0.9332 below 1.5, one half below 0, 7.6e-24 below -10 (R 4.2.2, pnorm)', () => {
	expect(normalLowerTail(1.5)).toBeCloseTo(0.93319279873114, 13);
	expect(normalLowerTail(0)).toBe(0.5);
	expect(normalLowerTail(-1)).toBeCloseTo(0.15865525393146, 13);
	expect(normalLowerTail(-10) / 7.6198530241605e-24).toBeCloseTo(1, 11);
	expect(normalLowerTail(1.959963984540054)).toBeCloseTo(0.975, 14);
	expect([normalLowerTail(8.2) < 1, normalLowerTail(8.4), normalLowerTail(40)]).toEqual([true, 1, 1]);
});

test('the shocks have weights that add up to 1, mean 0 and variance 1', () => {
	const { values, weights } = SHOCKS;
	const moment = (power: number) => values.reduce((sum, value, index) => sum + weights[index] * value ** power, 0);
	expect([moment(0), moment(1)]).toEqual([expect.closeTo(1, 14), expect.closeTo(0, 14)]);
	expect(moment(2)).toBeCloseTo(1, 5);
	expect(values).toHaveLength(55);
});

test('0.3 whatever the shock is 0.3, two of them 0.51, none 0; who is sure and who is not', () => {
	const three = at(() => 0.3);
	expect(shockAverage([three])).toBeCloseTo(0.3, 14);
	expect(shockAverage([three, three])).toBeCloseTo(0.51, 14);
	expect(shockAverage([])).toBe(0);
	expect(shockAverage([at(() => 0)])).toBe(0);
	expect(shockAverage([three, at(() => 1)])).toBe(1);
});

// R 4.2.2: integrate(function(u) (1 - (1 - plogis(s * u))^2) * dnorm(u), -12, 12).
test.each([
	[0.5, 0.73604442243988],
	[1, 0.70662096414191],
	[2, 0.65142637740054]
])('two of logistic(%s u) together: %s', (sigma, expected) => {
	const half = at((u) => 1 / (1 + Math.exp(-sigma * u)));
	expect(shockAverage([half, half])).toBeCloseTo(expected, 6);
});

describe('where the probability jumps between two shocks', () => {
	// It happens wherever the shock is above 0.13, as in a very large team.
	const jump = at(
		(u) => (u > 0.13 ? 1 : 0),
		(u) => 1000 * (u - 0.13)
	);

	test('above 0.13: 0.4483, though the next shock is 0.2', () => {
		expect(Math.abs(shockAverage([jump]) - 0.4482832133)).toBeLessThan(0.001);
	});

	test('with another of 0.3 beside it: 0.4483 + 0.3 of the rest', () => {
		const third = at(
			() => 0.3,
			() => -0.5244005127080407
		);
		expect(Math.abs(shockAverage([third, jump]) - (0.4482832133 + 0.3 * 0.5517167867))).toBeLessThan(0.001);
	});
});
