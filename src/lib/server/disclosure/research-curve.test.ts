import fc from 'fast-check';
import { expect, test } from 'vitest';
import { researchCurve } from './research-curve.ts';

const curve = (people: number, counts: (number | null)[], answers: number[], threshold = 10) =>
	researchCurve(
		people,
		[people, ...counts].map((neverLeft, index) => ({ day: index * 30, neverLeft })),
		answers,
		threshold
	);
const shown = (people: number, counts: (number | null)[], answers: number[] = []) =>
	curve(people, counts, answers)?.points.map(({ remaining }) => remaining) ?? null;

test('240 people of whom 135 said stay: 232 is too near to 240, 222 is shown as 220, 130 is too near to 135', () => {
	expect(shown(240, [232, 222, 130], [135, 61, 44])).toEqual([240, null, 220, null]);
});

test('10 fewer are shown and 9 fewer are not; 10 people left are shown and 9 are not', () => {
	expect(shown(100, [91, 90, 10, 9])).toEqual([100, null, 90, 10, null]);
});

test('49 people, nobody who left, and a base 3 away from those asked give no curve; days beyond the data are left out', () => {
	expect(curve(49, [20], [])).toBeNull();
	expect(curve(100, [100, 99], [])).toBeNull();
	expect(curve(240, [200], [100, 137])).toBeNull();
	expect(shown(240, [200, null], [240])).toEqual([240, 200]);
});

test('whatever the counts are, at thresholds of 10 to 20 two that are shown differ by nobody or by so many people, and a hidden one could be any of one more', () => {
	const counts = fc
		.tuple(
			fc.integer({ min: 50, max: 300 }),
			fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 12 })
		)
		.map(([people, drops]) => {
			let left = people;
			return { people, left: drops.map((drop) => (left = Math.max(0, left - drop))) };
		});
	const answers = fc.array(fc.integer({ min: 10, max: 200 }), { minLength: 2, maxLength: 3 });
	fc.assert(
		fc.property(counts, answers, fc.integer({ min: 10, max: 20 }), ({ people, left }, totals, threshold) => {
			const found = curve(people, left, totals, threshold);
			fc.pre(found !== null);
			const truth = [people, ...left];
			const kept = truth.filter((_, index) => found!.points[index].remaining !== null);
			for (const [index, count] of kept.entries()) {
				expect(count).toBeGreaterThanOrEqual(threshold);
				if (index > 0) expect(kept[index - 1] - count).toBeGreaterThanOrEqual(threshold);
			}
			// A reader knows only that people do not come back: a hidden count lies between its neighbours.
			found!.points.forEach(({ remaining }, index) => {
				if (remaining !== null) return;
				const isKnown = (at: number) => found!.points[at].remaining !== null;
				const before = truth.filter((_, at) => at < index && isKnown(at)).at(-1)!;
				const after = truth.find((_, at) => at > index && isKnown(at)) ?? 0;
				expect(before - after).toBeGreaterThanOrEqual(threshold);
			});
		}),
		{ numRuns: 1000 }
	);
});
