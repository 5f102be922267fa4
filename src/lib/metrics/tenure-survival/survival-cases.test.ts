import fc from 'fast-check';
import { expect, test } from 'vitest';
import { observedCounts } from '#lib/statistics/observed-counts.ts';
import type { DescribedStays } from '../daily-flows.server.ts';
import { OPEN_END } from '../employment-spells.server.ts';
import { movingCounts } from './survival-cases.server.ts';

const [GROUPS, CAUSES] = [3, 2];

/** First day, days (null: not ended), group and cause of each stay. */
type Stay = [first: number, days: number | null, group: number, cause: number];

function described(all: Stay[]): { stays: DescribedStays; cause: Uint8Array } {
	const stays = {
		count: all.length,
		first: Int32Array.from(all, ([first]) => first),
		last: Int32Array.from(all, ([first, days]) => (days === null ? OPEN_END : first + days - 1)),
		group: Uint16Array.from(all, ([, , group]) => group),
		row: Uint32Array.from(all, (_, row) => row)
	};
	return { stays, cause: Uint8Array.from(all, ([, , , cause]) => cause) };
}

const stay = fc.tuple(
	fc.integer({ min: 0, max: 60 }),
	fc.option(fc.integer({ min: 1, max: 40 }), { nil: null }),
	fc.nat(GROUPS - 1),
	fc.nat(CAUSES)
);
// Windows before, in and after the days of the stays; each follows on the one before.
const window = fc
	.tuple(fc.integer({ min: -20, max: 120 }), fc.integer({ min: 0, max: 60 }))
	.map(([from, days]) => ({ from, to: from + days }));

test('whatever windows were asked for before, the counts are those of counting stay by stay', () => {
	fc.assert(
		fc.property(fc.array(stay, { maxLength: 30 }), fc.array(window, { maxLength: 6 }), (all, windows) => {
			const { stays, cause } = described(all);
			const size = { groups: GROUPS, causes: CAUSES };
			for (const each of windows) {
				const plain = observedCounts({ ...stays, cause }, { ...each, day0: null }, size);
				expect(movingCounts(stays, GROUPS, { cause, causes: CAUSES }, each)).toEqual(plain);
				const alike = observedCounts(stays, { ...each, day0: null }, { groups: GROUPS, causes: 1 });
				expect(movingCounts(stays, GROUPS, { cause: null, causes: 1 }, each)).toEqual(alike);
			}
		}),
		{ numRuns: 60 }
	);
});

test('a window a day later has no longer the one who left on day 10: 1 late entry of tenure 11 where there were 2', () => {
	const { stays, cause } = described([
		[1, 10, 0, 1],
		[2, null, 0, 1]
	]);
	const ask = (from: number) => movingCounts(stays, 1, { cause, causes: 1 }, { from, to: 20 });
	expect(ask(10)).toMatchObject({ lateEntries: 2, ended: 1 });
	expect(ask(11)).toMatchObject({ lateEntries: 1, ended: 0 });
	expect(ask(10)).toMatchObject({ lateEntries: 2, ended: 1 });
});

test('a hire mistyped by 1,000 years is counted as before: nobody is followed beyond 100 years', () => {
	const { stays, cause } = described([
		[-365_000, null, 0, 1],
		[2, 10, 0, 1]
	]);
	const window = { from: 0, to: 20 };
	const plain = observedCounts({ ...stays, cause }, { ...window, day0: null }, { groups: 1, causes: 1 });
	expect(movingCounts(stays, 1, { cause, causes: 1 }, window)).toEqual(plain);
	expect(plain.lateEntries).toBe(0);
});
