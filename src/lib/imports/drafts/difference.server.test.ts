import { expect, test } from 'vitest';
import { columnBuilder, type ColumnValue } from '#lib/server/column-builder.ts';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import { peopleDifference, rowDifference, type ComparedRow } from './difference.server.ts';

type Spell = [person: number, hired: string, exited: string | null, title: string];

function roster(asOf: string, spells: Spell[]) {
	const builder = columnBuilder({
		columns: [
			{ name: 'hiredOn', type: 'day' },
			{ name: 'exitedOn', type: 'day' },
			{ name: 'jobTitle', type: 'code' }
		],
		sortBy: ['hiredOn', 'exitedOn'],
		isAboutPeople: true
	});
	for (const [person, hired, exited, title] of spells) {
		const values: ColumnValue[] = [dayNumber(hired), exited === null ? null : dayNumber(exited), title];
		builder.add(person.toString(16).padStart(16, '0') + '0'.repeat(16), values);
	}
	return { table: builder.finish(), asOf: dayNumber(asOf) };
}

test('of 4 people 1 leaves the file, 1 changes title, 1 stays the same, 1 has a new spell, and 1 is new', () => {
	const before = roster('2024-03-31', [
		[1, '2024-01-10', null, 'SRE'],
		[2, '2024-01-10', null, 'SRE'],
		[3, '2024-01-10', null, 'Nurse'],
		[4, '2024-01-10', '2024-02-01', 'Cook']
	]);
	const after = roster('2024-03-31', [
		[5, '2024-03-01', null, 'Cook'],
		[2, '2024-01-10', null, 'Staff SRE'],
		[3, '2024-01-10', null, 'Nurse'],
		[4, '2024-01-10', '2024-02-01', 'Cook'],
		[4, '2024-03-05', null, 'Cook']
	]);
	expect(peopleDifference(before, after)).toMatchObject({ added: 1, removed: 1, changed: 2, unchanged: 1 });
});

test('the first version adds everybody, and its month ends have no former figure', () => {
	const after = roster('2024-03-15', [
		[1, '2024-01-31', null, 'SRE'],
		[2, '2024-01-10', '2024-02-28', 'SRE']
	]);
	expect(peopleDifference(null, after)).toEqual({
		added: 2,
		removed: 0,
		changed: 0,
		unchanged: 0,
		samples: [],
		headcountByMonth: [
			{ month: '2024-01', before: null, after: 2 },
			{ month: '2024-02', before: null, after: 1 }
		]
	});
});

test('an exit moved from 29 to 28 February 2024 changes the headcount of February alone, from 1 to 0', () => {
	const before = roster('2024-04-30', [[1, '2023-12-31', '2024-02-29', 'SRE']]);
	const after = roster('2024-04-30', [[1, '2023-12-31', '2024-02-28', 'SRE']]);
	expect(peopleDifference(before, after).headcountByMonth).toEqual([{ month: '2024-02', before: 1, after: 0 }]);
});

test('two overlapping spells of one person count 1 at each month end', () => {
	const after = roster('2024-03-31', [
		[1, '2024-01-01', '2024-03-10', 'SRE'],
		[1, '2024-02-01', null, 'SRE']
	]);
	expect(peopleDifference(null, after).headcountByMonth.map((month) => month.after)).toEqual([1, 1, 1]);
});

test('of 3 rows of facts 1 is unchanged, 1 changes one field, 1 is removed, and 1 is added', () => {
	const row = (line: number, key: string, title: string): ComparedRow => ({ line, key, fields: { title } });
	const before = [row(2, 'a', 'A'), row(3, 'b', 'B'), row(4, 'c', 'C')];
	const after = [row(2, 'b', 'B2'), row(3, 'a', 'A'), row(4, 'd', 'D')];
	expect(rowDifference(before, after)).toEqual({
		added: 1,
		removed: 1,
		changed: 1,
		unchanged: 1,
		samples: [{ line: 2, field: 'title', before: 'B', after: 'B2' }],
		headcountByMonth: []
	});
});
