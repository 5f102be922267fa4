import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupAgainstRest } from './group-against-rest.ts';

test('6 of 10 against 2 of 20: expected 2.667, risk ratio 6, sample odds ratio 13.5, residual 2.919, p_central 0.01447', () => {
	// R 4.2.2: chisq.test(rbind(c(6,4), c(2,18)))$stdres; tails by dhyper(k, 8, 22, 10).
	const found = groupAgainstRest({ people: 10, left: 6 }, { people: 30, left: 8 });
	expect(found.expected).toBeCloseTo(8 / 3, 13);
	expect(found.restRate).toBe(0.1);
	expect(found.rateDifference).toBeCloseTo(0.5, 14);
	expect(found.riskRatio).toBeCloseTo(6, 13);
	expect(found.oddsRatioSample).toBe(13.5);
	expect(found.adjustedResidual).toBeCloseTo(2.919371040605711, 12);
	expect(found.pMidp).toBeCloseTo(0.007652583964428054, 13);
	expect(found.pCentral).toBeCloseTo(0.014469688232806695, 13);
	expect(found.pMinlike).toBeCloseTo(0.007234844116403348, 13);
	expect(found.pMidpUpper).toBeCloseTo(0.003826291982214027, 13);
	expect(found.isComparable).toBe(true);
});

test('where the rest lost nobody risk ratio and odds ratios have no upper limit', () => {
	const found = groupAgainstRest({ people: 10, left: 3 }, { people: 30, left: 3 });
	expect(found).toMatchObject({ riskRatio: Infinity, oddsRatio: Infinity, oddsUpper: Infinity });
	expect(found.oddsRatioSample).toBe(Infinity);
	// All 3 leavers in the group by chance: 120 of 4060.
	expect(found.pCentral).toBeCloseTo((2 * 120) / 4060, 12);
	expect(found.oddsLower).toBeGreaterThan(0);
});

test('where only the group lost nobody the ratios are 0', () => {
	const found = groupAgainstRest({ people: 10, left: 0 }, { people: 30, left: 8 });
	expect(found).toMatchObject({ riskRatio: 0, oddsRatio: 0, oddsRatioSample: 0, oddsLower: 0 });
	expect(found.adjustedResidual).toBeLessThan(0);
});

test.each([
	['an empty group', { people: 0, left: 0 }, { people: 30, left: 8 }],
	['everybody in the group', { people: 30, left: 8 }, { people: 30, left: 8 }],
	['nobody left', { people: 10, left: 0 }, { people: 30, left: 0 }],
	['everybody left', { people: 10, left: 10 }, { people: 30, left: 30 }],
	['nobody at all', { people: 0, left: 0 }, { people: 0, left: 0 }]
])('%s: nothing to compare, p 1, limits 0 to Infinity, no ratio', (_, group, all) => {
	expect(groupAgainstRest(group, all)).toMatchObject({
		...{ isComparable: false, rateDifference: null, riskRatio: null, oddsRatio: null, oddsRatioSample: null },
		...{ adjustedResidual: null, oddsLower: 0, oddsUpper: Infinity, pMidp: 1, pCentral: 1, pMinlike: 1 }
	});
});

test('nothing is ever NaN, and expected leavers of all groups add up to the leavers', () => {
	const groups = fc.array(
		fc.integer({ min: 0, max: 60 }).chain((people) => fc.nat({ max: people }).map((left) => ({ people, left }))),
		{ minLength: 1, maxLength: 6 }
	);
	fc.assert(
		fc.property(groups, (list) => {
			const all = { people: 0, left: 0 };
			for (const { people, left } of list) {
				all.people += people;
				all.left += left;
			}
			const found = list.map((group) => groupAgainstRest(group, all));
			for (const row of found) expect(Object.values(row).some(Number.isNaN)).toBe(false);
			expect(found.reduce((sum, row) => sum + row.expected, 0)).toBeCloseTo(all.left, 9);
		})
	);
});
