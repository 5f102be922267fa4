import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderReversals } from './order-reversals.ts';

test('kidney stones (Charig 1986): 78 % against 82.6 % in all, yet better for small and for large stones', () => {
	const open = { people: [87, 263], cases: [81, 192] };
	const percutaneous = { people: [270, 80], cases: [234, 55] };
	const [found, ...others] = orderReversals([open, percutaneous]);
	expect(others).toEqual([]);
	expect(found).toMatchObject({ higher: 1, lower: 0, strata: 2, isEverywhere: true });
	expect(found.difference).toBeCloseTo(289 / 350 - 273 / 350, 15);
	// By hand: -(1512 / 357 + 895 / 343) / (87 * 270 / 357 + 263 * 80 / 343).
	expect(found.stratified).toBeCloseTo(-0.0538355702434747, 14);
});

test('admissions to Berkeley 1973 (Bickel 1975): men by 14 points in all, women by 1.8 points by department', () => {
	// R 4.2.2: UCBAdmissions; weights n1 n2 / (n1 + n2). Women are not ahead in every department.
	const men = { people: [825, 560, 325, 417, 191, 373], cases: [512, 353, 120, 138, 53, 22] };
	const women = { people: [108, 25, 593, 375, 393, 341], cases: [89, 17, 202, 131, 94, 24] };
	const [found] = orderReversals([women, men]);
	expect(found).toMatchObject({ higher: 1, lower: 0, strata: 6, isEverywhere: false });
	expect(found.difference).toBeCloseTo(0.141645428246542, 14);
	expect(found.stratified).toBeCloseTo(-0.0184251961908525, 14);
});

test('an order that holds, equal shares, and equal shares in every stratum are no reversal', () => {
	const low = { people: [10, 10], cases: [1, 2] };
	expect(orderReversals([low, { people: [10, 10], cases: [2, 3] }])).toEqual([]);
	expect(orderReversals([low, { people: [20, 20], cases: [2, 4] }])).toEqual([]);
	// 10 and 70 % in the strata of both, with different sizes: in all 16 against 34 %.
	expect(
		orderReversals([
			{ people: [90, 10], cases: [9, 7] },
			{ people: [60, 40], cases: [6, 28] }
		])
	).toEqual([]);
});

test('strata with one group only count in all, not within; groups that meet in one stratum are not compared', () => {
	const first = { people: [10, 0, 10], cases: [6, 0, 1] };
	// 7 of 20 against 22 of 40 in all; 0.6 against 0.5 and 0.1 against 0 where both are.
	const second = { people: [10, 20, 10], cases: [5, 17, 0] };
	expect(orderReversals([first, second])).toMatchObject([{ higher: 1, lower: 0, strata: 2, isEverywhere: true }]);
	expect(orderReversals([first, { people: [10, 20, 0], cases: [5, 17, 0] }])).toEqual([]);
});

test('a tie in one stratum: reversed on the whole, not everywhere', () => {
	const first = { people: [90, 10], cases: [45, 1] };
	const second = { people: [10, 90], cases: [6, 9] };
	expect(orderReversals([first, second])).toMatchObject([{ higher: 0, lower: 1, isEverywhere: false }]);
});

test('groups below the smallest size are left out; nobody at all has no order', () => {
	const open = { people: [87, 263], cases: [81, 192] };
	const percutaneous = { people: [270, 80], cases: [234, 55] };
	expect(orderReversals([open, percutaneous], 350)).toHaveLength(1);
	expect(orderReversals([open, percutaneous], 351)).toEqual([]);
	expect(orderReversals([open, { people: [0, 0], cases: [0, 0] }])).toEqual([]);
	expect(orderReversals([])).toEqual([]);
});

test('of three groups each pair is looked at; the order of strata never matters', () => {
	const count = fc.record({ people: fc.nat({ max: 30 }), share: fc.double({ min: 0, max: 1, noNaN: true }) });
	fc.assert(
		fc.property(fc.array(fc.tuple(count, count, count), { minLength: 2, maxLength: 4 }), (strata) => {
			const groups = [0, 1, 2].map((group) => ({
				people: strata.map((each) => each[group].people),
				cases: strata.map((each) => Math.floor(each[group].people * each[group].share))
			}));
			const turned = groups.map(({ people, cases }) => ({
				people: [...people].reverse(),
				cases: [...cases].reverse()
			}));
			const found = orderReversals(groups);
			const plain = ({ higher, lower, strata, isEverywhere }: (typeof found)[number]) => [
				...[higher, lower, strata, isEverywhere]
			];
			expect(orderReversals(turned).map(plain)).toEqual(found.map(plain));
			for (const { difference, stratified } of found) expect([difference > 0, stratified < 0]).toEqual([true, true]);
			const pairs = [
				[0, 1],
				[0, 2],
				[1, 2]
			].flatMap((pair) => orderReversals(pair.map((index) => groups[index])));
			expect(pairs.length).toBe(found.length);
		})
	);
});
