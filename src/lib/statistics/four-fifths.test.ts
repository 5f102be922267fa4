import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fourFifths } from './four-fifths.ts';

const rates = (...retained: number[]) => fourFifths(retained.map((count) => ({ retained: count, people: 100 })));

test('the agencies’ example: 60, 45, 48 and 51 % give 1, 0.75, 0.80, 0.85; only 0.75 is below four fifths', () => {
	const found = rates(60, 45, 48, 51);
	expect(found.map((row) => row.impactRatio)).toEqual([1, 0.75, 0.8, 0.85]);
	expect(found.map((row) => row.isBelowFourFifths)).toEqual([false, true, false, false]);
	expect(found.map((row) => row.isReference)).toEqual([true, false, false, false]);
});

test('0.44 against 0.55 is exactly four fifths, though 0.7999999999999999 in floating point', () => {
	expect(0.44 / 0.55).toBeLessThan(0.8);
	expect(rates(55, 44)[1].isBelowFourFifths).toBe(false);
	expect(
		fourFifths([
			{ retained: 550, people: 1000 },
			{ retained: 439, people: 1000 }
		])[1].isBelowFourFifths
	).toBe(true);
});

test('99 % against 95 % retained: ratio 0.96, but five times the separations', () => {
	const [, row] = rates(99, 95);
	expect(row.impactRatio).toBeCloseTo(0.9596, 4);
	expect(row.separationRateRatio).toBe(5);
});

test('of equal rates the first group is the reference', () => {
	expect(rates(50, 60, 60).map((row) => row.isReference)).toEqual([false, true, false]);
});

test('a group below 2 % of all people is listed, not compared and never the reference; exactly 2 % is compared', () => {
	const found = fourFifths([
		{ retained: 19, people: 19 },
		{ retained: 20, people: 20 },
		{ retained: 900, people: 961 }
	]);
	expect(found[0]).toMatchObject({ isIncluded: false, isReference: false, impactRatio: null, pMidp: null });
	expect(found[0].retentionRate).toBe(1);
	expect(found[1]).toMatchObject({ isIncluded: true, isReference: true });
});

test('6 of 18 against 12 of 17: p and z as of the two-by-two table', () => {
	const [row, reference] = fourFifths([
		{ retained: 6, people: 18 },
		{ retained: 12, people: 17 }
	]);
	expect(row.pMidp).toBeCloseTo(0.03527, 5);
	expect(row.pMinlike).toBeCloseTo(0.04371, 5);
	// By hand: (6/18 - 12/17) / sqrt(18/35 * 17/35 * (1/18 + 1/17)).
	expect(row.zPooled).toBeCloseTo((1 / 3 - 12 / 17) / Math.sqrt((18 * 17 * 35) / (35 * 35 * 18 * 17)), 12);
	expect(reference).toMatchObject({ isReference: true, pMidp: null, zPooled: null, isReversedByOnePerson: null });
});

test('4 of 5 against 5 of 6: one person reverses the direction (5/5 against 4/6); 40 of 100 against 50 not', () => {
	const [row] = fourFifths([
		{ retained: 4, people: 5 },
		{ retained: 5, people: 6 }
	]);
	expect(row.isReversedByOnePerson).toBe(true);
	expect(rates(40, 50)[0].isReversedByOnePerson).toBe(false);
	// 1/2 and 2/2: moved, 2/2 and 1/2. 49 and 51 of 100 become 50 and 50: equal, not reversed.
	expect(rates(49, 51)[0].isReversedByOnePerson).toBe(false);
});

test('separations against a reference that lost nobody: Infinity; both nobody: null', () => {
	const found = rates(100, 90, 100);
	expect(found.map((row) => row.separationRateRatio)).toEqual([null, Infinity, null]);
});

test('an empty group, no group and a selection that retained nobody have nothing to compare', () => {
	expect(fourFifths([])).toEqual([]);
	expect(
		fourFifths([
			{ retained: 0, people: 0 },
			{ retained: 3, people: 4 }
		])[0]
	).toMatchObject({
		retentionRate: null,
		isIncluded: false,
		impactRatio: null
	});
	expect(
		fourFifths([
			{ retained: 0, people: 4 },
			{ retained: 0, people: 6 }
		]).map((row) => row.impactRatio)
	).toEqual([null, null]);
});

test('ratios are at most 1, and a ratio below four fifths is flagged, whatever the counts', () => {
	const group = fc
		.integer({ min: 1, max: 5000 })
		.chain((people) => fc.integer({ min: 0, max: people }).map((retained) => ({ retained, people })));
	fc.assert(
		fc.property(fc.array(group, { minLength: 1, maxLength: 6 }), (groups) => {
			for (const row of fourFifths(groups)) {
				if (row.impactRatio === null) continue;
				expect(row.impactRatio).toBeLessThanOrEqual(1);
				if (Math.abs(row.impactRatio - 0.8) > 1e-9) expect(row.isBelowFourFifths).toBe(row.impactRatio < 0.8);
			}
		})
	);
});
