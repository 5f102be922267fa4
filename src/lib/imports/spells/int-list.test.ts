import { expect, test } from 'vitest';
import { IntList } from './int-list.ts';

test('integers stay in their places where chunks end: at 65,536, at 1,048,576 and 8,388,608 after it', () => {
	const list = new IntList();
	list.push(7);
	list.extend(9_437_190);
	const edges = [65_535, 65_536, 1_048_575, 1_048_576, 9_437_183, 9_437_184, 9_437_189];
	for (const index of edges) list.set(index, -index);
	expect(edges.map((index) => list.at(index))).toEqual(edges.map((index) => -index));
	expect([list.at(0), list.at(1), list.at(9_437_185), list.length]).toEqual([7, 0, 0, 9_437_190]);
	list.push(8);
	expect(list.at(9_437_190)).toBe(8);
});
