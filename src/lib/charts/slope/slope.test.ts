import { expect, test } from 'vitest';
import { chartLanguage } from '../export-language.ts';
import { slopeLayout } from './slope-layout.ts';
import type { SlopeDatum } from './slope-layout.ts';
import { slopeTable } from './slope-table.ts';

const role = (name: string, before: number | null, after: number | null): SlopeDatum => ({ role: name, before, after });

test('100 before and 50 after: the line ends half way between its start and the zero at the bottom', () => {
	const { marks, bottom } = slopeLayout([role('a', 100, 50)], 680);
	const [{ start, end }] = marks;
	expect(bottom - end.y).toBeCloseTo((bottom - start.y) / 2, 6);
});

test('labels of 41 and 40 people stand at least 17 pixels apart, their dots where the values are', () => {
	const { marks } = slopeLayout([role('a', 100, 41), role('b', 90, 40)], 680);
	expect(Math.abs(marks[0].end.label.y - marks[1].end.label.y)).toBeGreaterThanOrEqual(17);
	expect(Math.abs(marks[0].end.y - marks[1].end.y)).toBeLessThan(4);
});

test('a narrow drawing names the roles at the right end only', () => {
	const [mark] = slopeLayout([role('Security', 42, 7)], 288).marks;
	expect([mark.start.label.text, mark.end.label.text]).toEqual(['', 'Security']);
});

test('a hidden role is listed and not drawn, and the table gives its mark; −35 is the change of 42 to 7', () => {
	const rows = [role('Security', 42, 7), role('Payroll', null, null)];
	expect(slopeLayout(rows, 680).hidden.map((row) => row.role)).toEqual(['Payroll']);
	const table = slopeTable(rows, chartLanguage('en'));
	expect(table.rows.map((row) => row.map(({ text }) => text))).toEqual([
		['Security', '42', '7', '−35'],
		['Payroll', 'c', 'c', 'c']
	]);
});

test('13 roles are too many', () => {
	expect(() =>
		slopeLayout(
			Array.from({ length: 13 }, (_, index) => role(String(index), 1, 1)),
			680
		)
	).toThrow('at most 12 roles');
});
