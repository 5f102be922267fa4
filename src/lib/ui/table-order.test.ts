import { expect, test } from 'vitest';
import { nextOrder, orderedRows } from './table-order.ts';
import type { TableColumn } from './table-order.ts';

const COLUMNS: TableColumn[] = [
	{ id: 'name', label: 'Name', align: 'start' },
	{ id: 'count', label: 'Count', align: 'end' }
];
const row = (name: string, count: number | null) => [
	{ text: name, value: name },
	{ text: String(count), value: count }
];
const ROWS = [row('Éclairage', 10), row('Site 10', 9), row('Site 2', null), row('Zone', 9)];
const names = (rows: typeof ROWS) => rows.map(([name]) => name.text);

test('9, 9 and 10 are ordered as numbers, equal rows keep their order and the unknown one is last', () => {
	const up = orderedRows(COLUMNS, ROWS, { column: 'count', direction: 'ascending' }, 'fr');
	expect(names(up)).toEqual(['Site 10', 'Zone', 'Éclairage', 'Site 2']);
});

test('the unknown row is last when the order is turned round as well', () => {
	const down = orderedRows(COLUMNS, ROWS, { column: 'count', direction: 'descending' }, 'fr');
	expect(names(down)).toEqual(['Éclairage', 'Site 10', 'Zone', 'Site 2']);
});

test('names follow the language: É before S, and Site 2 before Site 10', () => {
	const up = orderedRows(COLUMNS, ROWS, { column: 'name', direction: 'ascending' }, 'fr');
	expect(names(up)).toEqual(['Éclairage', 'Site 2', 'Site 10', 'Zone']);
});

test('without an order, or with that of an unknown column, rows stay as they came', () => {
	expect(orderedRows(COLUMNS, ROWS, null, 'en')).toBe(ROWS);
	expect(orderedRows(COLUMNS, ROWS, { column: 'other', direction: 'ascending' }, 'en')).toBe(ROWS);
});

test('pressing a heading orders upwards, pressing it again downwards, then upwards', () => {
	const first = nextOrder(null, 'count');
	const second = nextOrder(first, 'count');
	expect([first.direction, second.direction, nextOrder(second, 'count').direction]).toEqual([
		'ascending',
		'descending',
		'ascending'
	]);
	expect(nextOrder(first, 'name')).toEqual({ column: 'name', direction: 'ascending' });
});
