import { expect, test } from 'vitest';
import { parseSelectionQuery, selectionSearch } from './selection-query.ts';

const read = (search: string) =>
	parseSelectionQuery(new URLSearchParams(search), { from: '2024-03-18', to: '2024-12-31' });

test('an address without days asks nothing: roles, groups of 2% at least', () => {
	expect(read('')).toEqual({
		query: { from: '2024-03-18', to: '2024-12-31', dimension: 'role', least: 2 },
		refused: [],
		isAsked: false
	});
});

test('both days ask, and the address comes back as it was', () => {
	const search = 'from=2024-03-18&to=2024-06-30&dimension=site&least=5';
	expect(read(search).isAsked).toBe(true);
	expect(selectionSearch(read(search).query)).toBe(search);
});

test('30 February, an end before the beginning, ages in an address and 51% are refused, and nothing is asked', () => {
	expect(read('from=2024-02-30&to=2024-06-30').refused).toEqual([{ parameter: 'from', value: '2024-02-30' }]);
	const { refused, isAsked } = read('from=2024-03-18&to=2024-03-17&dimension=age&least=51');
	expect(refused.map(({ parameter }) => parameter)).toEqual(['to', 'dimension', 'least']);
	expect(isAsked).toBe(false);
});
