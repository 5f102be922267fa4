import { expect, test } from 'vitest';
import { kindById } from '#lib/datasets/registry.ts';
import type { ColumnPlan, ImportPlan } from '../plan.ts';
import { actionOf, hintText } from './issue-text.ts';
import { understoodValues } from './understood.ts';

const plan: ImportPlan = {
	kind: 'roster',
	encoding: 'utf-8',
	delimiter: ',',
	headerLine: 1,
	columns: [
		column(1, 'Id', 'person_id'),
		column(2, 'In', 'hire_date', { dateOrder: 'mdy' }),
		column(3, 'Time', 'fte', { decimalMark: ',' }),
		column(4, 'Sorry', 'regretted'),
		column(5, 'Left', 'exit_date', { dateOrder: 'dmy', emptyWords: ['n/a'] }),
		column(6, 'Note', null)
	],
	asOf: '2022-12-31',
	exitConvention: 'last-day',
	statusConflict: null,
	event: null,
	skipTotalRow: false
};

function column(position: number, header: string, field: string | null, more: Partial<ColumnPlan> = {}): ColumnPlan {
	return { position, header, field, ...more };
}

const understood = understoodValues(kindById('roster')!, plan);
const said = (position: number, value: string) =>
	understood({ code: 'X', severity: 'info', column: position, header: '', value });

test.each([
	[2, '03/04/2022', '2022-03-04'],
	[5, '03/04/2022', '2022-04-03'],
	[5, '31/02/2022', null],
	[5, 'n/a', null],
	[3, '0,5', '0.5'],
	[4, 'oui', 'yes'],
	[1, '  A-7 ', 'A-7'],
	[6, 'anything', null]
])('column %i: %j is understood as %j', (position, value, meant) => {
	expect(said(position, value)).toBe(meant);
});

test('a value that was cut at 200 characters is not called understood', () => {
	expect(said(1, 'x'.repeat(200))).toBeNull();
});

test('an error leaves the row out, a warning keeps it or empties a cell that gives no value', () => {
	const warning = { code: 'DATE_INVALID', severity: 'warning' as const, field: 'exit_date', value: 'soon' };
	expect(actionOf({ code: 'ROW_SHORT', severity: 'error' }, null)).toBe('left-out');
	expect(actionOf(warning, null)).toBe('set-empty');
	expect(actionOf({ ...warning, code: 'DATE_RANGE' }, '1899-01-01')).toBe('kept');
	expect(actionOf({ code: 'CELL_TRIMMED', severity: 'info' }, null)).toBe('kept');
	expect(actionOf({ code: 'DATE_ORDER', severity: 'ask' }, null)).toBe('asked');
});

test('a hint follows the code, else the severity', () => {
	const key = (code: string, severity: 'error' | 'warning' | 'info' | 'ask') =>
		hintText((message) => message, { code, severity });
	expect(key('DATE_IMPOSSIBLE', 'error')).toBe('issues.hint-date');
	expect(key('NEW_CODE', 'error')).toBe('issues.hint-fix');
	expect(key('NEW_CODE', 'warning')).toBe('issues.hint-check');
	expect(key('RESPONSE_LATE', 'info')).toBe('issues.hint-nothing');
	expect(key('DATE_ORDER', 'ask')).toBe('issues.hint-answer');
});
