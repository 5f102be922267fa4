import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnBuilder } from './column-builder.ts';
import type { ColumnLayout } from './column-builder.ts';
import { decodeColumns, encodeColumns } from './column-codec.ts';
import { codeColumn, dayColumn, NO_DAY, numberColumn, type ColumnTable } from './columns.ts';

const layout: ColumnLayout = {
	columns: [
		{ name: 'hiredOn', type: 'day' },
		{ name: 'exitedOn', type: 'day' },
		{ name: 'jobTitle', type: 'code' },
		{ name: 'fte', type: 'number' }
	],
	sortBy: ['hiredOn', 'exitedOn'],
	isAboutPeople: true
};
const key = (n: number) => n.toString(16).padStart(16, '0') + 'f'.repeat(16);

const encoded = (table: ColumnTable) => Buffer.concat([...encodeColumns(table)]);

function sample() {
	const builder = columnBuilder(layout);
	builder.add(key(9), [100, null, 'SRE', 1]);
	builder.add(key(2), [50, 80, 'Nurse', null]);
	builder.add(key(9), [10, 20, null, 0.5]);
	builder.add(key(9), [100, 120, 'SRE', 1]);
	return builder.finish();
}

test('4 rows of 2 people are sorted by person, hire and exit, the open spell last', () => {
	const table = sample();
	expect([...(table.personKeys ?? [])]).toEqual([2n, 9n]);
	expect([...(table.person ?? [])]).toEqual([0, 1, 1, 1]);
	expect([...dayColumn(table, 'hiredOn').days]).toEqual([50, 10, 100, 100]);
	expect([...dayColumn(table, 'exitedOn').days]).toEqual([80, 20, 120, NO_DAY]);
	expect(codeColumn(table, 'jobTitle').words).toEqual(['', 'SRE', 'Nurse']);
	expect([...codeColumn(table, 'jobTitle').codes]).toEqual([2, 0, 1, 1]);
	expect([...numberColumn(table, 'fte').values]).toEqual([NaN, 0.5, 1, 1]);
});

test('encoded and decoded, the 4 rows are the same table', () => {
	expect(decodeColumns(encoded(sample()))).toEqual(sample());
});

test('a table of 0 rows survives encoding', () => {
	const empty = columnBuilder(layout).finish();
	expect(decodeColumns(encoded(empty))).toEqual(empty);
	expect(empty.rowCount).toBe(0);
});

test('70,000 different words widen the codes to 32 bits and keep each word at its row', () => {
	const builder = columnBuilder({ columns: [{ name: 'site', type: 'code' }], sortBy: [], isAboutPeople: false });
	for (let i = 0; i < 70_000; i++) builder.add('', [`site ${i}`]);
	const { codes, words } = codeColumn(decodeColumns(encoded(builder.finish())), 'site');
	expect(codes).toBeInstanceOf(Uint32Array);
	for (const i of [0, 254, 255, 256, 65_534, 65_535, 69_999]) expect(words[codes[i]]).toBe(`site ${i}`);
});

test('3 rows given by number, one of them without, are the table of the same rows given by value', () => {
	const titles = [null, 'SRE', 'Nurse'];
	const days = [null, 100, 50];
	const numbered = [
		{ numbers: Int32Array.of(1, -1, 2), valueOf: (number: number) => (number < 0 ? 10 : days[number]) },
		{ numbers: Int32Array.of(0, 0, 0), valueOf: () => null },
		{ numbers: Int32Array.of(1, 2, -1), valueOf: (number: number) => (number < 0 ? 'loose' : titles[number]) },
		{ numbers: Int32Array.of(0, 0, 0), valueOf: () => null }
	];
	const byNumber = columnBuilder(layout);
	byNumber.addRows(3, numbered, Int32Array.of(0, 1, 0));
	const byValue = columnBuilder(layout);
	byValue.add(key(9), [100, null, 'SRE', null]);
	byValue.add(key(2), [10, null, 'Nurse', null]);
	byValue.add(key(9), [50, null, 'loose', null]);
	expect(byNumber.finish({ keys: BigUint64Array.of(2n, 9n), rank: Uint32Array.of(1, 0) })).toEqual(byValue.finish());
});

test('whatever the rows, each stays whole and people ascend', () => {
	const row = fc.record({ person: fc.nat(40), hired: fc.nat(60), title: fc.constantFrom('a', 'b', 'c') });
	fc.assert(
		fc.property(fc.array(row, { maxLength: 3000 }), (rows) => {
			const builder = columnBuilder({
				...layout,
				columns: [layout.columns[0], layout.columns[2]],
				sortBy: ['hiredOn']
			});
			for (const r of rows) builder.add(key(r.person), [r.hired, r.title]);
			const table = builder.finish();
			const days = dayColumn(table, 'hiredOn').days;
			const titles = codeColumn(table, 'jobTitle');
			const got = [...days].map(
				(day, i) => `${table.personKeys?.[table.person?.[i] ?? -1]} ${day} ${titles.words[titles.codes[i]]}`
			);
			const expected = [...rows]
				.sort((a, b) => a.person - b.person || a.hired - b.hired)
				.map((r) => `${r.person} ${r.hired} ${r.title}`);
			expect(got).toEqual(expected);
		}),
		{ numRuns: 50 }
	);
});

test('70,000 different days and shares, the empty ones last, are sorted and kept like a few', () => {
	const numbers = { columns: [layout.columns[0], layout.columns[3]], sortBy: ['hiredOn'], isAboutPeople: true };
	const byValue = columnBuilder(numbers);
	const byNumber = columnBuilder(numbers);
	const rows = 70_000;
	const day = (i: number) => (i === 7 ? null : (i * 31) % rows);
	for (let i = 0; i < rows; i++) byValue.add(key(9), [day(i), i / 8]);
	for (let from = 0; from < rows; from += 1000) {
		const given = (valueOf: (row: number) => number | null) => ({
			numbers: Int32Array.from({ length: 1000 }, (_, i) => from + i),
			valueOf: (number: number) => valueOf(number)
		});
		byNumber.addRows(1000, [given(day), given((i) => i / 8)], new Int32Array(1000));
	}
	const table = byNumber.finish({ keys: BigUint64Array.of(9n), rank: Uint32Array.of(0) });
	expect(table).toEqual(byValue.finish());
	const { days } = dayColumn(table, 'hiredOn');
	expect([days[0], days[1], days[rows - 2], days[rows - 1]]).toEqual([0, 1, rows - 1, NO_DAY]);
	expect(numberColumn(table, 'fte').values[rows - 1]).toBe(7 / 8);
});
