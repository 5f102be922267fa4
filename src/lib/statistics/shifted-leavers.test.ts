import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { betaBinomial } from './beta-binomial.ts';
import { shiftedLeavers } from './shifted-leavers.ts';

function expectEach(found: ArrayLike<number>, expected: ArrayLike<number>, digits: number) {
	expect(found.length).toBe(expected.length);
	Array.from(expected).forEach((value, k) => expect(found[k]).toBeCloseTo(value, digits));
}
const sumOf = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0);

describe('without a shift', () => {
	test('2 people with Beta(1, 1): a third each; nobody: certainty of 0', () => {
		expectEach(shiftedLeavers(2, { a: 1, b: 1 })(0).mass, [1 / 3, 1 / 3, 1 / 3], 12);
		expect(shiftedLeavers(0, { a: 2, b: 3 })(0)).toEqual({ mass: Float64Array.of(1), mean: 0, variance: 0 });
	});

	test.each([
		[10, 0.5, 0.5],
		[12, 3.5, 7.5],
		[50, 0.05, 0.3],
		[300, 3.5, 1000],
		[1000, 0.5, 0.5],
		[20, 5000, 20000],
		[5, 0.01, 0.02]
	])('%i people with Beta(%f, %f) are beta-binomial to 11 digits, with its mean and variance', (people, a, b) => {
		const { mass, mean, variance } = shiftedLeavers(people, { a, b })(0);
		expectEach(mass, betaBinomial(people, a, b), 10);
		expect(mean / ((people * a) / (a + b))).toBeCloseTo(1, 11);
		expect(variance / ((people * a * b * (a + b + people)) / ((a + b) ** 2 * (a + b + 1)))).toBeCloseTo(1, 10);
	});
});

describe('with a shift', () => {
	test('5 people of Beta(2, 3), log-odds up by 1: 5.1 % none, 16.9 % all; mean 3.0205, variance 2.0211', () => {
		// R 4.2.2: integrate(function(x) dbinom(k, 5, plogis(x + 1)) * exp(2 * x - 5 * log1p(exp(x)) - lbeta(2, 3)), -60, 60).
		const { mass, mean, variance } = shiftedLeavers(5, { a: 2, b: 3 }, { reach: 1 })(1);
		const expected = [0.051284671064551, 0.114119632249012, 0.181801328202937, 0.237053472126162];
		expectEach(mass, [...expected, 0.247093623421882, 0.168647272935457], 11);
		expect([mean, variance]).toEqual([expect.closeTo(3.0204935633982, 10), expect.closeTo(2.0211046258029, 10)]);
	});

	test('3 people of Beta(0.5, 0.5), log-odds down by 2: 57.2 % none, 13.3 % all', () => {
		const { mass } = shiftedLeavers(3, { a: 0.5, b: 0.5 }, { reach: 10 })(-2);
		expectEach(mass, [0.57224241023972, 0.18153060530847, 0.11338729455376, 0.13283968989794], 11);
	});

	test('a probability known as well as exactly moves as its log-odds do: 0.2 and 1 more is 0.40461', () => {
		const { mean, mass } = shiftedLeavers(4, { a: 2e7, b: 8e7 }, { reach: 1 })(1);
		const moved = 1 / (1 + 4 / Math.E);
		expect(mean / 4).toBeCloseTo(moved, 6);
		expect(mass[4]).toBeCloseTo(moved ** 4, 6);
	});

	test('leaving and staying are the same thing seen from two sides; the masses add up to 1', () => {
		const shape = fc.double({ min: 0.2, max: 60, noNaN: true });
		const shift = fc.double({ min: -6, max: 6, noNaN: true });
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 30 }), shape, shape, shift, (people, a, b, by) => {
				const { mass, mean } = shiftedLeavers(people, { a, b }, { reach: 6 })(by);
				const stayers = shiftedLeavers(people, { a: b, b: a }, { reach: 6 })(-by);
				expect(sumOf(mass)).toBeCloseTo(1, 11);
				expectEach([...stayers.mass].reverse(), mass, 6);
				expect(people - stayers.mean).toBeCloseTo(mean, 5);
				expect(sumOf(mass.map((share, k) => k * share))).toBeCloseTo(mean, 9);
			}),
			{ numRuns: 40 }
		);
	});
});

describe('counted by steps of several people', () => {
	test('100 people by steps of 7: 16 counts from 0 to 105, with the mean of the 100', () => {
		const { mass, mean } = shiftedLeavers(100, { a: 4, b: 12 }, { step: 7 })(0);
		expect(mass).toHaveLength(16);
		expect(sumOf(mass)).toBeCloseTo(1, 12);
		expect([mean, sumOf(mass.map((share, k) => 7 * k * share))]).toEqual([
			expect.closeTo(25, 5),
			expect.closeTo(25, 5)
		]);
	});

	test('each count is shared between the steps on either side: 3 of 3 leavers by twos, half at 2 and half at 4', () => {
		const sure = shiftedLeavers(3, { a: 1e9, b: 1e-3 }, { step: 2 })(0);
		expectEach(sure.mass, [0, 0.5, 0.5], 6);
	});
});
