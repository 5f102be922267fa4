import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bisect } from './bisect.ts';
import { incompleteBeta } from './incomplete-beta.ts';
import { incompleteGamma } from './incomplete-gamma.ts';
import { logGamma } from './log-gamma.ts';
import { normalQuantile } from './normal-quantile.ts';
import { binomialProbability, poissonProbability } from './point-probability.ts';

/** Equal to 1e-12 of the value expected. */
function expectRelative(value: number, expected: number) {
	expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-12 * Math.abs(expected));
}

// Reference values: mpmath 1.3 with 40 digits; large shapes scipy 1.17 (Boost).
test.each([
	[0.01, 4.599479878042022],
	[0.5, 0.5723649429247001],
	[1.5, -0.12078223763524522],
	[5, 3.1780538303479458],
	[16.5, 29.277754515040815],
	[100, 359.1342053695754]
])('the logarithm of gamma(%s) is %s', (x, expected) => {
	expectRelative(logGamma(x), expected);
});

test('the incomplete beta function agrees with 40-digit arithmetic to 12 digits', () => {
	expectRelative(incompleteBeta(0.5, 2, 3).lower, 0.6875);
	expectRelative(incompleteBeta(0.001, 0.5, 0.5).lower, 0.02013504163337749);
	expectRelative(incompleteBeta(0.3, 1200.5, 3400).lower, 0.9999999977214002);
	expectRelative(incompleteBeta(0.3, 1200.5, 3400).upper, 2.278599793594192e-9);
});

test('the incomplete gamma function agrees with 40-digit arithmetic to 12 digits', () => {
	expectRelative(incompleteGamma(1, 2).upper, 0.1353352832366127);
	expectRelative(incompleteGamma(0.5, 0.1).lower, 0.34527915398142295);
	expectRelative(incompleteGamma(1000, 1100).lower, 0.99894067674607);
	expectRelative(incompleteGamma(1000, 1100).upper, 0.001059323253929977);
	expectRelative(incompleteGamma(123_456.5, 123_000).lower, 0.09682119603085343);
});

test('outside their range the functions are 0 and 1', () => {
	expect(incompleteBeta(0, 2, 3)).toEqual({ lower: 0, upper: 1 });
	expect(incompleteBeta(1, 2, 3)).toEqual({ lower: 1, upper: 0 });
	expect(incompleteGamma(2, 0)).toEqual({ lower: 0, upper: 1 });
});

test('normal quantiles agree with 20 digits of the inverse error function', () => {
	expect(normalQuantile(0.975)).toBe(1.959963984540054);
	expectRelative(normalQuantile(0.995), 2.575829303548901);
	expectRelative(normalQuantile(0.05), -1.6448536269514726);
	expectRelative(normalQuantile(0.9), 1.2815515655446004);
});

test('2 heads in 4 tosses have probability 0.375, 0 events where 2 are expected 0.1353', () => {
	expectRelative(binomialProbability(2, 4, 0.5), 0.375);
	expectRelative(poissonProbability(0, 2), 0.1353352832366127);
	expect([binomialProbability(0, 4, 0), binomialProbability(4, 4, 1), binomialProbability(5, 4, 0.5)]).toEqual([
		1, 1, 0
	]);
	expect([poissonProbability(0, 0), poissonProbability(1, 0), poissonProbability(-1, 2)]).toEqual([1, 0, 0]);
});

test('binomial probabilities add up to 1 and to the incomplete beta function', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0.001, max: 0.999, noNaN: true }), (n, p) => {
			const terms = Array.from({ length: n + 1 }, (_, k) => binomialProbability(k, n, p));
			expect(terms.reduce((sum, term) => sum + term, 0)).toBeCloseTo(1, 11);
			const atLeastOne = terms.slice(1).reduce((sum, term) => sum + term, 0);
			expect(incompleteBeta(p, 1, n).lower).toBeCloseTo(atLeastOne, 11);
		})
	);
});

test('bisection finds the square root of 2 to the last digit', () => {
	expect(bisect((x) => x * x, 2, 0, 2)).toBeCloseTo(Math.SQRT2, 15);
});

test('probabilities at the ends: nothing happens for sure, everything does, and counts outside have none', () => {
	expect([binomialProbability(0, 5, 0), binomialProbability(1, 5, 0)]).toEqual([1, 0]);
	expect([binomialProbability(5, 5, 1), binomialProbability(4, 5, 1)]).toEqual([1, 0]);
	expect([binomialProbability(0, 0, 0.3), binomialProbability(-1, 5, 0.3), binomialProbability(6, 5, 0.3)]).toEqual([
		1, 0, 0
	]);
	// Nobody of five, and all of five, with small and with large p.
	for (const p of [0.05, 0.4, 0.95]) {
		expectRelative(binomialProbability(0, 5, p), (1 - p) ** 5);
		expectRelative(binomialProbability(5, 5, p), p ** 5);
	}
	expect([poissonProbability(0, 0), poissonProbability(1, 0), poissonProbability(-1, 2)]).toEqual([1, 0, 0]);
	expectRelative(poissonProbability(3, 2), (8 / 6) * Math.exp(-2));
	expectRelative(poissonProbability(0, 2), Math.exp(-2));
});
