import { createHash } from 'node:crypto';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { DEFAULT_ROLE_FAMILIES } from '#lib/roles/default-role-families.ts';
import { roleColumn } from '#lib/roles/role-column.server.ts';
import type { TestRow } from '../../../../test/support/column-tables.ts';
import { rosterTable } from '../../../../test/support/column-tables.ts';
import { MissingInput, UnfitParameter } from '../metric-definition.server.ts';
import { personalTable } from '../personal-details.server.ts';
import { FOUR_FIFTHS } from './four-fifths-metric.server.ts';
import type { FourFifthsQuery } from './four-fifths-metric.server.ts';

const keyOf = (person: string) => createHash('sha256').update(person).digest('hex').slice(0, 32);

type Detail = { person: string; bornOn?: string; group?: string };

function screen(rows: TestRow[], params: Partial<FourFifthsQuery> = {}, details?: Detail[], asOf = '2024-12-31') {
	const roster = rosterTable(rows);
	const roles = roleColumn(roster, { families: DEFAULT_ROLE_FAMILIES, rules: [] });
	const personal =
		details &&
		personalTable(details.map(({ person, bornOn = null, group = null }) => ({ key: keyOf(person), bornOn, group })));
	const chosen = v.parse(FOUR_FIFTHS.parameters, { from: '2024-05-31', to: '2024-06-30', ...params });
	return FOUR_FIFTHS.compute({ roster, roles, asOf, personal }, chosen);
}

/** `people` of a level, of whom `retained` are still there; the others left on 15 June 2024. */
function group(level: string, people: number, retained: number): TestRow[] {
	return Array.from({ length: people }, (_, index) => ({
		person: `${level}-${index}`,
		hiredOn: '2020-01-01',
		exitedOn: index < retained ? '' : '2024-06-15',
		level,
		roleFamily: 'security'
	}));
}

describe('the example of the agencies: 60, 45, 48 and 51 of 100 retained', () => {
	const rows = [...group('A', 100, 60), ...group('B', 100, 45), ...group('C', 100, 48), ...group('D', 100, 51)];
	const found = screen(rows, { dimension: 'level' });

	test('ratios 1, 0.75, 0.80 and 0.85; only 0.75 is below four fifths', () => {
		expect(found.rows.map(({ group, people, retained }) => [group, people, retained])).toEqual([
			['A', 100, 60],
			['B', 100, 45],
			['C', 100, 48],
			['D', 100, 51]
		]);
		expect(found.rows.map(({ impactRatio }) => impactRatio)).toEqual([1, 0.75, 0.8, 0.85]);
		expect(found.rows.map(({ isBelowFourFifths }) => isBelowFourFifths)).toEqual([false, true, false, false]);
		expect(found.summary).toMatchObject({ people: 400, retained: 204, reference: 'A', notStated: 0, isPlanned: false });
	});

	test('z -2.1240, p by Fisher 0.0472 and mid-p 0.0352 beside 55/40 = 1.375 of the separations', () => {
		// R 4.2.2: pooled z, fisher.test, mid-p from dhyper.
		const row = found.rows[1];
		expect(row.zPooled).toBeCloseTo(-2.123976976214366, 9);
		expect(row.pMinlike).toBeCloseTo(0.04716548538301924, 9);
		expect(row.pMidp).toBeCloseTo(0.03520109265864866, 9);
		expect(row.separationRateRatio).toBeCloseTo(1.375, 12);
	});

	test('it says that it is a heuristic, no advice, American, and what its status is', () => {
		expect(found.notes.map(({ key }) => key)).toEqual([
			'metrics.fourFifths.heuristic',
			'metrics.selection.notAdvice',
			'metrics.selection.unitedStates',
			'metrics.fourFifths.status'
		]);
	});
});

test('who left and is back by the later day was retained; who left before the first day or came later is not asked', () => {
	const rows = [
		...group('A', 2, 1),
		{ person: 'back', hiredOn: '2019-01-01', exitedOn: '2024-06-03', level: 'A' },
		{ person: 'back', hiredOn: '2024-06-20', level: 'A' },
		{ person: 'before', hiredOn: '2019-01-01', exitedOn: '2024-05-30', level: 'A' },
		{ person: 'after', hiredOn: '2024-06-01', level: 'A' },
		{ person: 'temp', hiredOn: '2019-01-01', level: 'A', employmentType: 'contractor' }
	];
	expect(screen(rows, { dimension: 'level' }).summary).toMatchObject({ people: 3, retained: 2 });
	// The last day employed still counts as there.
	expect(screen(rows, { dimension: 'level', to: '2024-06-15' }).summary).toMatchObject({ people: 3, retained: 2 });
	expect(screen(rows, { dimension: 'level', to: '2024-06-16' }).summary).toMatchObject({ retained: 1 });
});

test('the group is that of the row in force on the first day: a later move changes nothing', () => {
	const rows = [
		{
			person: 'm',
			hiredOn: '2020-01-01',
			exitedOn: '2024-06-05',
			level: 'A',
			department: 'X',
			site: 'S',
			country: 'US'
		},
		{ person: 'm', hiredOn: '2024-06-06', level: 'B', department: 'Y', site: 'T', country: 'FR' }
	];
	for (const [dimension, expected] of [
		['level', 'A'],
		['department', 'X'],
		['site', 'S'],
		['country', 'US']
	] as const)
		expect(screen(rows, { dimension }).rows.map((row) => row.group)).toEqual([expected]);
});

test('by role; people without one are in no row, and counted', () => {
	const rows = [...group('A', 10, 9), { person: 'x', hiredOn: '2020-01-01' }];
	const { rows: found, summary, notes } = screen(rows);
	expect(found.map((row) => [row.group, row.people])).toEqual([['security', 10]]);
	expect(summary.notStated).toBe(1);
	expect(notes).toContainEqual({ key: 'metrics.fourFifths.notStated', details: { people: 1 } });
});

test('a group below 2 percent is listed, not compared; one person that decides the direction is named', () => {
	const rows = [...group('A', 97, 90), ...group('B', 2, 1), ...group('C', 1, 0)];
	const { rows: found, notes } = screen(rows, { dimension: 'level' });
	expect(found.map(({ isIncluded }) => isIncluded)).toEqual([true, true, false]);
	expect(found[1]).toMatchObject({ isBelowFourFifths: true, isReversedByOnePerson: true });
	expect(notes).toContainEqual({ key: 'metrics.fourFifths.small', details: { groups: 1, percent: 2 } });
	expect(notes).toContainEqual({ key: 'metrics.fourFifths.onePerson', details: { groups: 1 } });
	expect(screen(rows, { dimension: 'level', leastPercent: 0 }).rows[2].isIncluded).toBe(true);
});

test('nobody employed on the first day, or nobody kept: nothing is compared', () => {
	expect(screen([], { dimension: 'level' })).toMatchObject({ rows: [], summary: { people: 0, reference: null } });
	const gone = screen([...group('A', 5, 0), ...group('B', 5, 0)], { dimension: 'level' });
	expect(gone.rows.map(({ impactRatio }) => impactRatio)).toEqual([null, null]);
});

describe('by age and by group, with a list that is not stored', () => {
	const rows = group('A', 6, 3);
	const details = [
		// Forty on 31 May 2024; a day short of it; two more below; one without a date; A-5 is not on the list.
		{ person: 'A-0', bornOn: '1984-05-31', group: 'one' },
		{ person: 'A-1', bornOn: '1984-06-01', group: 'two' },
		{ person: 'A-2', bornOn: '2000-01-01', group: 'two' },
		{ person: 'A-3', bornOn: '2000-01-01', group: 'two' },
		{ person: 'A-4', group: '' },
		{ person: 'nobody of the roster', bornOn: '1950-01-01', group: 'one' }
	];

	test('forty and over on the first day, in completed years', () => {
		const { rows: found, summary } = screen(rows, { dimension: 'age' }, details);
		expect(found.map(({ group, people, retained }) => [group, people, retained])).toEqual([
			['40-over', 1, 1],
			['under-40', 3, 2]
		]);
		expect(summary.notStated).toBe(2);
	});

	test('groups as the list names them; the first line of a person counts', () => {
		const twice = [...details, { person: 'A-0', group: 'two' }];
		expect(screen(rows, { dimension: 'group' }, twice).rows.map((row) => [row.group, row.people])).toEqual([
			['one', 1],
			['two', 3]
		]);
	});

	test('without a list there is nothing to compare by', () => {
		expect(() => screen(rows, { dimension: 'age' })).toThrow(UnfitParameter);
		expect(() => screen(rows, { dimension: 'group' })).toThrow('group of each person');
	});

	test('a planned list is compared by age only where counsel asked for it; by role it may', () => {
		const planned = { dimension: 'age' as const, isPlanned: true };
		expect(() => screen(rows, planned, details)).toThrow(UnfitParameter);
		expect(screen(rows, { ...planned, isAskedByCounsel: true }, details).summary.isPlanned).toBe(true);
		expect(screen(rows, { isPlanned: true }).summary.isPlanned).toBe(true);
		// Exits after the day the data were true are a plan, whatever is said.
		expect(() => screen(rows, { dimension: 'group' }, details, '2024-06-29')).toThrow('counsel asked');
		expect(screen(rows, {}, details, '2024-06-30').summary.isPlanned).toBe(false);
	});
});

test('a later day before the first, and no roster, are refused', () => {
	expect(() => screen([], { to: '2024-05-30' })).toThrow(UnfitParameter);
	expect(screen([], { to: '2024-05-31' }).rows).toEqual([]);
	expect(() =>
		FOUR_FIFTHS.compute({}, v.parse(FOUR_FIFTHS.parameters, { from: '2024-01-01', to: '2024-01-02' }))
	).toThrow(MissingInput);
});

test('groups add up to everybody, in whatever order the rows come', () => {
	const people = fc.array(fc.record({ level: fc.constantFrom('', 'A', 'B', 'C'), left: fc.boolean() }), {
		maxLength: 30
	});
	fc.assert(
		fc.property(people, (given) => {
			const rows = given.map(({ level, left }, index) => ({
				...{ person: `p${index}`, hiredOn: '2020-01-01', level },
				exitedOn: left ? '2024-06-10' : ''
			}));
			const found = screen(rows, { dimension: 'level' });
			const all = found.rows.reduce((sum, row) => sum + row.people, found.summary.notStated);
			expect([all, found.summary.retained]).toEqual([given.length, given.filter(({ left }) => !left).length]);
			expect(screen([...rows].reverse(), { dimension: 'level' })).toEqual(found);
		}),
		{ numRuns: 50 }
	);
});
