import { expect, test } from 'vitest';
import { shownTable, tableName, withTables } from './table-link.ts';

const COLUMNS = [{ id: 'role' }, { id: 'minimum' }];
const asked = (query: string, figure = 'coverage') => shownTable(new URLSearchParams(query), figure, COLUMNS);

test('a table downwards by its minimum is named coverage.minimum.descending, and read back as that', () => {
	const sorted = { column: 'minimum', direction: 'descending' } as const;
	expect(tableName('coverage', sorted)).toBe('coverage.minimum.descending');
	expect(asked(`table=${tableName('coverage', sorted)}`)).toEqual({ sorted });
	expect(asked(`table=${tableName('coverage', null)}`)).toEqual({ sorted: null });
});

test('of 2 tables in an address each figure finds its own; risk-months is not risk', () => {
	const query = 'table=risk-months.role.ascending&table=risk';
	expect(asked(query, 'risk')).toEqual({ sorted: null });
	expect(asked(query, 'risk-months')).toEqual({ sorted: { column: 'role', direction: 'ascending' } });
	expect(asked(query, 'headcount')).toBeNull();
});

test.each(['coverage.colour.ascending', 'coverage.minimum.sideways', 'coverage.minimum', 'coverage..'])(
	'%s unfolds the table in its own order: there is no such column or direction',
	(name) => {
		expect(asked(`table=${name}`)).toEqual({ sorted: null });
	}
);

test('an address gets the 2 tables of now in place of the 1 of before; without any it stays as it was written', () => {
	const address = 'https://muster.example/o/acme/coverage?on=2024-03-21&table=clocks#coverage';
	expect(withTables(address, ['coverage.minimum.ascending', 'risk'])).toBe(
		'https://muster.example/o/acme/coverage?on=2024-03-21&table=coverage.minimum.ascending&table=risk#coverage'
	);
	expect(withTables(address, [])).toBe('https://muster.example/o/acme/coverage?on=2024-03-21#coverage');
	const plain = 'https://muster.example/compare?events=a,b&day=deadline';
	expect(withTables(plain, [])).toBe(plain);
});
