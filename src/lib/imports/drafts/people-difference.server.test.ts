import { expect, test } from 'vitest';
import { columnBuilder, type ColumnValue } from '#lib/server/column-builder.ts';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import { peopleDifference } from './people-difference.server.ts';

type Spell = [person: number, hired: string, exited: string | null, title: string, separation?: string];
const FIELDS = {
	hiredOn: 'hire_date',
	exitedOn: 'exit_date',
	jobTitle: 'job_title',
	separationType: 'separation_type'
};

function roster(asOf: string, spells: Spell[]) {
	const builder = columnBuilder({
		columns: [
			{ name: 'hiredOn', type: 'day' },
			{ name: 'exitedOn', type: 'day' },
			{ name: 'jobTitle', type: 'code' },
			{ name: 'separationType', type: 'code' }
		],
		sortBy: ['hiredOn', 'exitedOn'],
		isAboutPeople: true
	});
	for (const [person, hired, exited, title, separation = null] of spells) {
		const values: ColumnValue[] = [dayNumber(hired), exited === null ? null : dayNumber(exited), title, separation];
		builder.add(person.toString(16).padStart(16, '0') + '0'.repeat(16), values);
	}
	return { table: builder.finish(), asOf: dayNumber(asOf), fields: FIELDS };
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
	const { samples, ...counts } = peopleDifference(before, after);
	expect(counts).toMatchObject({ added: 1, removed: 1, changed: 2, unchanged: 1, ended: 0 });
	expect(counts.missing).toEqual({ people: 1, employed: 1 });
	expect(samples).toEqual([
		{ line: null, field: 'job_title', before: 'SRE', after: 'Staff SRE' },
		{ line: null, field: 'hire_date', before: '', after: '2024-03-05' }
	]);
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
		sampledPeople: [],
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

test('1 of 2 employed people has ended: 1 voluntary separation more, and the exit is shown before and after', () => {
	const before = roster('2024-03-31', [
		[1, '2020-01-01', null, 'SRE'],
		[2, '2020-01-01', null, 'SRE'],
		[3, '2020-01-01', '2023-01-01', 'SRE', 'retirement']
	]);
	const after = roster('2024-06-30', [
		[1, '2020-01-01', '2024-05-31', 'SRE', 'voluntary'],
		[2, '2020-01-01', '2024-09-30', 'SRE', 'voluntary'],
		[3, '2020-01-01', '2023-01-01', 'SRE', 'retirement']
	]);
	const found = peopleDifference(before, after);
	expect(found).toMatchObject({ changed: 2, ended: 1, removed: 0, unchanged: 1 });
	expect(found.missing).toBeUndefined();
	expect(found.separations).toEqual([{ type: 'voluntary', before: 0, after: 1 }]);
	expect(found.samples[0]).toEqual({ line: null, field: 'exit_date', before: '', after: '2024-05-31' });
});

test('of 3 people missing from a new file 1 was employed, 1 had left, and 1 had a planned exit', () => {
	const before = roster('2024-03-31', [
		[1, '2020-01-01', null, 'SRE'],
		[2, '2020-01-01', '2024-03-31', 'SRE'],
		[3, '2020-01-01', '2024-04-01', 'SRE']
	]);
	expect(peopleDifference(before, roster('2024-06-30', [])).missing).toEqual({ people: 3, employed: 2 });
});

test('no more than 20 changes are sampled of 30 people changed', () => {
	const people = Array.from({ length: 30 }, (_, i) => i + 1);
	const titled = (title: string) =>
		roster(
			'2024-03-31',
			people.map((person): Spell => [person, '2020-01-01', null, title])
		);
	const found = peopleDifference(titled('A'), titled('B'));
	expect([found.changed, found.samples.length, found.sampledPeople.length]).toEqual([30, 20, 20]);
});
