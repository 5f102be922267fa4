import { describe, expect, test } from 'vitest';
import { shockAverage, shockedCount, shockedExcess, shocksOf } from './shock-average.ts';

/** One person who leaves with a probability that depends on the shock. */
function onePerson(probability: (shock: number) => number, sigma: number) {
	const means = shocksOf(sigma).values.map(probability);
	return shockedCount({
		people: 1,
		means,
		deviations: means.map((p) => Math.sqrt(p * (1 - p) + 1e-12)),
		tailAt: (index, atLeast) => (atLeast <= 0 ? 1 : atLeast <= 1 ? means[index] : 0),
		excessAt: (index, beyond) => (beyond <= 0 ? means[index] - beyond : beyond < 1 ? means[index] * (1 - beyond) : 0)
	});
}

/** 10 000 people of 0.2 whose leavers, given the shock, are logistic with scale 100 * sqrt(p * (1 - p)). */
function manyPeople(sigma: number) {
	const shares = shocksOf(sigma).values.map((shock) => 1 / (1 + 4 * Math.exp(-sigma * shock)));
	const means = shares.map((share) => 10_000 * share);
	const scales = shares.map((share) => 100 * Math.sqrt(share * (1 - share)));
	return shockedCount({
		people: 10_000,
		means,
		deviations: scales.map((scale) => (scale * Math.PI) / Math.sqrt(3)),
		tailAt: (index, atLeast) => 1 / (1 + Math.exp((atLeast - 0.5 - means[index]) / scales[index])),
		excessAt: (index, beyond) => {
			const score = (means[index] - beyond) / scales[index];
			return scales[index] * (Math.max(0, score) + Math.log1p(Math.exp(-Math.abs(score))));
		}
	});
}

const always = (probability: number, sigma = 1) => ({ count: onePerson(() => probability, sigma), atLeast: 1 });

test.each([
	[0.5, 29, 0.4],
	[0.51, 55, 0.2],
	[2, 55, 0.2]
])('sigma %f has %i shocks %f apart, with weights that add up to 1, mean 0 and variance 1', (sigma, count, apart) => {
	const { values, weights } = shocksOf(sigma);
	const moment = (power: number) => values.reduce((sum, value, index) => sum + weights[index] * value ** power, 0);
	expect([moment(0), moment(1)]).toEqual([expect.closeTo(1, 14), expect.closeTo(0, 14)]);
	expect(moment(2)).toBeCloseTo(1, 5);
	expect(values).toHaveLength(count);
	expect(values[1] - values[0]).toBeCloseTo(apart, 12);
});

test('0.3 whatever the shock is 0.3, two of them 0.51, none 0; who is sure and who is not', () => {
	const shocks = shocksOf(1);
	expect(shockAverage([always(0.3)], shocks)).toBeCloseTo(0.3, 14);
	expect(shockAverage([always(0.3), always(0.3)], shocks)).toBeCloseTo(0.51, 14);
	expect(shockAverage([], shocks)).toBe(0);
	expect(shockAverage([always(0)], shocks)).toBe(0);
	expect(shockAverage([always(0.3), always(1)], shocks)).toBe(1);
	expect(shockedExcess(always(0.3).count, 0.5, shocks)).toBeCloseTo(0.15, 14);
});

// R 4.2.2: integrate(function(u) (1 - (1 - plogis(s * u))^2) * dnorm(u), -12, 12).
test.each([
	[0.5, 0.73604442243988],
	[1, 0.70662096414191],
	[2, 0.65142637740054]
])('two of logistic(%s u) together: %s', (sigma, expected) => {
	const half = { count: onePerson((u) => 1 / (1 + Math.exp(-sigma * u)), sigma), atLeast: 1 };
	expect(shockAverage([half, half], shocksOf(sigma))).toBeCloseTo(expected, 6);
});

// R 4.2.2, x <- seq(-9, 9, by = 0.0005), p <- plogis(qlogis(0.2) + sigma * x), s <- 100 * sqrt(p * (1 - p)):
// sum(plogis((10000 * p - c + 0.5) / s) * dnorm(x)) * 0.0005; the last two with 1 - (1 - …) * (1 - plogis(sigma * x - 1))
// and s * log1p(exp((10000 * p - 2500) / s)).
describe.each([
	[0.5, 0.283380318554, 0.025239236207, 0.449059084458, 184.46381849],
	[1, 0.386993444394, 0.163555405524, 0.498958769064, 602.50937637],
	[2, 0.442878080965, 0.311986811649, 0.511551949765, 1392.54004348]
])('10 000 people who move by many standard deviations from shock to shock, sigma %f', (sigma, many, most, any, by) => {
	const [count, shocks] = [manyPeople(sigma), shocksOf(sigma)];

	test(`2 500 leave with ${many}, 4 000 with ${most}`, () => {
		expect(Math.abs(shockAverage([{ count, atLeast: 2500 }], shocks) - many)).toBeLessThan(1e-5);
		expect(Math.abs(shockAverage([{ count, atLeast: 4000 }], shocks) - most)).toBeLessThan(1e-5);
	});

	test(`2 500 leave, or somebody else does, with ${any}`, () => {
		const person = onePerson((shock) => 1 / (1 + Math.exp(1 - sigma * shock)), sigma);
		const events = [
			{ count: person, atLeast: 1 },
			{ count, atLeast: 2500 }
		];
		expect(Math.abs(shockAverage(events, shocks) - any)).toBeLessThan(1e-5);
		expect(shockAverage(events.toReversed(), shocks)).toBeCloseTo(shockAverage(events, shocks), 14);
	});

	test(`by ${by} more than 2 500 on average`, () => {
		expect(shockedExcess(count, 2500, shocks) / by).toBeCloseTo(1, 4);
	});

	test('more leavers are never more likely', () => {
		let before = 1;
		for (let atLeast = 0; atLeast <= 10_100; atLeast += 17) {
			const tail = shockAverage([{ count, atLeast }], shocks);
			expect(tail).toBeLessThanOrEqual(before + 1e-14);
			before = tail;
		}
	});
});
