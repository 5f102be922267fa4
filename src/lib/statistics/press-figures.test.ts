import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ratioOfFigures, shareLeft, staffRemaining, sumOfFigures, unionOfFigures } from './press-figure.ts';
import type { PressFigure } from './press-figure.ts';
import { baseOfCount, countOfBase, roundedShare } from './rounded-percentage.ts';

const figure = (low: number, best: number | null, high: number): PressFigure => ({ low, best, high });
const firm = (value: number) => figure(value, value, value);
const HUNDREDS = figure(100, null, 999);

describe('a printed percentage', () => {
	test('159 people, 8.4 % (Automattic, 3 October 2024): a base of 1882 to 1904, best 1893', () => {
		expect(baseOfCount(8.4, 1, 159)).toEqual({ low: 1882, high: 1904 });
		expect(Math.round(159 / 0.084)).toBe(1893);
		const share = roundedShare(8.4, 1);
		expect([share.low, share.high]).toEqual([0.0835, 0.0845]);
	});

	test('8.4 % of 1893 is 159 people and no other number; of 5 people no number rounds to it', () => {
		expect(countOfBase(8.4, 1, 1893)).toEqual({ low: 159, high: 159 });
		expect(countOfBase(8.4, 1, 5)).toBeNull();
	});

	test('half a unit is exact: 50 % without decimals of 200 is 99 to 101', () => {
		expect(countOfBase(50, 0, 200)).toEqual({ low: 99, high: 101 });
		expect(baseOfCount(50, 0, 101)).toEqual({ low: 200, high: 204 });
	});

	test('0 % may be nobody: shares 0 to 0.005 and no upper limit of the base; 100 % ends at 1', () => {
		expect(roundedShare(0, 0)).toEqual({ low: 0, high: 0.005 });
		expect(baseOfCount(0, 0, 3)).toEqual({ low: 600, high: Infinity });
		expect(roundedShare(100, 0)).toEqual({ low: 0.995, high: 1 });
		expect(countOfBase(100, 0, 300)).toEqual({ low: 299, high: 300 });
		expect(baseOfCount(100, 0, 300)).toEqual({ low: 300, high: 301 });
	});

	test('a percentage below 0 fits no base; a count of 1 with 66.6 % fits none either', () => {
		expect(baseOfCount(-1, 0, 3)).toBeNull();
		expect(baseOfCount(66.6, 1, 1)).toBeNull();
	});

	test('every count and base it allows prints as the percentage, the next ones do not', () => {
		const prints = (count: number, base: number, tenths: number) =>
			2 * 1000 * count >= (2 * tenths - 1) * base && 2 * 1000 * count <= (2 * tenths + 1) * base;
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 9999 }), (tenths, base) => {
				const counts = countOfBase(tenths / 10, 1, base);
				for (let count = 0; count <= base; count++)
					expect(prints(count, base, tenths)).toBe(counts !== null && count >= counts.low && count <= counts.high);
			}),
			{ numRuns: 20 }
		);
	});
});

describe('published figures', () => {
	test('Twitter, 17 November 2022: hundreds to 75 % of 2900 to 3700: a share of 0.027 to 0.957, remaining 125 to 3600', () => {
		const base = figure(2900, null, 3700);
		const leavers = figure(100, null, 2775);
		const share = shareLeft(leavers, base)!;
		expect(share.low).toBeCloseTo(100 / 3700, 14);
		expect(share.high).toBeCloseTo(2775 / 2900, 14);
		expect(share).toMatchObject({ best: null, isInconsistent: false });
		expect(staffRemaining(leavers, base)).toEqual(figure(125, null, 3600));
	});

	test('159 of 1882 to 1904, best 1893: 0.083508 to 0.084485, best 0.083994', () => {
		const share = shareLeft(firm(159), figure(1882, 1893, 1904))!;
		expect(share.low).toBeCloseTo(0.083508, 6);
		expect(share.best).toBeCloseTo(0.083994, 6);
		expect(share.high).toBeCloseTo(0.084485, 6);
		expect(staffRemaining(firm(159), figure(1882, 1893, 1904))).toEqual(figure(1723, 1734, 1745));
	});

	test('more leavers than staff are clipped and flagged', () => {
		expect(shareLeft(figure(90, 120, 130), figure(100, 110, 120))).toEqual({
			low: 0.75,
			best: 1,
			high: 1,
			isInconsistent: true
		});
		expect(staffRemaining(figure(90, 120, 130), figure(100, 110, 120))).toEqual(figure(0, 0, 30));
	});

	test('no staff at all gives no share; staff that may be 0 a share up to 1 without a best', () => {
		expect(shareLeft(firm(0), firm(0))).toBeNull();
		expect(shareLeft(firm(0), figure(0, 0, 10))).toEqual({ low: 0, best: null, high: 1, isInconsistent: false });
	});

	test('a sum adds lows, bests and highs, without best where one is missing; nothing is 0', () => {
		expect(sumOfFigures([figure(1, 2, 3), figure(10, 20, 30)])).toEqual(figure(11, 22, 33));
		expect(sumOfFigures([HUNDREDS, firm(50)])).toEqual(figure(150, null, 1049));
		expect(sumOfFigures([])).toEqual(firm(0));
	});

	test('(100, 150, 200) over (40, 50, 80) is 1.25, 3, 5', () => {
		expect(ratioOfFigures(figure(100, 150, 200), figure(40, 50, 80))).toEqual({ low: 1.25, best: 3, high: 5 });
	});

	test('a ratio over a possible 0 has no upper limit; 0 over 0 is undefined; no best without both', () => {
		expect(ratioOfFigures(figure(1, null, 3), figure(0, 1, 2))).toEqual({ low: 0.5, best: null, high: Infinity });
		expect(ratioOfFigures(firm(1), figure(0, null, 2)).best).toBeNull();
		expect(ratioOfFigures(firm(0), firm(0))).toEqual({ low: null, best: null, high: null });
	});

	test('two sources that contradict each other give the union; the best stays where they agree', () => {
		expect(unionOfFigures(figure(10, 12, 15), figure(11, 13, 20))).toEqual(figure(10, null, 20));
		expect(unionOfFigures(figure(10, 12, 15), figure(5, 12, 12))).toEqual(figure(5, 12, 15));
	});

	const anyFigure = fc
		.tuple(fc.nat({ max: 500 }), fc.nat({ max: 500 }), fc.nat({ max: 500 }))
		.map((values) => values.sort((a, b) => a - b))
		.map(([low, best, high]) => figure(low, best, high));

	test('whatever true figures lie in the ranges, their share, rest and ratio lie in the results', () => {
		fc.assert(
			fc.property(anyFigure, anyFigure, fc.double({ min: 0, max: 1, noNaN: true }), (leavers, base, at) => {
				const left = leavers.low + at * (leavers.high - leavers.low);
				const all = base.low + (1 - at) * (base.high - base.low);
				const share = shareLeft(leavers, base);
				if (share && all > 0) {
					expect(share.low).toBeLessThanOrEqual(Math.min(1, left / all) + 1e-12);
					expect(share.high).toBeGreaterThanOrEqual(Math.min(1, left / all) - 1e-12);
				}
				const rest = staffRemaining(leavers, base);
				expect(rest.low).toBeLessThanOrEqual(Math.max(0, all - left) + 1e-9);
				expect(rest.high).toBeGreaterThanOrEqual(Math.max(0, all - left) - 1e-9);
				const ratio = ratioOfFigures(leavers, base);
				if (all > 0 && ratio.low !== null) expect(ratio.low).toBeLessThanOrEqual(left / all + 1e-12);
				for (const value of Object.values(ratio)) expect(Number.isNaN(value)).toBe(false);
			})
		);
	});
});
