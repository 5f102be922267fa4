import { expect, test } from 'vitest';
import type { StoredColumn } from '#lib/datasets/stored-columns.ts';
import { CopyWriter } from './copy-writer.server.ts';
import type { CellValue } from '../check/row-sink.ts';

const COLUMNS: StoredColumn[] = [
	{ name: 'job_title', as: 'text', field: 0 },
	{ name: 'hire_date', as: 'date', field: 1 }
];

function written(rows: [CellValue, CellValue][], cells: [number, number][], takeEvery = rows.length): string[] {
	const seen: Buffer[] = [];
	const taken: Buffer[] = [];
	const writer = new CopyWriter(COLUMNS, (block) => seen.push(Buffer.from(block)));
	rows.forEach((row, i) => {
		writer.startRow(i + 2);
		writer.field(0, row[0], cells[i][0]);
		writer.field(1, row[1], cells[i][1]);
		writer.endRow();
		if ((i + 1) % takeEvery === 0) taken.push(...writer.take());
	});
	expect(Buffer.concat(taken).equals(Buffer.concat(seen))).toBe(true);
	return Buffer.concat(taken).toString('utf8').split('\n').slice(0, -1);
}

test('a word, its repetition, an empty cell and a tab inside a cell are 4 lines of COPY text', () => {
	const rows: [CellValue, CellValue][] = [
		['Zoë', 19_313],
		['Zoë', 19_313],
		[null, null],
		['a\tb', 0]
	];
	const expected = ['2\tZoë\t2022-11-17', '3\tZoë\t2022-11-17', '4\t\\N\t\\N', '5\ta\\tb\t1970-01-01'];
	const numbered: [number, number][] = [[0, 0], [0, 0], [1, 1], [2, 2]]; // prettier-ignore
	expect(written(rows, numbered)).toEqual(expected);
	expect(written(rows, numbered, 1)).toEqual(expected);
	expect(written(rows, [[-1, -1], [-1, -1], [-1, -1], [-1, -1]])).toEqual(expected); // prettier-ignore
});

test('a value that a rule changed after cell 0 was read is written as it is now', () => {
	const rows: [CellValue, CellValue][] = [
		['active', 10],
		['terminated', 9],
		['active', 10]
	];
	expect(
		written(rows, [
			[0, 0],
			[0, 0],
			[0, 0]
		])
	).toEqual([
		// prettier-ignore
		'2\tactive\t1970-01-11',
		'3\tterminated\t1970-01-10',
		'4\tactive\t1970-01-11'
	]);
});

test('30,000 rows with a cell of 1,000,000 characters among them come out in order', () => {
	const long = 'é'.repeat(1_000_000);
	const rows = Array.from({ length: 30_000 }, (_, i): [CellValue, CellValue] => [i === 15_000 ? long : `t${i}`, i % 9]);
	const lines = written(
		rows,
		rows.map((_, i) => [i, i % 9])
	);
	expect(lines).toHaveLength(30_000);
	expect(lines[15_000] === `15002\t${long}\t1970-01-07`).toBe(true);
	expect(lines[29_999]).toBe('30001\tt29999\t1970-01-03');
});

test('a person key is written as the escaped hexadecimal form of bytea', () => {
	const writer = new CopyWriter([], () => undefined);
	writer.startRow(7);
	writer.hex('00ff');
	writer.endRow();
	expect(Buffer.concat(writer.take()).toString()).toBe('7\t\\\\x00ff\n');
});
