import { expect, test } from 'vitest';
import { VersionPeople } from '#lib/server/person-identities.ts';
import { personHash } from '#lib/server/person-keys.ts';
import { FilePeople } from '../spells/file-people.ts';
import { CopyWriter, type CopiedColumn } from './copy-writer.server.ts';
import { BLOCK_ROWS, RowBlock } from './row-block.server.ts';
import type { CellValue } from '../check/row-sink.ts';

const COLUMNS: CopiedColumn[] = [
	{ name: 'job_title', as: 'text', field: 0, type: 'text' },
	{ name: 'hire_date', as: 'date', field: 1, type: 'date' }
];

const people = new FilePeople();
const nobody = new VersionPeople(Buffer.alloc(32), people);

/** A slow reader of rows in the binary format: line, text and days since 2000-01-01. */
function rowsIn(bytes: Buffer): (string | number | null)[][] {
	const rows: (string | number | null)[][] = [];
	for (let at = 0; at < bytes.length;) {
		const count = bytes.readInt16BE(at);
		at += 2;
		const row = Array.from({ length: count }, (_, i) => {
			const length = bytes.readInt32BE(at);
			const from = at + 4;
			at = from + Math.max(length, 0);
			if (length < 0) return null;
			return i === 1 ? bytes.toString('utf8', from, at) : bytes.readInt32BE(from);
		});
		rows.push(row);
	}
	return rows;
}

function written(rows: [CellValue, CellValue][], cells: [number, number][], takeEvery = BLOCK_ROWS, full = false) {
	const seen: Buffer[] = [];
	const taken: Buffer[] = [];
	const writer = new CopyWriter(COLUMNS, (block) => seen.push(Buffer.from(block)));
	const block = new RowBlock(2, -1, people);
	rows.forEach((row, i) => {
		block.add(row, i + 2, Int32Array.from(cells[i]));
		if (!block.isFull && (i + 1) % takeEvery !== 0 && i + 1 < rows.length) return;
		writer.write(block, nobody, 0);
		block.clear();
		taken.push(...writer.take(full));
	});
	taken.push(...writer.take());
	expect(Buffer.concat(taken).equals(Buffer.concat(seen))).toBe(true);
	return rowsIn(Buffer.concat(taken));
}

test('a word, its repetition, an empty cell and a tab inside a cell are 4 rows of 3 fields', () => {
	const rows: [CellValue, CellValue][] = [
		['Zoë', 19_313],
		['Zoë', 19_313],
		[null, null],
		['a\tb', 10_957]
	];
	const expected = [
		[2, 'Zoë', 8356],
		[3, 'Zoë', 8356],
		[4, null, null],
		[5, 'a\tb', 0]
	];
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
	const cells: [number, number][] = [[0, 0], [0, 0], [0, 0]]; // prettier-ignore
	expect(written(rows, cells)).toEqual([
		[2, 'active', 10 - 10_957],
		[3, 'terminated', 9 - 10_957],
		[4, 'active', 10 - 10_957]
	]);
});

test('30,000 rows with a cell of 1,000,000 characters among them come out in order, full blocks first', () => {
	const long = 'é'.repeat(1_000_000);
	const rows = Array.from({ length: 30_000 }, (_, i): [CellValue, CellValue] => [i === 15_000 ? long : `t${i}`, i % 9]);
	const cells = rows.map((_, i): [number, number] => [i, i % 9]);
	const read = written(rows, cells, 1000, true);
	expect(read).toHaveLength(30_000);
	expect(read[15_000][1] === long).toBe(true);
	expect(read[29_999]).toEqual([30_001, 't29999', 2 - 10_957]);
});

test('a row of a person is count 3, line 7 + 100, the 16 bytes of the key of its id, and the yes in 1 byte', () => {
	const columns: CopiedColumn[] = [
		{ name: 'person_key', as: 'person-key', field: 0, type: 'text' },
		{ name: 'regretted', as: 'boolean', field: 1, type: 'boolean' }
	];
	const writer = new CopyWriter(columns, () => undefined);
	const secret = Buffer.alloc(32, 7);
	const known = new FilePeople();
	const keyed = new VersionPeople(secret, known);
	const block = new RowBlock(2, 0, known);
	known.numberOf('left out before');
	// The first row is given with its id alone, the second with the number of its person.
	block.add(['Zoë', 1], 7, new Int32Array(2).fill(-1));
	block.add(['unread', null], 8, Int32Array.of(known.numberOf('E-2'), -1));
	expect([...block.people.subarray(0, 2)]).toEqual([1, 2]);
	for (const person of [1, 2]) keyed.add(person);
	writer.write(block, keyed, 100);
	expect(Buffer.concat(writer.take()).toString('hex')).toBe(
		'0003' +
			'00000004' +
			'0000006b' +
			'00000010' +
			personHash(secret)('Zoë') +
			'00000001' +
			'01' +
			'0003' +
			'00000004' +
			'0000006c' +
			'00000010' +
			personHash(secret)('E-2') +
			'ffffffff'
	);
});

test('an empty cell between two words is no word: cells 0, 1 and 2 are numbered 1, 0 and 2, and 0 again is 1', () => {
	const block = new RowBlock(1, -1, people);
	for (const [i, value] of ['a', null, 'b', 'a'].entries()) block.add([value], i, Int32Array.of(i % 3));
	expect([...block.numbers[0].subarray(0, 4)]).toEqual([1, 0, 2, 1]);
	block.clear();
	block.add(['c'], 5, Int32Array.of(3));
	expect(block.numbers[0][0]).toBe(3);
	expect(block.values).toEqual([[null, 'a', 'b', 'c']]);
});
