import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breachProbability } from './breach-probability.ts';
import { equalBreachProbability } from './equal-breach-probability.ts';
import { poissonBinomial } from './poisson-binomial.ts';
import { sharedShock } from './shared-shock.ts';

describe('ten people of 0.2, 6 required', () => {
	test('independent: 0.0327934976 of the binomial, by hand', () => {
		expect(equalBreachProbability(10, 6, 0.2)).toBeCloseTo(0.0327934976, 12);
	});

	// By adaptive integration with 20 digits (mpmath 1.3).
	test.each([
		[0.5, 0.0711713830345],
		[1, 0.157920224943],
		[2, 0.285807473696]
	])('under a shock of sigma %s: %s', (sigma, expected) => {
		expect(equalBreachProbability(10, 6, 0.2, sigma)).toBeCloseTo(expected, 11);
	});
});

// R 4.2.2: integrate(function(u) pbinom(people - required, people, plogis(qlogis(p) + sigma * u), lower.tail = FALSE)
// * dnorm(u), -9, 9, rel.tol = 1e-12, subdivisions = 20000), cut in four around the step of large teams.
test.each([
	[1, 0.3, 1, 1, 0.331029447478],
	[50, 0.1, 40, 1, 0.204718610351],
	[200, 0.15, 160, 2, 0.428084580803],
	[5000, 0.12, 4300, 1, 0.429430845558],
	[100000, 0.1, 85000, 0.5, 0.177436047758],
	[30, 0.02, 29, 2, 0.325651081643]
])('%i people of %s, %i required, sigma %s: %s', (people, probability, required, sigma, expected) => {
	expect(equalBreachProbability(people, required, probability, sigma)).toBeCloseTo(expected, 9);
});

test('nothing required: 0; more required than there are: 1; nobody and nothing: 0; who must leave leaves', () => {
	expect(equalBreachProbability(5, 0, 0.5, 1)).toBe(0);
	expect(equalBreachProbability(5, 6, 0, 1)).toBe(1);
	expect(equalBreachProbability(0, 0, 0.5)).toBe(0);
	expect(equalBreachProbability(0, 1, 0.5)).toBe(1);
	expect([equalBreachProbability(5, 5, 0, 1), equalBreachProbability(5, 1, 1, 1)]).toEqual([0, 1]);
});

test('it agrees with summing over every number of leavers, with and without a shock', () => {
	const teams = fc.record({
		people: fc.integer({ min: 1, max: 20 }),
		required: fc.nat({ max: 21 }),
		probability: fc.double({ min: 0.001, max: 0.999, noNaN: true }),
		sigma: fc.constantFrom(0, 0.5, 1, 2)
	});
	fc.assert(
		fc.property(teams, ({ people, required, probability, sigma }) => {
			const each = Array.from({ length: people }, () => probability);
			const found = equalBreachProbability(people, required, probability, sigma);
			const exact = breachProbability(sigma === 0 ? poissonBinomial(each) : sharedShock(each, sigma), required);
			expect(Math.abs(found - exact)).toBeLessThan(sigma === 0 ? 1e-12 : 2e-7);
		}),
		{ numRuns: 60 }
	);
});
