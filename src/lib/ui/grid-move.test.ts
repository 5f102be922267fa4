import { expect, test } from 'vitest';
import { moved } from './grid-move.ts';

const size = { rows: 25, columns: 4 };
const from = { row: 12, column: 2 };
const at = (key: string, isControl = false, start = from) => {
	const place = moved(start, { key, isControl }, size);
	return place && [place.row, place.column];
};

test('arrows go one cell, Page keys 10 rows, Home and End to the ends of the row of 4 cells', () => {
	expect(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'].map((key) => at(key))).toEqual([
		[11, 2],
		[13, 2],
		[12, 1],
		[12, 3]
	]);
	expect(['PageUp', 'PageDown', 'Home', 'End'].map((key) => at(key))).toEqual([
		[2, 2],
		[22, 2],
		[12, 0],
		[12, 3]
	]);
});

test('with Control, Home and End go to the first and the last of 25 rows', () => {
	expect([at('Home', true), at('End', true)]).toEqual([
		[0, 0],
		[24, 3]
	]);
});

test('nothing wraps around: at the edges a key stays', () => {
	expect(at('ArrowUp', false, { row: 0, column: 0 })).toEqual([0, 0]);
	expect(at('ArrowLeft', false, { row: 3, column: 0 })).toEqual([3, 0]);
	expect(at('PageDown', false, { row: 20, column: 1 })).toEqual([24, 1]);
	expect(at('ArrowRight', false, { row: 24, column: 3 })).toEqual([24, 3]);
});

test('keys that do not move give null, names of object members included', () => {
	expect(['a', 'Enter', 'Tab', 'Escape', 'constructor', 'toString'].map((key) => at(key))).toEqual(
		new Array(6).fill(null)
	);
});
