import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rosterTable } from '../../../test/support/column-tables.ts';
import { countsOf, dailyFlow, flowOfAll, keptFlow, keptSpan, movingStaysOf, staysOf } from './daily-flows.server.ts';
import { dailyPresence } from './daily-presence.server.ts';
import { OPEN_END } from './employment-spells.server.ts';
import type { EmploymentSpells } from './employment-spells.server.ts';

/** Spells by first and last day (null: open), each of a row of its own; it begins in the group of `from`. */
type Spell = { first: number; length: number | null; from: number; to: number; fte: number | null };

const GROUPS = ['a', 'b', 'c'];
const FROM = 20;
const TO = 40;

function stayed(all: Spell[]) {
	const last = Int32Array.from(all, ({ first, length }) => (length === null ? OPEN_END : first + length));
	const rows = all.flatMap(({ from, to }) => [from, to]);
	const spells = {
		count: all.length,
		first: Int32Array.from(all, ({ first }) => first),
		last,
		firstRow: Uint32Array.from(all, (_, index) => 2 * index),
		lastRow: Uint32Array.from(all, (_, index) => 2 * index + 1)
	} as EmploymentSpells;
	return { spells, last, grouping: { codes: Uint8Array.from(rows), words: GROUPS } };
}

const isThere = ({ first, length }: Spell, day: number) => first <= day && (length === null || first + length >= day);
const spell = fc.record({
	first: fc.integer({ min: 0, max: 60 }),
	// Below 0: notice given before the first day, so that the stay counts nowhere.
	length: fc.option(fc.integer({ min: -3, max: 30 }), { nil: null }),
	from: fc.nat(2),
	to: fc.nat(2),
	fte: fc.constantFrom(1, 0.5, null)
});

test('counts, beginnings and ends of each group and day are those of counting stay by stay', () => {
	fc.assert(
		fc.property(fc.array(spell, { maxLength: 20 }), (all) => {
			const { spells, last, grouping } = stayed(all);
			const flow = keptFlow(staysOf(spells, last, grouping), GROUPS.length, FROM, TO);
			const { counts, days } = countsOf(flow);
			const counted = all.filter(({ length }) => length === null || length >= 0);
			GROUPS.forEach((_, group) => {
				const own = counted.filter(({ to }) => to === group);
				for (let day = FROM; day <= TO; day++) {
					const at = group * days + day - FROM;
					expect(counts[at]).toBe(own.filter((each) => isThere(each, day)).length);
					expect(flow.ends[at]).toBe(own.filter(({ first, length }) => first + (length ?? NaN) === day).length);
					if (day > FROM) expect(flow.starts[at]).toBe(own.filter(({ first }) => first === day).length);
				}
			});
		})
	);
});

test('who begins in one group and ends in another is hired there and leaves here, and counts once in all', () => {
	fc.assert(
		fc.property(fc.array(spell, { maxLength: 20 }), (all) => {
			const { spells, last, grouping } = stayed(all);
			const flow = keptFlow(movingStaysOf(spells, last, grouping), GROUPS.length, FROM, TO);
			const counted = all.filter(({ length }) => length === null || length >= 0);
			const day = TO - 3;
			GROUPS.forEach((_, group) => {
				const began = counted.filter(({ first, from }) => first === day && from === group);
				expect(flow.starts[group * flow.days + day - FROM]).toBe(began.length);
			});
			expect(countsOf(flowOfAll(flow)).counts[day - FROM]).toBe(counted.filter((each) => isThere(each, day)).length);
		})
	);
});

test('a window of what is kept is the window counted by itself, also before and after all days there are', () => {
	fc.assert(
		fc.property(
			fc.array(spell, { maxLength: 20 }),
			fc.integer({ min: -30, max: 120 }),
			fc.nat(80),
			(all, from, days) => {
				const { spells, last, grouping } = stayed(all);
				const stays = staysOf(spells, last, grouping);
				const counted = dailyFlow(stays, GROUPS.length, from, from + days);
				const kept = keptFlow(stays, GROUPS.length, from, from + days);
				expect(countsOf(kept)).toEqual(countsOf(counted));
				expect(kept.ends).toEqual(counted.ends);
			}
		)
	);
});

test('working time of a window is the sum of the shares there, and unknown where one is missing', () => {
	fc.assert(
		fc.property(fc.array(spell, { maxLength: 12 }), (all) => {
			const { spells, last, grouping } = stayed(all);
			const rows = all.flatMap(({ fte }) => [{ person: 'ada' }, { person: 'ada', ...(fte !== null && { fte }) }]);
			const table = rosterTable(rows);
			const { fte } = dailyPresence(table, staysOf(spells, last, grouping), GROUPS.length, { from: FROM, to: TO });
			GROUPS.forEach((_, group) => {
				const own = all.filter(({ to, length }) => to === group && (length === null || length >= 0));
				for (const day of [FROM, TO]) {
					const there = own.filter((each) => isThere(each, day));
					const isKnown = there.every((each) => each.fte !== null) && all.some((each) => each.fte !== null);
					const sum = there.reduce((total, each) => total + (each.fte ?? 0), 0);
					expect(fte.dayTotal(group, day, day)).toBe(isKnown ? sum : null);
				}
			});
		})
	);
});

test('a hire in the year 1 is counted by the window: 3 groups over 2,000 years are not kept', () => {
	const { spells, last, grouping } = stayed([
		{ first: -719_000, length: null, from: 0, to: 0, fte: 1 },
		{ first: 1_000_000, length: 5, from: 1, to: 1, fte: 1 }
	]);
	const stays = staysOf(spells, last, grouping);
	expect(keptSpan(stays, 1)).toEqual({ from: -719_000, to: 1_000_005 });
	expect(keptSpan(stays, GROUPS.length)).toBeNull();
	const { counts, days } = countsOf(keptFlow(stays, GROUPS.length, FROM, TO));
	expect([counts[0], counts[days]]).toEqual([1, 0]);
});
