import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simultaneousAssignment } from './simultaneous-assignment.ts';
import type { SkillClass } from './simultaneous-assignment.ts';

const group = (people: number, ...functions: number[]): SkillClass => ({ people, functions });

test('one person for two functions of one seat each and two for a third: 2 of 3 seats, the first two are short', () => {
	const found = simultaneousAssignment([1, 1, 1], [group(1, 0, 1), group(2, 2)]);
	expect(found.filled.reduce((sum, seats) => sum + seats, 0)).toBe(2);
	expect(found).toMatchObject({ filled: [1, 0, 1], short: [0, 1] });
});

test('whoever can do more moves over: ann for both, bob for the first only, both seats filled', () => {
	expect(simultaneousAssignment([1, 1], [group(1, 0, 1), group(1, 0)])).toEqual({ filled: [1, 1], short: [] });
});

test('a chain of three moves: each knows two neighbouring functions, the last only one', () => {
	const chain = [group(1, 0, 1), group(1, 1, 2), group(1, 2, 3), group(1, 0)];
	expect(simultaneousAssignment([1, 1, 1, 1], chain)).toEqual({ filled: [1, 1, 1, 1], short: [] });
});

test('5 and 4 required of 6 who can do both and 2 for the second: 8 of 9, both together short by one', () => {
	const found = simultaneousAssignment([5, 4], [group(6, 0, 1), group(2, 1)]);
	expect(found.filled.reduce((sum, seats) => sum + seats, 0)).toBe(8);
	expect(found.short).toEqual([0, 1]);
});

test('a shortage stays where it is: nobody for the first, enough for the second', () => {
	expect(simultaneousAssignment([2, 1], [group(9, 1)])).toEqual({ filled: [0, 1], short: [0] });
});

test('nothing required, nobody there, no functions', () => {
	expect(simultaneousAssignment([0, 0], [group(3, 0, 1)])).toEqual({ filled: [0, 0], short: [] });
	expect(simultaneousAssignment([2], [])).toEqual({ filled: [0], short: [0] });
	expect(simultaneousAssignment([], [group(3)])).toEqual({ filled: [], short: [] });
});

test('as many seats as trying every placement of up to five people in three functions', () => {
	const skills = fc.subarray([0, 1, 2]);
	const seats = fc.array(fc.nat({ max: 3 }), { minLength: 3, maxLength: 3 });
	fc.assert(
		fc.property(fc.array(skills, { maxLength: 5 }), seats, (people, required) => {
			const { filled, short } = simultaneousAssignment(
				required,
				people.map((functions) => group(1, ...functions))
			);
			const total = filled.reduce((sum, each) => sum + each, 0);
			expect(total).toBe(mostSeats(people, required));
			filled.forEach((each, index) => expect(each).toBeLessThanOrEqual(required[index]));
			// The short functions need more people than can do any of them, by as many as there are open seats.
			const able = people.filter((functions) => functions.some((each) => short.includes(each))).length;
			const wanted = short.reduce((sum, each) => sum + required[each], 0);
			expect(wanted - able).toBe(short.length === 0 ? 0 : required.reduce((sum, each) => sum + each, 0) - total);
		})
	);
});

test('a class of several people is as good as so many people alone', () => {
	const classes = fc.array(fc.tuple(fc.nat({ max: 4 }), fc.subarray([0, 1, 2])), { maxLength: 4 });
	const seats = fc.array(fc.nat({ max: 6 }), { minLength: 3, maxLength: 3 });
	fc.assert(
		fc.property(classes, seats, (list, required) => {
			const sum = (given: SkillClass[]) =>
				simultaneousAssignment(required, given).filled.reduce((all, each) => all + each, 0);
			const alone = list.flatMap(([people, functions]) => Array.from({ length: people }, () => group(1, ...functions)));
			expect(sum(list.map(([people, functions]) => group(people, ...functions)))).toBe(sum(alone));
		})
	);
});

function mostSeats(people: readonly (readonly number[])[], open: readonly number[]): number {
	const [first, ...rest] = people;
	if (first === undefined) return 0;
	const placed = first.filter((each) => open[each] > 0);
	const tries = placed.map(
		(each) =>
			1 +
			mostSeats(
				rest,
				open.map((seats, index) => seats - (index === each ? 1 : 0))
			)
	);
	return Math.max(mostSeats(rest, open), ...tries);
}
