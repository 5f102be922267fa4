import { expect, test } from 'vitest';
import { reportLine } from '../check/report-csv.ts';
import type { ImportPlan } from '../plan.ts';
import { ADDED_COLUMNS, correctedRow, returnedRows } from './correction-file.ts';

const HEADERS = ['person_id', '=hire', 'title'];
const PLAN = {
	delimiter: ';',
	columns: HEADERS.map((header, index) => ({ position: index + 1, header, field: null }))
} as unknown as ImportPlan;

const report = (delimiter: string, rows: (string | number)[][], padding: string[] = []) =>
	Buffer.from(
		`\ufeff${[[...HEADERS, ...padding, ...ADDED_COLUMNS], ...rows].map((row) => reportLine(delimiter, row)).join('')}`
	);

test('2 rows come back by their lines with semicolons, and from a spreadsheet that writes commas', () => {
	const rows = [
		['A-1', '2020-01-02', 'Cook', 3, 'hire', 'why', 'what', 'CODE'],
		['A-2', '2020-01-03', 'Nurse', 7, '', '', '', '']
	];
	for (const delimiter of [';', ',', '\t'])
		expect(returnedRows(report(delimiter, rows), PLAN)).toEqual(
			new Map([
				[3, ['A-1', '2020-01-02', 'Cook']],
				[7, ['A-2', '2020-01-03', 'Nurse']]
			])
		);
});

test('a row with 2 cells too many comes back with its 5 cells', () => {
	const bytes = report(';', [['A-1', '', '', 'x', 'y', 6, '', '', '', '']], ['', '']);
	expect(returnedRows(bytes, PLAN)).toEqual(new Map([[6, ['A-1', '', '', 'x', 'y']]]));
});

test('another table, a file that is no UTF-8 and an open quote are told apart', () => {
	expect(returnedRows(Buffer.from('person_id;title;line\n1;2;3\n'), PLAN)).toBe('correction-columns');
	expect(returnedRows(Buffer.from('person_id;=hire;line\n1;2;3\n'), PLAN)).toBe('correction-columns');
	expect(returnedRows(Buffer.from('\xe9', 'latin1'), PLAN)).toBe('correction-encoding');
	expect(returnedRows(Buffer.concat([report(';', []), Buffer.from('"1;2;3;4\n')]), PLAN)).toBe('correction-quotes');
});

test('a cell the report wrote with an apostrophe keeps its text; a changed one loses the apostrophe', () => {
	const original = ['A-1', '=SUM(A1)', `'=kept`, '-5'];
	expect(correctedRow(original, ['A-1', `'=SUM(A1)`, `'=kept`, '-5'], 4)).toBeNull();
	expect(correctedRow(original, ['A-1', `'=SUM(B2)`, `'=kept`, '-6'], 4)).toEqual(['A-1', '=SUM(B2)', `'=kept`, '-6']);
	expect(correctedRow(original, ['A-1', `'tis`, `'=kept`, '-5'], 4)).toEqual(['A-1', `'tis`, `'=kept`, '-5']);
});

test('a short row of 2 gets its third cell, a long row of 5 loses two emptied ones, 4 stay 4', () => {
	expect(correctedRow(['1', '2'], ['1', '2', ''], 3)).toBeNull();
	expect(correctedRow(['1', '2'], ['1', '2', '3'], 3)).toEqual(['1', '2', '3']);
	expect(correctedRow(['1', '2', '3', 'x', 'y'], ['1', '2', '3', '', ''], 3)).toEqual(['1', '2', '3']);
	expect(correctedRow(['1', '2', '3', 'x', 'y'], ['1', '2', '3', 'x', ''], 3)).toEqual(['1', '2', '3', 'x']);
	expect(correctedRow(['1', '2', '3', 'x', 'y'], ['1', '2', '3', 'x', 'y'], 3)).toBeNull();
});

test('a line break inside a cell that a spreadsheet wrote in its own way is no change', () => {
	expect(correctedRow(['a\r\nb'], ['a\nb'], 1)).toBeNull();
});
