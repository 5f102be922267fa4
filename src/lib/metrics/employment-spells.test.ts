import { expect, test } from 'vitest';
import { civilDate } from '#lib/statistics/civil-date.ts';
import type { TestRow } from '../../../test/support/column-tables.ts';
import { rosterTable } from '../../../test/support/column-tables.ts';
import { clockEnds, employmentSpells, OPEN_END } from './employment-spells.server.ts';
import type { SpellOptions } from './employment-spells.server.ts';

const show = (day: number) => (day === OPEN_END ? 'open' : civilDate(day));

function spellsOf(rows: TestRow[], options: SpellOptions = {}) {
	const table = rosterTable(rows);
	const spells = employmentSpells(table, options);
	const shown = Array.from({ length: spells.count }, (_, i) => `${show(spells.first[i])}..${show(spells.last[i])}`);
	return { shown, quality: spells.quality, table, spells };
}

const ada = (hiredOn: string, exitedOn = '', more: Partial<TestRow> = {}): TestRow => ({
	person: 'ada',
	hiredOn,
	exitedOn,
	...more
});

test('a start on the next day is one employment, a day later a rehire', () => {
	expect(spellsOf([ada('2020-01-01', '2020-01-31'), ada('2020-02-01', '2020-02-29')]).shown).toEqual([
		'2020-01-01..2020-02-29'
	]);
	expect(spellsOf([ada('2020-01-01', '2020-01-31'), ada('2020-02-02', '2020-02-29')]).shown).toEqual([
		'2020-01-01..2020-01-31',
		'2020-02-02..2020-02-29'
	]);
});

test('with a gap of 14 days allowed, 14 days apart is one employment and 15 are two', () => {
	const rows = (next: string) => [ada('2020-01-01', '2020-01-31'), ada(next)];
	expect(spellsOf(rows('2020-02-15'), { gapDays: 14 }).shown).toEqual(['2020-01-01..open']);
	expect(spellsOf(rows('2020-02-16'), { gapDays: 14 }).shown).toHaveLength(2);
});

test('an exact duplicate disappears and counts as one overlapping join', () => {
	const { shown, quality } = spellsOf([ada('2020-01-01', '2020-01-31'), ada('2020-01-01', '2020-01-31')]);
	expect(shown).toEqual(['2020-01-01..2020-01-31']);
	expect(quality).toMatchObject({ mergedJoins: 1, ofWhichOverlapping: 1, spellsAfterMerge: 1, persons: 1 });
});

test('the later exit decides the end and the row; an open end wins; on a tie the later row', () => {
	const inside = spellsOf([
		ada('2020-01-01', '2020-12-31', { level: 'L1' }),
		ada('2020-03-01', '2020-03-31', { level: 'L2' })
	]);
	expect(inside.shown).toEqual(['2020-01-01..2020-12-31']);
	expect(levelOf(inside)).toBe('L1');
	const open = spellsOf([ada('2020-01-01', '2020-12-31', { level: 'L1' }), ada('2020-03-01', '', { level: 'L2' })]);
	expect(open.shown).toEqual(['2020-01-01..open']);
	expect(levelOf(open)).toBe('L2');
	const tie = spellsOf([
		ada('2020-01-01', '2020-12-31', { level: 'L1' }),
		ada('2020-03-01', '2020-12-31', { level: 'L2' })
	]);
	expect(levelOf(tie)).toBe('L2');
});

test('an overlap counts as overlapping, a next-day start does not', () => {
	expect(spellsOf([ada('2020-01-01', '2020-01-31'), ada('2020-01-31', '2020-02-29')]).quality.ofWhichOverlapping).toBe(
		1
	);
	expect(spellsOf([ada('2020-01-01', '2020-01-31'), ada('2020-02-01', '2020-02-29')]).quality.ofWhichOverlapping).toBe(
		0
	);
});

test('rows without a hire, with an exit before it, or terminated without an exit are left out and counted', () => {
	const { shown, quality } = spellsOf([
		{ person: 'ada', hiredOn: '' },
		{ person: 'bob', hiredOn: '2020-02-01', exitedOn: '2020-01-31' },
		{ person: 'cem', hiredOn: '2020-01-01', status: 'terminated' },
		{ person: 'dia', hiredOn: '2020-01-01', exitedOn: '2020-01-01', status: 'terminated' }
	]);
	expect(shown).toEqual(['2020-01-01..2020-01-01']);
	expect(quality).toMatchObject({ missingHire: 1, exitBeforeHire: 1, terminatedWithoutExitDate: 1, persons: 1 });
});

test('contractors are left out only where asked', () => {
	const rows = [ada('2020-01-01', '', { employmentType: 'contractor' })];
	expect(spellsOf(rows).shown).toHaveLength(1);
	expect(spellsOf(rows, { withoutContractors: true })).toMatchObject({ shown: [], quality: { contractors: 1 } });
});

test('within groups, only rows of one group join, wherever they stand among the others', () => {
	const rows = [
		ada('2020-01-01', '2020-06-30', { level: 'L1' }),
		ada('2020-03-01', '2020-04-30', { level: 'L2' }),
		ada('2020-07-01', '', { level: 'L1' })
	];
	const table = rosterTable(rows);
	const level = table.columns.level;
	if (level.type !== 'code') throw new Error('level is a code column');
	const spells = employmentSpells(table, { group: level.codes });
	const shown = Array.from(
		{ length: spells.count },
		(_, i) => `${level.words[level.codes[spells.lastRow[i]]]} ${show(spells.first[i])}..${show(spells.last[i])}`
	);
	expect(shown).toEqual(['L1 2020-01-01..open', 'L2 2020-03-01..2020-04-30']);
});

test('the three clocks end with notice, last day worked and legal end; none later than the next', () => {
	const rows = [
		ada('2020-01-01', '2022-12-31', { noticedOn: '2022-11-17', lastWorkedOn: '2022-11-30' }),
		{ person: 'bob', hiredOn: '2020-01-01', exitedOn: '2022-12-31' },
		{ person: 'cem', hiredOn: '2020-01-01', noticedOn: '2022-11-17' },
		{
			person: 'dia',
			hiredOn: '2020-01-01',
			exitedOn: '2022-10-31',
			lastWorkedOn: '2022-11-30',
			noticedOn: '2022-12-01'
		}
	];
	const { table, spells } = spellsOf(rows);
	const ends = (clock: 'announced' | 'worked' | 'legal') => [...clockEnds(table, spells, clock)].map(show).sort();
	expect(ends('announced')).toEqual(['2022-10-31', '2022-11-17', '2022-11-17', '2022-12-31']);
	expect(ends('worked')).toEqual(['2022-10-31', '2022-11-30', '2022-12-31', 'open']);
	expect(ends('legal')).toEqual(['2022-10-31', '2022-12-31', '2022-12-31', 'open']);
});

function levelOf({ table, spells }: ReturnType<typeof spellsOf>): string {
	const level = table.columns.level;
	return level.type === 'code' ? level.words[level.codes[spells.lastRow[0]]] : '';
}
