import { expect, test } from 'vitest';
import { rowDifference, type ComparedRow } from './difference.server.ts';

const OWN = { plan: {}, after: 0, upTo: null };

test('of 3 rows of facts 1 is unchanged, 1 changes one field, 1 is removed, and 1 is added', () => {
	const row = (line: number, key: string, title: string): ComparedRow => ({ line, key, fields: { title } });
	const before = [row(2, 'a', 'A'), row(3, 'b', 'B'), row(4, 'c', 'C')];
	const after = [row(2, 'b', 'B2'), row(3, 'a', 'A'), row(4, 'd', 'D')];
	expect(rowDifference(before, after, OWN)).toEqual({
		added: 1,
		removed: 1,
		changed: 1,
		unchanged: 1,
		samples: [{ line: 2, field: 'title', before: 'B', after: 'B2' }],
		headcountByMonth: []
	});
});

test('of a file with 3 types, added after row 10 and followed by row 17, the changes are named by its lines 1 and 2', () => {
	const row = (line: number, title: string): ComparedRow => ({ line, key: String(line), fields: { title } });
	const lines = [10, 11, 13, 14, 16, 17];
	const own = {
		plan: { typeColumns: { name: 'event_type', value: 'affected', columns: [3, 4, 5], zeros: 'left-out' as const } },
		after: 10,
		upTo: 16
	};
	const pair = [lines.map((line) => row(line, 'A')), lines.map((line) => row(line, 'B'))];
	const linesOf = (known: typeof own | null) => rowDifference(pair[0], pair[1], known).samples.map(({ line }) => line);
	expect(linesOf(own)).toEqual([null, 1, 1, 2, 2, null]);
	expect(linesOf(null)).toEqual([null, null, null, null, null, null]);
});
