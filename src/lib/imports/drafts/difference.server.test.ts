import { expect, test } from 'vitest';
import { rowDifference, type ComparedRow } from './difference.server.ts';

test('of 3 rows of facts 1 is unchanged, 1 changes one field, 1 is removed, and 1 is added', () => {
	const row = (line: number, key: string, title: string): ComparedRow => ({ line, key, fields: { title } });
	const before = [row(2, 'a', 'A'), row(3, 'b', 'B'), row(4, 'c', 'C')];
	const after = [row(2, 'b', 'B2'), row(3, 'a', 'A'), row(4, 'd', 'D')];
	expect(rowDifference(before, after)).toEqual({
		added: 1,
		removed: 1,
		changed: 1,
		unchanged: 1,
		samples: [{ line: 2, field: 'title', before: 'B', after: 'B2' }],
		headcountByMonth: []
	});
});
