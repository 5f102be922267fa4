import { expect, test } from 'vitest';
import { checkTable } from '../../../../test/support/read-table.ts';
import { ROSTER } from '#lib/datasets/roster/roster.ts';
import type { ImportPlan } from '../plan.ts';
import { Corrections, type Correction } from './corrections.ts';

const HEADER = 'person_id,hire_date,job_title';
const FILE = `${HEADER}\n1,2022-02-31,Cook\n2,2022-02-31,"Na""ny"\n3,2020-01-03\n4,2020-01-04,Caf\u00e9\n`;

function plan(encoding: ImportPlan['encoding'] = 'utf-8'): ImportPlan {
	return {
		kind: 'roster',
		encoding,
		delimiter: ',',
		headerLine: 1,
		columns: HEADER.split(',').map((name, i) => ({ position: i + 1, header: name, field: name })),
		asOf: '2023-06-30',
		exitConvention: 'last-day',
		statusConflict: 'dates',
		event: null,
		skipTotalRow: false
	};
}

function checked(acts: Correction[], { encoding = 'utf-8' as ImportPlan['encoding'], size = 64 } = {}) {
	const bytes = Buffer.from(FILE, encoding === 'utf-8' ? 'utf8' : 'latin1');
	const { rows, report } = checkTable(ROSTER, plan(encoding), bytes, size, new Corrections(acts));
	const titles = rows.map(({ line, values }) => [line, values.person_id, values.job_title]);
	return { titles, counts: report.counts };
}

test('without corrections 3 of 4 rows stay out: 2 impossible dates, 1 short row', () => {
	expect(checked([])).toEqual({ titles: [[5, '4', 'Café']], counts: { DATE_IMPOSSIBLE: 2, ROW_SHORT: 1 } });
});

test('one corrected cell lets line 2 in and no other', () => {
	const { titles, counts } = checked([{ kind: 'cell', line: 2, column: 2, value: '2022-02-28' }]);
	expect(titles).toEqual([
		[2, '1', 'Cook'],
		[5, '4', 'Café']
	]);
	expect(counts).toEqual({ DATE_IMPOSSIBLE: 1, ROW_SHORT: 1 });
});

test('one value replaced lets both of its rows in; quotes inside a cell stay single', () => {
	const { titles } = checked([{ kind: 'value', column: 2, from: '2022-02-31', value: '2022-02-28' }]);
	expect(titles.slice(0, 2)).toEqual([
		[2, '1', 'Cook'],
		[3, '2', 'Na"ny']
	]);
});

test('a replaced row of 3 cells mends a short one, and lines below keep their numbers', () => {
	const { titles } = checked([{ kind: 'rows', rows: [{ line: 4, cells: ['3', '2020-01-03', 'a "b",\nc'] }] }]);
	expect(titles).toEqual([
		[4, '3', 'a "b",\nc'],
		[5, '4', 'Café']
	]);
});

test('later acts work on what earlier ones made: A to B, then B to C', () => {
	const acts: Correction[] = [
		{ kind: 'cell', line: 2, column: 2, value: 'soon' },
		{ kind: 'value', column: 2, from: 'soon', value: '2022-01-01' }
	];
	expect(checked(acts).titles[0]).toEqual([2, '1', 'Cook']);
	expect(checked(acts.toReversed()).titles[0]).toEqual([5, '4', 'Café']);
});

test('a letter the Windows-1252 file cannot hold is stored as written, beside an é of the file', () => {
	const act: Correction = { kind: 'rows', rows: [{ line: 4, cells: ['3', '2020-01-03', 'Łódź Ã©'] }] };
	expect(checked([act], { encoding: 'windows-1252' }).titles).toEqual([
		[4, '3', 'Łódź Ã©'],
		[5, '4', 'Café']
	]);
});

test('cut into pieces of 1, 3 and 1000 bytes the corrected rows are the same', () => {
	const acts: Correction[] = [
		{ kind: 'value', column: 2, from: '2022-02-31', value: '2022-02-28' },
		{ kind: 'rows', rows: [{ line: 4, cells: ['3', '2020-01-03', 'x'] }] }
	];
	const [first, ...others] = [1, 3, 1000].map((size) => checked(acts, { size }));
	expect(first.titles).toHaveLength(4);
	for (const other of others) expect(other).toEqual(first);
});
