import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { singlePointsOfFailure } from './single-points-of-failure.ts';
import { truckFactor } from './truck-factor.ts';

describe('truck factor', () => {
	test('{1, 2}, {1}, {1, 3}, {4}: 1, 2 and 3 go until three of four functions have nobody', () => {
		expect(truckFactor([[1, 2], [1], [1, 3], [4]])).toEqual({ people: 3, removed: [1, 2, 3] });
	});

	test('exactly half is not more than half: of two functions of one person each both must go', () => {
		expect(truckFactor([[5], [2]])).toEqual({ people: 2, removed: [2, 5] });
	});

	test('one person for everything: truck factor 1', () => {
		expect(truckFactor([[3], [3], [3]])).toEqual({ people: 1, removed: [3] });
	});

	test('two of three functions have nobody already: truck factor 0', () => {
		expect(truckFactor([[], [], [1, 2]])).toEqual({ people: 0, removed: [] });
	});

	test('a person named twice for a function holds it once', () => {
		expect(truckFactor([[2, 2, 2], [1], [1]])).toEqual({ people: 1, removed: [1] });
	});

	test('it is an estimate: greedy removes three people where 2 and 3 alone would do', () => {
		// 1 holds the most, but shares each; 2 and 3 alone leave four of seven with nobody.
		expect(truckFactor([[2], [2], [3], [3], [1, 4], [1, 5], [1, 6]])!.removed).toEqual([1, 2, 3]);
	});

	test('without functions there is none', () => {
		expect(truckFactor([])).toBeNull();
	});
});

describe('properties of the truck factor', () => {
	const functions = fc.array(fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 4 }), {
		minLength: 1,
		maxLength: 6
	});
	const isEnough = (given: number[][], gone: number[]) =>
		2 * given.filter((people) => people.every((person) => gone.includes(person))).length > given.length;

	test('with these people gone more than half have nobody, with all but the last not', () => {
		fc.assert(
			fc.property(functions, (given) => {
				const { removed } = truckFactor(given)!;
				expect(isEnough(given, removed)).toBe(true);
				if (removed.length > 0) expect(isEnough(given, removed.slice(0, -1))).toBe(false);
			})
		);
	});

	test('it is never below the smallest number found by trying all 64 sets of six people', () => {
		fc.assert(
			fc.property(functions, (given) => {
				const sets = Array.from({ length: 64 }, (_, mask) => [1, 2, 3, 4, 5, 6].filter((p) => (mask >> (p - 1)) & 1));
				const smallest = Math.min(...sets.filter((gone) => isEnough(given, gone)).map((gone) => gone.length));
				expect(truckFactor(given)!.people).toBeGreaterThanOrEqual(smallest);
			})
		);
	});
});

describe('single points of failure', () => {
	const each = (functionId: string, required: number, qualified: number[]) => ({ functionId, required, qualified });

	test('of minima 1, 1, 0, 2, 1 with {7}, {7, 9}, {9}, {8}, {}: the first, held by 7, and the fourth, held by 8', () => {
		const functions = [
			each('payroll', 1, [7]),
			each('security', 1, [7, 9]),
			each('events', 0, [9]),
			each('legal', 2, [8]),
			each('privacy', 1, [])
		];
		expect(singlePointsOfFailure(functions)).toEqual([
			{ function: functions[0], soleHolder: 7 },
			{ function: functions[3], soleHolder: 8 }
		]);
	});

	test('one person listed twice is one person', () => {
		expect(singlePointsOfFailure([each('payroll', 1, [7, 7])])).toHaveLength(1);
	});
});
