import { expect, test } from 'vitest';
import { CellMemo } from './cell-memo.ts';

test('cell 3 gives back its number for the value it was kept with, and -1 for a value a rule has changed', () => {
	const memo = new CellMemo<string | null>();
	expect(memo.find(3, 'active')).toBe(-1);
	memo.keep(3, 'active', 7);
	expect([memo.find(3, 'active'), memo.find(3, 'terminated'), memo.find(3, null)]).toEqual([7, -1, -1]);
	expect([memo.find(0, 'active'), memo.find(2, 'active'), memo.find(4, 'active')]).toEqual([-1, -1, -1]);
});

test('a cell keeps its first number, and a cell without a number is not kept', () => {
	const memo = new CellMemo<string>();
	memo.keep(0, 'a', 1);
	memo.keep(0, 'b', 2);
	memo.keep(-1, 'c', 3);
	expect([memo.find(0, 'a'), memo.find(0, 'b'), memo.find(-1, 'c')]).toEqual([1, -1, -1]);
});
