import { expect, test } from 'vitest';
import type { Finding } from '#lib/imports/drafts/findings.ts';
import { cellFieldName, readFixes, valueFieldName } from './fix-form.ts';

const finding = (column: number, value: string, count: number): Finding => ({
	...{ code: 'DATE_INVALID', severity: 'error', header: 'hired', field: 'hire_date' },
	...{ column, value, count, lines: [2] }
});

function form(fields: [string, string][]): FormData {
	const data = new FormData();
	for (const [name, value] of fields) data.append(name, value);
	return data;
}

test('of 4 fields 2 were changed: a value of 12 rows, and the empty cell of line 7', () => {
	const findings = [finding(2, 'a|b:c', 12), finding(2, 'soon', 3)];
	const sent = form([
		[valueFieldName(findings[0]), ' 2022-01-01 '],
		[valueFieldName(findings[1]), 'soon'],
		[cellFieldName({ line: 7, column: 3, value: '' }), 'Cook'],
		[cellFieldName({ line: 8, column: 3, value: 'Nurse' }), 'Nurse ']
	]);
	expect(readFixes(sent, findings)).toEqual([
		{ column: 2, line: null, before: 'a|b:c', value: '2022-01-01', rows: 12 },
		{ column: 3, line: 7, before: '', value: 'Cook', rows: 1 }
	]);
});

test('a field that was emptied empties the cell; a value nothing was found about, and one that was cut, stay', () => {
	const cut = 'x'.repeat(200);
	const sent = form([
		[cellFieldName({ line: 7, column: 3, value: 'Cook' }), ''],
		['value:2|unknown', 'x'],
		[cellFieldName({ line: 9, column: 1, value: cut }), 'short'],
		['cell:x:1|a', 'b']
	]);
	expect(readFixes(sent, [finding(2, 'soon', 3)])).toEqual([
		{ column: 3, line: 7, before: 'Cook', value: '', rows: 1 }
	]);
});
