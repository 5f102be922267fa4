import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyBreachProbability } from './any-breach-probability.ts';
import { betaBinomial } from './beta-binomial.ts';
import { betaQuantile } from './beta-quantile.ts';
import { convolve } from './convolve.ts';
import { expectedShortfall } from './expected-shortfall.ts';
import { incompleteBeta } from './incomplete-beta.ts';
import { leavingPosterior } from './leaving-posterior.ts';
import { poissonBinomial } from './poisson-binomial.ts';

describe('quantile of a Beta distribution', () => {
	// R 4.2.2: qbeta, its result polished by Newton steps.
	test.each([
		[2, 3, 0.5, 0.3857275681323895],
		[0.5, 0.5, 0.05, 0.006155829702431138],
		[3.5, 7.5, 0.95, 0.5581267664846339],
		[40, 3.5, 0.975, 0.9797185236892482],
		[0.5, 20.5, 0.05, 9.707775858233167e-5],
		[200, 800, 0.001, 0.1626947424557015]
	])('Beta(%f, %f) at %f is %f', (a, b, p, expected) => {
		expect(betaQuantile(p, a, b) / expected).toBeCloseTo(1, 11);
	});

	// R 4.2.2: qbeta(p, a, b) with 15 digits; pbeta of it is p to 3e-15.
	test.each([
		[0.7, 3, 1e-6, 8.18780679702073e-10],
		[0.7, 3, 0.999999, 0.987697007736886],
		[30, 2, 0.25, 0.915481048216736],
		[1500, 3, 0.9, 0.999266048597295],
		[0.2, 0.2, 0.4999, 0.499686567376641],
		[6, 0.05, 0.02, 0.883958857017481]
	])('Beta(%f, %f), skewed, at %f is %f', (a, b, p, expected) => {
		expect(betaQuantile(p, a, b) / expected).toBeCloseTo(1, 13);
	});

	// mpmath 1.3 with 40 digits, by bisection.
	test.each([
		[0.01, 0.01, 0.05, 9.83918061493609e-101],
		[0.0625, 512, 0.75, 1.16285121971012e-5],
		[512, 0.0625, 0.25, 0.999988371487803],
		[0.125, 3, 0.5, 0.000938929899146076],
		[100, 200000, 0.953125, 0.00058639527505858]
	])('Beta(%f, %f), far from even, at %f is %f', (a, b, p, expected) => {
		expect(betaQuantile(p, a, b) / expected).toBeCloseTo(1, 12);
	});

	test('less than doubles hold is 0: Beta(0.01, 0.01) at 1e-12', () => {
		expect(betaQuantile(1e-12, 0.01, 0.01)).toBeLessThan(1e-300);
		expect(betaQuantile(1 - 1e-12, 0.01, 0.01)).toBe(1);
	});

	test('Beta(1, 1) is uniform; 0 and 1 at the ends', () => {
		expect([betaQuantile(0, 1, 1), betaQuantile(1, 1, 1)]).toEqual([0, 1]);
		for (const p of [0.25, 0.5, 0.75]) expect(betaQuantile(p, 1, 1)).toBeCloseTo(p, 14);
	});

	test('tails keep their digits: with Beta(1, 1000) the quantile is 1 - (1 - p)^(1/1000)', () => {
		expect(betaQuantile(1 - 2 ** -30, 1, 1000) / -Math.expm1(-0.03 * Math.LN2)).toBeCloseTo(1, 12);
		expect(betaQuantile(2 ** -60, 1, 1000) / (2 ** -60 / 1000)).toBeCloseTo(1, 12);
		expect(betaQuantile(0.5, 1, 1000) / -Math.expm1(-Math.LN2 / 1000)).toBeCloseTo(1, 12);
	});

	test('leaving and staying are mirrored: Beta(2, 3) at one half and Beta(3, 2) at one half add up to 1', () => {
		expect(betaQuantile(0.5, 2, 3) + betaQuantile(0.5, 3, 2)).toBeCloseTo(1, 14);
		expect(betaQuantile(0.5, 7, 7)).toBeCloseTo(0.5, 14);
		expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1]);
	});

	test('it undoes the distribution function', () => {
		const shape = fc.double({ min: 1, max: 60, noNaN: true });
		const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });
		fc.assert(
			fc.property(shape, shape, probability, (a, b, p) => {
				expect(incompleteBeta(betaQuantile(p, a, b), a, b).lower).toBeCloseTo(p, 9);
			})
		);
	});
});

describe('what a past event says', () => {
	test('3 of 10 left: Beta(3.5, 7.5), mean 0.3182', () => {
		const { a, b, mean, quantiles, hasHistory } = leavingPosterior({ left: 3, of: 10 });
		expect([a, b, hasHistory]).toEqual([3.5, 7.5, true]);
		expect(mean).toBeCloseTo(7 / 22, 15);
		expect(quantiles).toEqual([0.05, 0.5, 0.95].map((p) => betaQuantile(p, 3.5, 7.5)));
	});

	test('no history, or one of nobody: the prior is the result', () => {
		expect(leavingPosterior(null)).toMatchObject({ a: 0.5, b: 0.5, mean: 0.5, hasHistory: false });
		expect(leavingPosterior({ left: 0, of: 0 }, { prior: { a: 2, b: 8 } })).toMatchObject({
			a: 2,
			b: 8,
			mean: 0.2,
			hasHistory: false
		});
	});

	test('nobody of 20 left: the probability is not zero, 0.5/21', () => {
		expect(leavingPosterior({ left: 0, of: 20 }).mean).toBeCloseTo(0.5 / 21, 15);
	});

	test('a discount of 2 halves what the history counts for: 3 of 10 becomes Beta(2, 4)', () => {
		expect(leavingPosterior({ left: 3, of: 10 }, { discount: 2 })).toMatchObject({ a: 2, b: 4 });
		const asked = leavingPosterior({ left: 3, of: 10 }, { probabilities: [0.1] });
		expect(asked.quantiles).toEqual([betaQuantile(0.1, 3.5, 7.5)]);
	});
});

describe('sums of independent counts', () => {
	test('two fair coins: 0.25, 0.5, 0.25; none: certainty of 0', () => {
		expect([
			...convolve([
				[0.5, 0.5],
				[0.5, 0.5]
			])
		]).toEqual([0.25, 0.5, 0.25]);
		expect([...convolve([])]).toEqual([1]);
		expect([...convolve([[1], [0.2, 0.8]])]).toEqual([0.2, 0.8]);
	});

	test('two parts of a Poisson-binomial are the whole; the order never matters', () => {
		const share = fc.double({ min: 0, max: 1, noNaN: true });
		fc.assert(
			fc.property(fc.array(share, { maxLength: 8 }), fc.array(share, { maxLength: 8 }), (first, second) => {
				const whole = poissonBinomial([...first, ...second]);
				const parts = convolve([poissonBinomial(first), poissonBinomial(second)]);
				const turned = convolve([poissonBinomial(second), poissonBinomial(first)]);
				whole.forEach((p, k) => {
					expect(parts[k]).toBeCloseTo(p, 12);
					expect(turned[k]).toBeCloseTo(p, 12);
				});
			})
		);
	});

	test('counts of any length, term by term; ends without probability change nothing', () => {
		const mass = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 11 });
		fc.assert(
			fc.property(fc.array(mass, { maxLength: 7 }), (masses) => {
				const expected = masses.reduce<number[]>(
					(sum, other) => {
						const next = new Array<number>(sum.length + other.length - 1).fill(0);
						sum.forEach((p, first) => other.forEach((q, second) => (next[first + second] += p * q)));
						return next;
					},
					[1]
				);
				const found = convolve(masses);
				expect(found.length).toBe(expected.length);
				expected.forEach((p, k) => expect(Math.abs(found[k] - p)).toBeLessThanOrEqual(1e-12 * Math.max(p, 1)));
				const wider = convolve(masses.map((each) => [0, 0, ...each, 0]));
				wider
					.subarray(2 * masses.length, wider.length - masses.length)
					.forEach((p, k) => expect(p).toBeCloseTo(found[k], 14));
			})
		);
	});

	test('small tails keep their digits: two counts of 1e-14 each are both there with 1e-28', () => {
		const [, one, two] = convolve([
			[1, 1e-14],
			[1, 1e-14]
		]);
		expect([one, two]).toEqual([2e-14, 1e-28]);
		expect([...convolve([[0, 0, 1]])]).toEqual([0, 0, 1]);
	});

	test('segments of 2 and 1 people with Beta(1, 1): 1/6, 1/3, 1/3, 1/6', () => {
		const found = convolve([betaBinomial(2, 1, 1), betaBinomial(1, 1, 1)]);
		[1 / 6, 1 / 3, 1 / 3, 1 / 6].forEach((p, k) => expect(found[k]).toBeCloseTo(p, 12));
	});
});

describe('expected shortfall', () => {
	const three = [0.504, 0.398, 0.092, 0.006];

	test('of three people with 0.1, 0.2 and 0.3, all required: 0.6; two required: 0.104', () => {
		expect(expectedShortfall(three, 3)).toBeCloseTo(0.6, 15);
		// One short with 0.092, two short with 0.006.
		expect(expectedShortfall(three, 2)).toBeCloseTo(0.092 + 2 * 0.006, 15);
	});

	test('nothing required: 0; five of three required: 2.6; of nobody, one required: 1', () => {
		expect(expectedShortfall(three, 0)).toBe(0);
		expect(expectedShortfall(three, 5)).toBeCloseTo(2.6, 14);
		expect(expectedShortfall([1], 1)).toBe(1);
	});
});

test('a breach of at least one role: 0.5 and 0.5 give 0.75; none 0; a certain one 1; 1e-18 twice 2e-18', () => {
	expect(anyBreachProbability([0.5, 0.5])).toBeCloseTo(0.75, 15);
	expect(anyBreachProbability([])).toBe(0);
	expect(anyBreachProbability([0.2, 1])).toBe(1);
	expect(anyBreachProbability([1e-18, 1e-18])).toBe(2e-18);
});
