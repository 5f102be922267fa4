import { ColumnTable as ArqueroTable } from 'arquero';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CodedColumn, pairCounts } from './coded-columns.server.ts';

test('a coded column is a column of words: length 3, third word "b"', () => {
	const column = new CodedColumn(Uint8Array.of(1, 0, 2), ['', 'a', 'b']);
	expect([column.length, column.at(2), [...column], column.key(0)]).toEqual([3, 'b', ['a', '', 'b'], 1]);
});

test('Arquero groups by codes as it groups by words', () => {
	const codes = fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 30 });
	fc.assert(
		fc.property(codes, (list) => {
			const words = ['w', 'x', 'y', 'z'];
			const byCode = new ArqueroTable({ role: new CodedColumn(Uint8Array.from(list), words) });
			const byWord = new ArqueroTable({ role: list.map((code) => words[code]) });
			expect(byCode.groupby('role').count().objects()).toEqual(byWord.groupby('role').count().objects());
		})
	);
});

test('pairs (0,1), (0,1), (1,0) of 2 x 2 codes are counted 0, 2, 1, 0', () => {
	const a = { codes: [0, 0, 1], size: 2 };
	const b = { codes: [1, 1, 0], size: 2 };
	expect([...pairCounts(a, b)]).toEqual([0, 2, 1, 0]);
	expect([...pairCounts({ codes: [], size: 1 }, { codes: [], size: 2 })]).toEqual([0, 0]);
});
