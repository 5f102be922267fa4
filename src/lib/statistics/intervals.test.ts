import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clopperPearsonInterval } from './clopper-pearson-interval.ts';
import { dkwHalfWidth } from './dkw-half-width.ts';
import { garwoodInterval } from './garwood-interval.ts';
import { rateRatio } from './rate-ratio.ts';
import { wilsonInterval } from './wilson-interval.ts';

const rounded = (limits: { lower: number; upper: number } | null, digits: number) =>
	limits && [limits.lower.toFixed(digits), limits.upper.toFixed(digits)];

// Newcombe 1998, Table I (METHODS 10.1).
describe.each([
	[81, 263, ['0.2553', '0.3662'], ['0.2527', '0.3676']],
	[15, 148, ['0.0624', '0.1605'], ['0.0578', '0.1617']],
	[0, 20, ['0.0000', '0.1611'], ['0.0000', '0.1684']],
	[1, 29, ['0.0061', '0.1718'], ['0.0009', '0.1776']]
])('%i of %i', (x, n, wilson, exact) => {
	test(`is ${wilson.join(' to ')} by Wilson`, () => {
		expect(rounded(wilsonInterval(x, n), 4)).toEqual(wilson);
	});
	test(`is ${exact.join(' to ')} by Clopper and Pearson`, () => {
		expect(rounded(clopperPearsonInterval(x, n), 4)).toEqual(exact);
	});
});

test('Clopper-Pearson limits agree with 40-digit arithmetic to 12 digits', () => {
	// mpmath 1.3, roots of the regularised incomplete beta function.
	const limits = clopperPearsonInterval(1, 1000)!;
	expect(limits.lower / 0.000025317487491294).toBeCloseTo(1, 12);
	expect(limits.upper / 0.005558924279826672).toBeCloseTo(1, 12);
	expect(clopperPearsonInterval(0, 20)!.upper).toBeCloseTo(1 - 0.025 ** (1 / 20), 14);
});

test('0 of n has lower limit exactly 0, n of n upper limit exactly 1, 0 of 0 no interval', () => {
	for (const interval of [wilsonInterval, clopperPearsonInterval]) {
		expect(interval(0, 7)!.lower).toBe(0);
		expect(interval(7, 7)!.upper).toBe(1);
		expect(interval(0, 0)).toBeNull();
	}
});

test('the exact interval holds the share and reaches further than Wilson below where the count is small', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
			const x = Math.round(share * n);
			for (const limits of [wilsonInterval(x, n)!, clopperPearsonInterval(x, n)!]) {
				expect(limits.lower).toBeGreaterThanOrEqual(0);
				expect(limits.lower).toBeLessThanOrEqual(x / n);
				expect(limits.upper).toBeGreaterThanOrEqual(x / n);
				expect(limits.upper).toBeLessThanOrEqual(1);
			}
		})
	);
});

test('137 events over 24.19893 are a rate between 4.753125 and 6.692709 (R, poisson.test)', () => {
	expect(rounded(garwoodInterval(137, 24.19893), 6)).toEqual(['4.753125', '6.692709']);
});

test('a rate over an exposure of 0 has no interval, with or without events', () => {
	expect([garwoodInterval(0, 0), garwoodInterval(3, 0)]).toEqual([null, null]);
});

test('2 separations in 10 person-years: 0.0242 to 0.7225; 0 separations still have an upper limit', () => {
	expect(rounded(garwoodInterval(2, 10), 4)).toEqual(['0.0242', '0.7225']);
	expect(garwoodInterval(0, 1)!.lower).toBe(0);
	// -ln(0.025): the only closed form.
	expect(garwoodInterval(0, 1)!.upper).toBeCloseTo(-Math.log(0.025), 13);
	expect(garwoodInterval(3, 0)).toBeNull();
});

describe('the ratio of two rates', () => {
	test('11/800 against 21/3011 is 1.971488, 0.8584264 to 4.277266, p 0.07967 as R prints', () => {
		const found = rateRatio({ events: 11, exposure: 800 }, { events: 6 + 8 + 7, exposure: 1083 + 1050 + 878 });
		expect(found.ratio).toBeCloseTo(1.971488, 6);
		expect(found.lower).toBeCloseTo(0.8584264, 7);
		expect(found.upper).toBeCloseTo(4.277266, 6);
		expect(found.pMinlike).toBeCloseTo(0.07967, 5);
	});

	test('2/17877 against 10/20000: p_minlike is below 0.05 although the interval holds 1; p_central agrees with it', () => {
		const found = rateRatio({ events: 2, exposure: 17877 }, { events: 10, exposure: 20000 });
		expect(found.ratio).toBeCloseTo(0.2237512, 7);
		expect(found.lower).toBeCloseTo(0.02383738, 8);
		expect(found.upper).toBeCloseTo(1.04995468, 8);
		expect(found.pMinlike).toBeCloseTo(0.04213, 5);
		expect(found.pCentral).toBeCloseTo(0.0606, 4);
	});

	test('mid-p takes half of the observed probability: 0 of 1 in equal exposures is 0.5', () => {
		// P(X<=0) = 1/2, P(X=0) = 1/2: 2 * (1/2 - 1/4).
		expect(rateRatio({ events: 0, exposure: 1 }, { events: 1, exposure: 1 }).pMidp).toBeCloseTo(0.5, 14);
	});

	test('without events on one side the ratio is 0 or has no upper limit; without any it is undefined', () => {
		const first = rateRatio({ events: 0, exposure: 5 }, { events: 4, exposure: 5 });
		expect([first.ratio, first.lower]).toEqual([0, 0]);
		const second = rateRatio({ events: 4, exposure: 5 }, { events: 0, exposure: 5 });
		expect([second.ratio, second.upper]).toEqual([Infinity, Infinity]);
		expect(rateRatio({ events: 0, exposure: 5 }, { events: 0, exposure: 5 })).toEqual({
			ratio: null,
			lower: 0,
			upper: Infinity,
			pCentral: 1,
			pMidp: 1,
			pMinlike: 1
		});
		expect(Object.values(rateRatio({ events: 1, exposure: 0 }, { events: 1, exposure: 1 }))).toEqual(
			Array(6).fill(null)
		);
	});

	test('p_minlike adds up every count that is no more likely than the one observed', () => {
		const count = fc.integer({ min: 0, max: 30 });
		const exposure = fc.integer({ min: 1, max: 20 });
		fc.assert(
			fc.property(count, exposure, count, exposure, (x1, t1, x2, t2) => {
				const n = x1 + x2;
				const p = t1 / (t1 + t2);
				// Pascal's recursion, one trial after the other.
				let mass = [1];
				for (let trial = 0; trial < n; trial++)
					mass = [...mass, 0].map((own, k) => own * (1 - p) + (k === 0 ? 0 : mass[k - 1] * p));
				const sum = mass.filter((each) => each <= mass[x1] * (1 + 1e-7)).reduce((all, each) => all + each, 0);
				const found = rateRatio({ events: x1, exposure: t1 }, { events: x2, exposure: t2 });
				expect(found.pMinlike!).toBeCloseTo(Math.min(1, sum), 11);
			})
		);
	});

	test('a quarter of a million events: p_minlike as R has it, far from 1 and near it', () => {
		// R 4.2.2: poisson.test(c(5200, 240000), c(1, 55))$p.value and poisson.test(c(4600, 249000), c(1, 54))$p.value.
		const of = (x1: number, x2: number, t2: number) =>
			rateRatio({ events: x1, exposure: 1 }, { events: x2, exposure: t2 }).pMinlike!;
		expect(of(5200, 240_000, 55) / 4.231758235720243e-34).toBeCloseTo(1, 9);
		expect(of(4600, 249_000, 54)).toBeCloseTo(0.8818478168585346, 10);
	});

	test('p_central is below 0.05 exactly where the interval leaves out 1', () => {
		const count = fc.integer({ min: 0, max: 40 });
		const exposure = fc.integer({ min: 1, max: 1000 });
		fc.assert(
			fc.property(count, exposure, count, exposure, (x1, t1, x2, t2) => {
				const found = rateRatio({ events: x1, exposure: t1 }, { events: x2, exposure: t2 });
				const leavesOut = found.lower! > 1 || found.upper! < 1;
				expect(found.pCentral! < 0.05).toBe(leavesOut);
			})
		);
	});
});

test('the 95 % band of 100 observations is 0.1358102 wide to either side', () => {
	expect(dkwHalfWidth(100)).toBeCloseTo(0.1358102, 7);
	expect(dkwHalfWidth(0)).toBeNull();
});
