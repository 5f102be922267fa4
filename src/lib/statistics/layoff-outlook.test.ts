import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoffOutlook } from './layoff-outlook.ts';

test('2 of 4 posts go, 3 of the 4 in the role, 2 required: 1 or 2 go with 1/2 each', () => {
	const found = layoffOutlook({ staff: 3, required: 2 }, [{ people: 4, inRole: 3, posts: 2 }]);
	// Of the 6 pairs, 3 hold the fourth person.
	expect(found.breachProbability).toBeCloseTo(0.5, 14);
	expect([found.expectedLeavers, found.expectedRemaining, found.expectedShortfall]).toEqual([
		expect.closeTo(1.5, 14),
		expect.closeTo(1.5, 14),
		expect.closeTo(0.5, 14)
	]);
	expect(found.sdLeavers).toBeCloseTo(0.5, 14);
	expect(found.remaining.map(({ people }) => people)).toEqual([1, 1, 2]);
});

test('where everybody of the group is in the role the number is certain', () => {
	const found = layoffOutlook({ staff: 12, required: 9 }, [
		{ people: 8, inRole: 8, posts: 3 },
		{ people: 2, inRole: 2, posts: 5 }
	]);
	expect(found).toMatchObject({ expectedLeavers: 5, sdLeavers: 0, breachProbability: 1, expectedShortfall: 2 });
	expect(found.remaining.map(({ people }) => people)).toEqual([7, 7, 7]);
});

test('certain numbers are certain to the last digit, also of many people', () => {
	for (const posts of [12_345, 59_999]) {
		const found = layoffOutlook({ staff: 60_000, required: 1 }, [{ people: 60_000, inRole: 60_000, posts }]);
		expect([found.expectedLeavers, found.sdLeavers, found.breachProbability]).toEqual([posts, 0, 0]);
	}
	const elsewhere = layoffOutlook({ staff: 9, required: 9 }, [{ people: 70_000, inRole: 0, posts: 34_567 }]);
	expect([elsewhere.expectedLeavers, elsewhere.sdLeavers, elsewhere.breachProbability]).toEqual([0, 0, 0]);
});

test('nothing removed, nobody of the role in the group, nothing required: no breach', () => {
	expect(layoffOutlook({ staff: 3, required: 3 }, [])).toMatchObject({ expectedLeavers: 0, breachProbability: 0 });
	const elsewhere = [{ people: 9, inRole: 0, posts: 9 }];
	expect(layoffOutlook({ staff: 3, required: 3 }, elsewhere).breachProbability).toBe(0);
	const all = [{ people: 3, inRole: 3, posts: 3 }];
	expect(layoffOutlook({ staff: 3, required: 0 }, all)).toMatchObject({ breachProbability: 0, expectedShortfall: 0 });
	expect(layoffOutlook({ staff: 0, required: 1 }, [])).toMatchObject({ breachProbability: 1, expectedShortfall: 1 });
});

test('every choice of posts of up to nine people, counted one by one, gives the same', () => {
	const given = fc
		.integer({ min: 1, max: 9 })
		.chain((people) =>
			fc.tuple(fc.constant(people), fc.nat({ max: people }), fc.nat({ max: people }), fc.nat({ max: 9 }))
		);
	fc.assert(
		fc.property(given, ([people, inRole, posts, required]) => {
			let [choices, breaches, removed] = [0, 0, 0];
			for (let set = 0; set < 2 ** people; set++) {
				const bits = (most: number) => Array.from({ length: most }, (_, i) => (set >> i) & 1).filter(Boolean).length;
				if (bits(people) !== posts) continue;
				choices++;
				removed += bits(inRole);
				if (required > 0 && inRole - bits(inRole) < required) breaches++;
			}
			const found = layoffOutlook({ staff: inRole, required }, [{ people, inRole, posts }]);
			expect(found.breachProbability).toBeCloseTo(breaches / choices, 12);
			expect(found.expectedLeavers).toBeCloseTo(removed / choices, 12);
		})
	);
});
