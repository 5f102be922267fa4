import { describe, expect, test } from 'vitest';
import { leavingCosts, USUAL_REPLACEMENT } from './leaving-costs.ts';
import type { CostAssumptions } from './leaving-costs.ts';
import { REPLACEMENT_SOURCES } from './replacement-sources.ts';

const ASSUMED: CostAssumptions = {
	...{ severanceMonths: 3, onCostRate: 0.2, backfillShare: 0.5, horizonMonths: 12 },
	replacement: USUAL_REPLACEMENT
};
const TEN = { expectedLeavers: 10, variance: 4, annualPay: 60_000 };

test('10 leavers of 60 000: severance 180 000 (36 000), backfill 63 000 / 150 000 / 600 000, avoided 720 000', () => {
	const found = leavingCosts([TEN], ASSUMED)!;
	// 10 * 5 000 * 3 * 1.2; 2 * 5 000 * 3 * 1.2; 10 * 60 000 * 0.21 * 0.5, ...; 10 * 60 000 * 1.2.
	expect(found.severance.expected).toBeCloseTo(180_000, 8);
	expect(found.severance.sd).toBeCloseTo(36_000, 8);
	expect(found.backfill.low).toBeCloseTo(63_000, 8);
	expect(found.backfill.best).toBeCloseTo(150_000, 8);
	expect(found.backfill.high).toBeCloseTo(600_000, 8);
	expect(found.avoidedSalary).toBeCloseTo(720_000, 8);
	expect(found.net.low).toBeCloseTo(180_000 + 63_000 - 720_000, 8);
	expect(found.net.best).toBeCloseTo(-390_000, 8);
	expect(found.net.high).toBeCloseTo(60_000, 8);
});

test('two kinds of people: means add up, spreads add up as squares', () => {
	const found = leavingCosts([TEN, { expectedLeavers: 1, variance: 1, annualPay: 120_000 }], ASSUMED)!;
	expect(found.severance.expected).toBeCloseTo(180_000 + 36_000, 8);
	// 3 600 months' worth each: sqrt((2 * 18 000)^2 + 36 000^2).
	expect(found.severance.sd).toBeCloseTo(Math.SQRT2 * 36_000, 6);
});

describe('edges', () => {
	test('nobody leaves: nothing costs anything, and pay that is not known does not matter', () => {
		const nothing = { low: 0, best: 0, high: 0 };
		const none = { severance: { expected: 0, sd: 0 }, backfill: nothing, avoidedSalary: 0, net: nothing };
		expect(leavingCosts([], ASSUMED)).toEqual(none);
		expect(leavingCosts([{ expectedLeavers: 0, variance: 0, annualPay: null }], ASSUMED)).toEqual(none);
	});

	test('pay of people who may leave is not known: no figure, not 0', () => {
		expect(leavingCosts([TEN, { ...TEN, annualPay: null }], ASSUMED)).toBeNull();
		expect(leavingCosts([{ expectedLeavers: 0, variance: 1, annualPay: null }], ASSUMED)).toBeNull();
		expect(leavingCosts([{ expectedLeavers: 1, variance: 0, annualPay: null }], ASSUMED)).toBeNull();
	});

	test('no severance, nobody replaced, no horizon: 0 each', () => {
		const found = leavingCosts([TEN], { ...ASSUMED, severanceMonths: 0, backfillShare: 0, horizonMonths: 0 })!;
		expect(found).toMatchObject({ severance: { expected: 0, sd: 0 }, backfill: { low: 0, high: 0 }, avoidedSalary: 0 });
	});
});

test('the range that is offered runs from the first source to the end of the second; the untraced one is not used', () => {
	expect(USUAL_REPLACEMENT).toEqual({ low: 0.21, best: 0.5, high: 2 });
	expect(REPLACEMENT_SOURCES.map(({ id, low, high }) => [id, low, high])).toEqual([
		['boushey-glynn', 0.21, 0.21],
		['gallup', 0.5, 2],
		['six-to-nine-months', 0.5, 0.75]
	]);
	expect(REPLACEMENT_SOURCES.map(({ strength }) => strength)).toEqual(['old-review', 'weak', 'untraced']);
	const named = [/Boushey & Glynn.* 16 November 2012$/, /^Gallup: one half to two times/, /SHRM: six to nine months/];
	for (const [place, words] of named.entries()) expect(REPLACEMENT_SOURCES[place].citation).toMatch(words);
});
