import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { betaBinomial } from './beta-binomial.ts';
import { breachProbability } from './breach-probability.ts';
import { gaussHermite } from './gauss-hermite.ts';
import { poissonBinomial } from './poisson-binomial.ts';
import { binomialProbability } from './point-probability.ts';
import { remainingQuantile } from './remaining-quantile.ts';
import { sharedShock } from './shared-shock.ts';

function expectEach(found: ArrayLike<number>, expected: number[], digits: number) {
	expect(found.length).toBe(expected.length);
	expected.forEach((value, k) => expect(found[k]).toBeCloseTo(value, digits));
}

const probabilities = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 15 });
const sumOf = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0);
const meanOf = (mass: ArrayLike<number>) => Array.from(mass).reduce((sum, p, k) => sum + k * p, 0);

describe('Poisson-binomial', () => {
	test('0.1, 0.2 and 0.3: 0.504, 0.398, 0.092, 0.006 by hand', () => {
		expectEach(poissonBinomial([0.1, 0.2, 0.3]), [0.504, 0.398, 0.092, 0.006], 15);
	});

	test('six people agree with scipy 1.17 (poisson_binom)', () => {
		const expected = [0.04446, 0.264635, 0.4015, 0.23045, 0.0539, 0.004915, 0.00014];
		expectEach(poissonBinomial([0.05, 0.1, 0.2, 0.35, 0.5, 0.8]), expected, 12);
	});

	test('nobody, people who cannot leave and people who must', () => {
		expectEach(poissonBinomial([]), [1], 15);
		expectEach(poissonBinomial([0, 1, 1]), [0, 0, 1, 0], 15);
	});

	test('40 people of 0.001: all leave with 1e-120, not 0', () => {
		const all = poissonBinomial(Array.from({ length: 40 }, () => 0.001))[40];
		expect(Math.abs(all / 1e-120 - 1)).toBeLessThan(1e-9);
	});

	test('it adds up to 1, its mean is the sum of the probabilities, and the order of people never matters', () => {
		fc.assert(
			fc.property(probabilities, (given) => {
				const mass = poissonBinomial(given);
				expect(sumOf(mass)).toBeCloseTo(1, 11);
				expect(meanOf(mass)).toBeCloseTo(sumOf(given), 11);
				expectEach(poissonBinomial([...given].reverse()), [...mass], 12);
			})
		);
	});

	test('for up to twelve people it is the sum over every set of leavers', () => {
		const upToTwelve = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });
		fc.assert(
			fc.property(upToTwelve, (given) => {
				const exact = new Float64Array(given.length + 1);
				for (let set = 0; set < 2 ** given.length; set++) {
					const isGone = (person: number) => ((set >> person) & 1) === 1;
					const leavers = given.filter((_, person) => isGone(person)).length;
					exact[leavers] += given.reduce((product, p, person) => product * (isGone(person) ? p : 1 - p), 1);
				}
				expectEach(poissonBinomial(given), [...exact], 12);
			}),
			{ numRuns: 40 }
		);
	});

	test('with one probability for all it is the binomial', () => {
		const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 30 }), share, (n, p) => {
				const expected = Array.from({ length: n + 1 }, (_, k) => binomialProbability(k, n, p));
				expectEach(poissonBinomial(Array.from({ length: n }, () => p)), expected, 12);
			})
		);
	});
});

describe('beta-binomial', () => {
	test('boys among 12 children in 6115 families of Saxony: the fitted counts of Lindsey and Mersch (1992)', () => {
		const expected = [2.3, 22.6, 104.8, 310.9, 655.7, 1036.2, 1257.9, 1182.1, 853.6, 461.9, 177.9, 43.8, 5.2];
		const families = betaBinomial(12, 34.09558, 31.5715).map((probability) => 6115 * probability);
		expectEach(families, expected, 1);
	});

	test('Beta(1, 1) makes every count as likely; nobody at all is certain', () => {
		expectEach(betaBinomial(4, 1, 1), [0.2, 0.2, 0.2, 0.2, 0.2], 13);
		expectEach(betaBinomial(0, 2, 3), [1], 13);
	});

	test('it agrees with 30-digit arithmetic: 400 of 5000 with Beta(3.5, 40) is 0.00189050372674875', () => {
		// mpmath 1.3: binomial(n, k) beta(k + a, n - k + b) / beta(a, b).
		expect(betaBinomial(5000, 3.5, 40)[400] / 0.00189050372674875).toBeCloseTo(1, 12);
		const mass = betaBinomial(5000, 300, 4000);
		expect(mass[350] / 0.0150030923257622).toBeCloseTo(1, 13);
		expect([mass[100] / 2.93196072498596e-33, mass[700] / 2.09088557853716e-29]).toEqual([
			expect.closeTo(1, 13),
			expect.closeTo(1, 13)
		]);
		expect(betaBinomial(20, 2, 8)[3]).toBeCloseTo(0.138234179613489, 13);
		expect(betaBinomial(10, 0.5, 0.5)[0]).toBeCloseTo(0.176197052001953125, 13);
	});

	test('mean n a/(a+b) and variance n a b (a+b+n) / ((a+b)^2 (a+b+1))', () => {
		const shape = fc.double({ min: 0.2, max: 50, noNaN: true });
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 40 }), shape, shape, (n, a, b) => {
				const mass = betaBinomial(n, a, b);
				const mean = (n * a) / (a + b);
				const variance = Array.from(mass).reduce((sum, p, k) => sum + (k - mean) ** 2 * p, 0);
				expect(sumOf(mass)).toBeCloseTo(1, 10);
				expect(meanOf(mass)).toBeCloseTo(mean, 9);
				expect(variance / ((n * a * b * (a + b + n)) / ((a + b) ** 2 * (a + b + 1)))).toBeCloseTo(1, 9);
			})
		);
	});
});

describe('probability of a breach', () => {
	const three = poissonBinomial([0.1, 0.2, 0.3]);

	test('of three people 2 are required: two or three leave with 0.098', () => {
		expect(breachProbability(three, 2)).toBeCloseTo(0.098, 15);
		expect(breachProbability(three, 3)).toBeCloseTo(0.496, 15);
		expect(breachProbability(three, 1)).toBeCloseTo(0.006, 15);
	});

	test('nothing required: 0; four of three required: 1; of nobody, one required: 1', () => {
		expect([breachProbability(three, 0), breachProbability(three, 4)]).toEqual([0, 1]);
		expect([breachProbability([1], 0), breachProbability([1], 1)]).toEqual([0, 1]);
	});

	test('three remain in half of the cases, 1 or fewer in 9.8 %: median 3, quantiles 1 of 5 % and 0 of 0.5 %', () => {
		expect([0.5, 0.496, 0.05, 0.006, 0.005, 1].map((q) => remainingQuantile(three, q))).toEqual([3, 2, 1, 0, 0, 3]);
		expect(remainingQuantile([1], 0.5)).toBe(0);
		// 0.7 + 0.1 is a rounding error short of 0.8.
		expect(remainingQuantile([0.2, 0.1, 0.7], 0.8)).toBe(1);
	});

	test('a higher minimum is never less likely to be missed', () => {
		fc.assert(
			fc.property(probabilities, (given) => {
				const mass = poissonBinomial(given);
				const breaches = Array.from({ length: given.length + 2 }, (_, required) => breachProbability(mass, required));
				for (let required = 1; required < breaches.length; required++)
					expect(breaches[required]).toBeGreaterThanOrEqual(breaches[required - 1] - 1e-12);
			})
		);
	});
});

describe('Gauss-Hermite', () => {
	test('five nodes as in Abramowitz & Stegun, table 25.10', () => {
		const { nodes, weights } = gaussHermite(5);
		const table = [-2.02018287045609, -0.958572464613819, 0, 0.958572464613819, 2.02018287045609];
		expectEach(
			nodes.map((node) => node / Math.SQRT2),
			table,
			13
		);
		const tableWeights = [0.01995324205905, 0.3936193231522, 0.9453087204829, 0.3936193231522, 0.01995324205905];
		expectEach(
			weights.map((weight) => weight * Math.sqrt(Math.PI)),
			tableWeights,
			13
		);
	});

	test('64 nodes reach 14.886186143339453, as numpy 2 (hermegauss) has them', () => {
		const { nodes, weights } = gaussHermite(64);
		expect(nodes[63]).toBeCloseTo(14.886186143339453, 11);
		expect(nodes[32]).toBeCloseTo(0.1955889105672755, 13);
		expect(weights[32]).toBeCloseTo(0.15310831636189684, 13);
		expect(weights[63] / 3.1231879651077347e-49).toBeCloseTo(1, 9);
	});

	test.each([1, 2, 7, 64, 128])('%i nodes give the moments 1, 0, 1, 3, 15 that n nodes can', (n) => {
		const { nodes, weights } = gaussHermite(n);
		const moment = (power: number) => nodes.reduce((sum, node, index) => sum + weights[index] * node ** power, 0);
		const expected = [1, 0, 1, 0, 3, 0, 15].slice(0, 2 * n);
		expectEach(
			expected.map((_, power) => moment(power)),
			expected,
			10
		);
	});
});

describe('shared shock', () => {
	const ten = Array.from({ length: 10 }, () => 0.2);
	const breach = (sigma: number) => breachProbability(sharedShock(ten, sigma), 6);

	// By adaptive integration with 20 digits (mpmath 1.3).
	test.each([
		[0.5, 0.0711713830345],
		[1, 0.157920224943],
		[2, 0.285807473696]
	])('ten people of 0.2, 6 required, sigma %s: %s', (sigma, expected) => {
		expect(breach(sigma)).toBeCloseTo(expected, 8);
	});

	test('people of different probability, 3 of 6 required, sigma 1: 0.142202', () => {
		const mass = sharedShock([0.05, 0.1, 0.2, 0.35, 0.5, 0.8], 1);
		expect(breachProbability(mass, 3)).toBeCloseTo(0.142202327408, 10);
	});

	test('sigma 0 is independence: 0.0327934976 of the binomial', () => {
		// P(X >= 5) for Bin(10, 0.2), by hand.
		expect(breach(0)).toBeCloseTo(0.0327934976, 12);
	});

	test('it adds up to 1; who cannot leave stays and who must leave goes, whatever the shock', () => {
		fc.assert(
			fc.property(probabilities, fc.constantFrom(0.5, 1, 2), (given, sigma) => {
				const mass = sharedShock([0, 1, ...given], sigma);
				expect(sumOf(mass)).toBeCloseTo(1, 10);
				expect([mass[0], mass[mass.length - 1]]).toEqual([0, 0]);
			})
		);
	});

	test('probabilities of one half keep their mean: the shock goes both ways alike', () => {
		expect(meanOf(sharedShock([0.5, 0.5, 0.5, 0.5], 2))).toBeCloseTo(2, 10);
	});
});
