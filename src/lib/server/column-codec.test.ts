import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeColumns, encodeColumns } from './column-codec.ts';
import { NO_DAY, type ColumnTable } from './columns.ts';

const encoded = (table: ColumnTable) => Buffer.concat([...encodeColumns(table)]);
const days = (...values: number[]): ColumnTable => ({
	rowCount: values.length,
	columns: { hiredOn: { type: 'day', days: Int32Array.from(values) } }
});
const numbers = (values: number[]): ColumnTable => ({
	rowCount: values.length,
	columns: { fte: { type: 'number', values: Float64Array.from(values) } }
});

test.each([
	['65,535 days apart', days(-100, 65_434, NO_DAY)],
	['65,536 days apart, which 2 bytes do not hold', days(-100, 65_436, NO_DAY)],
	['none at all', days(NO_DAY, NO_DAY)]
])('days that lie %s come back as they were', (_, table) => {
	expect(decodeColumns(encoded(table))).toEqual(table);
});

test.each([
	['256 different ones', numbers(Array.from({ length: 256 }, (_, i) => i / 3))],
	['257 different ones, which 1 byte does not hold', numbers(Array.from({ length: 257 }, (_, i) => i / 3))],
	['an empty one', numbers([0.5, NaN, 0.5])],
	['a negative zero', numbers([1, -0, 0])]
])('numbers with %s come back as they were', (_, table) => {
	expect(decodeColumns(encoded(table))).toEqual(table);
});

test('10,000 rows with 4 days, a part-time share and their person take 10 bytes each instead of 28', () => {
	const rowCount = 10_000;
	const day = () => ({
		type: 'day' as const,
		days: Int32Array.from({ length: rowCount }, (_, i) => 18_000 + (i % 900))
	});
	const table: ColumnTable = {
		rowCount,
		columns: {
			a: day(),
			b: day(),
			c: day(),
			d: day(),
			fte: { type: 'number', values: new Float64Array(rowCount).fill(0.8) }
		},
		person: Uint32Array.from({ length: rowCount }, (_, i) => i),
		personKeys: new BigUint64Array(0)
	};
	const keyed = { ...table, personKeys: BigUint64Array.from({ length: rowCount }, (_, i) => BigInt(i) << 40n) };
	const bytes = encoded(keyed);
	expect(bytes.length - 8 * rowCount).toBeLessThan(10 * rowCount + 6000);
	expect(decodeColumns(bytes)).toEqual(keyed);
});

test('a person with 256 rows, and people out of order, come back as they were', () => {
	const columns = { hiredOn: { type: 'day' as const, days: new Int32Array(257).fill(7) } };
	const many = { rowCount: 257, columns, person: new Uint32Array(257), personKeys: BigUint64Array.of(1n, 2n) };
	many.person[256] = 1;
	expect(decodeColumns(encoded(many))).toEqual(many);
	many.person[0] = 1;
	expect(decodeColumns(encoded(many))).toEqual(many);
});

test('whatever its columns hold, a table comes back as it was, wherever its bytes begin', () => {
	const tables = fc.integer({ min: 0, max: 40 }).chain((rowCount) => {
		const rows = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { minLength: rowCount, maxLength: rowCount });
		return fc.record({
			rowCount: fc.constant(rowCount),
			columns: fc.record({
				hiredOn: rows(fc.oneof(fc.integer({ min: -70_000, max: 70_000 }), fc.constant(NO_DAY))).map((values) => ({
					type: 'day' as const,
					days: Int32Array.from(values)
				})),
				fte: rows(fc.double()).map((values) => ({ type: 'number' as const, values: Float64Array.from(values) })),
				respondedAt: rows(fc.constantFrom(NaN, 1e12, 2e12)).map((values) => ({
					type: 'instant' as const,
					milliseconds: Float64Array.from(values)
				})),
				site: rows(fc.nat(2)).map((values) => ({
					type: 'code' as const,
					codes: Uint8Array.from(values),
					words: ['', 'é', '\u{1f984}']
				}))
			}),
			person: rows(fc.nat(5)).map((values) => Uint32Array.from(values.sort((a, b) => a - b))),
			personKeys: fc
				.array(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), { minLength: 6, maxLength: 6 })
				.map((keys) => BigUint64Array.from(keys))
		});
	});
	fc.assert(
		fc.property(tables, fc.integer({ min: 0, max: 7 }), (table, offset) => {
			const bytes = encoded(table);
			const moved = new Uint8Array(bytes.length + 8).subarray(offset, offset + bytes.length);
			moved.set(bytes);
			expect(decodeColumns(moved)).toEqual(table);
		}),
		{ numRuns: 60 }
	);
});
