import { expect, test } from 'vitest';
import { parseTenureQuery, tenureSearch } from './tenure-query.ts';

const read = (search: string, tier: 'analyst' | 'executive' = 'analyst') =>
	parseTenureQuery(new URLSearchParams(search), tier);

test('the page opens by role with all exits, and an address holds only what differs', () => {
	expect(read('')).toEqual({ query: { group: 'role', leaving: 'all' }, refused: [] });
	expect(tenureSearch(read('').query)).toBe('');
	expect(tenureSearch(read('group=site&leaving=voluntary').query)).toBe('group=site&leaving=voluntary');
});

test('an executive may choose the group and not the reason', () => {
	expect(read('group=level&leaving=voluntary', 'executive')).toEqual({
		query: { group: 'level', leaving: 'all' },
		refused: [{ parameter: 'leaving', value: 'voluntary' }]
	});
});
