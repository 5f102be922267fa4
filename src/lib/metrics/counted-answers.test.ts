import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_ROLE_FAMILIES } from '#lib/roles/default-role-families.ts';
import { roleColumn } from '#lib/roles/role-column.server.ts';
import { addDays, dayNumber } from '#lib/statistics/civil-date.ts';
import type { TestRow } from '../../../test/support/column-tables.ts';
import { responseTable, rosterTable } from '../../../test/support/column-tables.ts';
import { answersOn } from './answers-by-day.server.ts';
import { answersOneByOne, countedAnswers } from './counted-answers.server.ts';
import type { AnswerTables, CountedAnswers } from './counted-answers.server.ts';
import { rowInForce } from './employment-spells.server.ts';
import { keptSpells } from './kept-spells.server.ts';
import { keptRowTimes } from './rows-in-force.server.ts';

const START = '2022-11-01';
const WINDOW = { announcedAt: Date.parse('2022-11-16T08:00:00Z'), deadlineAt: Date.parse('2022-11-17T22:00:00Z') };

function tablesOf(staff: TestRow[], answers: TestRow[]): AnswerTables {
	const roster = rosterTable(staff);
	const roles = roleColumn(roster, { families: DEFAULT_ROLE_FAMILIES, rules: [] });
	return { roster, roles, responses: responseTable(answers) };
}

// Six people with several rows each: overlapping, after a gap, moved, of contractors, and without a known end.
const row = fc
	.record({
		person: fc.integer({ min: 0, max: 5 }),
		after: fc.integer({ min: 0, max: 25 }),
		days: fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }),
		roleFamily: fc.constantFrom('security', 'payroll', ''),
		level: fc.constantFrom('L2', 'L10', ''),
		site: fc.constantFrom('Paris', 'Lyon'),
		employmentType: fc.constantFrom('employee', 'employee', 'contractor'),
		status: fc.constantFrom('', '', 'terminated')
	})
	.map(({ person, after, days, ...words }): TestRow => ({
		...{ ...words, person: `p${person}`, hiredOn: addDays(START, after) },
		exitedOn: days === null ? '' : addDays(START, after + days)
	}));
// Of eight people, two of whom are in no roster; before, at and after the beginning and the end; several of a person.
const answer = fc
	.record({
		person: fc.integer({ min: 0, max: 7 }),
		answer: fc.constantFrom('stay', 'leave'),
		minutes: fc.constantFrom(-60, 0, 1, 30, 60, 600, 2279, 2280, 2281, 3000)
	})
	.map(({ person, answer, minutes }) => ({
		...{ person: `p${person}`, answer },
		respondedAt: new Date(WINDOW.announcedAt + minutes * 60_000).toISOString()
	}));
const roster = fc.array(row, { minLength: 1, maxLength: 12 });

function comparable({ within, counts, classes, ...others }: CountedAnswers) {
	const { late, beforeAnnouncement, unknownPerson, superseded, rows } = classes;
	const strata = (['level', 'site'] as const).map((by) => ({ ...within(by), counts: [...within(by).counts] }));
	return {
		...{ ...others, strata, counts: [...counts] },
		classes: { late, beforeAnnouncement, unknownPerson, superseded, rows }
	};
}

test('by role and by level, whatever day was asked for before, the counts are those of the people one by one', () => {
	fc.assert(
		fc.property(
			...([roster, fc.array(answer, { maxLength: 14 })] as const),
			fc.array(fc.integer({ min: -2, max: 50 }), { minLength: 1, maxLength: 6 }),
			(staff, answers, days) => {
				const tables = tablesOf(staff, answers);
				for (const day of days)
					for (const dimension of ['role', 'level'] as const) {
						const on = dayNumber(START) + day;
						expect(answersOn(tables, WINDOW, on)).not.toBeNull();
						const plain = answersOneByOne(tables, WINDOW, on, dimension);
						expect(comparable(countedAnswers(tables, WINDOW, on, dimension))).toEqual(comparable(plain));
					}
			}
		),
		{ numRuns: 40 }
	);
});

test('on every day of an employment its piece names the row in force, and pieces neither overlap nor leave a gap', () => {
	fc.assert(
		fc.property(roster, (staff) => {
			const table = rosterTable(staff);
			const spells = keptSpells(table, { withoutContractors: true });
			const times = keptRowTimes(table, spells)!;
			for (let day = dayNumber(START); day < dayNumber(START) + 50; day++) {
				const rowOf = rowInForce(table, day);
				const rows = (from: Pick<typeof times, 'count' | 'first' | 'last'>, rowAt: (index: number) => number) =>
					Array.from({ length: from.count }, (_, index) => index)
						.filter((index) => from.first[index] <= day && from.last[index] >= day)
						.map(rowAt);
				const expected = rows(spells, (spell) => rowOf(spells.lastRow[spell]));
				expect(rows(times, (index) => times.row[index])).toEqual(expected);
			}
		}),
		{ numRuns: 40 }
	);
});

test('another deadline, and other roles of the same people, are counted anew', () => {
	const staff = [
		{ person: 'ann', hiredOn: '2020-01-01', roleFamily: 'security' },
		{ person: 'bob', hiredOn: '2020-01-01', roleFamily: 'payroll' }
	];
	const tables = tablesOf(staff, [{ person: 'ann', answer: 'stay', respondedAt: '2022-11-17T12:00:00Z' }]);
	const on = dayNumber('2022-11-16');
	const count = (of: AnswerTables, deadlineAt: number) =>
		[...countedAnswers(of, { ...WINDOW, deadlineAt }, on, 'role').counts].slice(0, 3);
	expect(count(tables, WINDOW.deadlineAt)).toEqual([0, 1, 0]);
	expect(count(tables, Date.parse('2022-11-17T11:00:00Z'))).toEqual([1, 0, 0]);
	const all = { ...tables, roles: { ...tables.roles, codes: tables.roles.codes.map(() => 1) } };
	expect(count(all, WINDOW.deadlineAt)).toEqual([1, 1, 0]);
});

test('somebody with 51 rows is not followed from row to row; the counts are those of the people one by one', () => {
	const staff = Array.from({ length: 51 }, (_, index) => ({
		...{ person: 'ann', hiredOn: addDays('2022-11-01', index), exitedOn: addDays('2022-11-01', index) },
		...{ roleFamily: index % 2 === 0 ? 'security' : 'payroll' }
	}));
	const tables = tablesOf(staff, [{ person: 'ann', answer: 'leave', respondedAt: '2022-11-17T12:00:00Z' }]);
	expect(answersOn(tables, WINDOW, dayNumber('2022-11-16'))).toBeNull();
	const { names, counts } = countedAnswers(tables, WINDOW, dayNumber('2022-11-16'), 'role');
	// The 16th is the 16th row, of index 15.
	expect([names, [...counts]]).toEqual([['payroll'], [0, 0, 1]]);
});
