import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { columnBuilder, type ColumnLayout } from './column-builder.ts';
import { partsInFile, partsInMemory, type PartStore } from './part-store.ts';
import { VersionPeople } from './person-identities.ts';
import { personHash } from './person-keys.ts';
import { ValueParts } from './value-parts.ts';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'muster-parts-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const stores: [string, () => PartStore][] = [
	['memory', partsInMemory],
	['a file', () => partsInFile(folder)]
];

describe.each(stores)('parts in %s', (_, open) => {
	test('come back byte for byte in any order, also where their bytes are written again afterwards', () => {
		fc.assert(
			fc.property(fc.array(fc.uint8Array({ maxLength: 5000 }), { minLength: 1, maxLength: 20 }), (all) => {
				const store = open();
				const shared = new Uint8Array(5000);
				const numbers = all.map((bytes) => {
					shared.set(bytes);
					return store.put(shared.subarray(0, bytes.length));
				});
				for (let i = all.length - 1; i >= 0; i--)
					expect(Buffer.from(store.get(numbers[i]))).toEqual(Buffer.from(all[i]));
				store.close();
			}),
			{ numRuns: 20 }
		);
	});

	test('100,000 numbers that need 1, then 2, then 4 bytes are the numbers that were given', () => {
		const store = open();
		const values = new ValueParts(Uint8Array, store);
		const given = Array.from({ length: 100_000 }, (_, i) =>
			i < 40_000 ? i % 251 : i < 70_000 ? i % 65_536 : i * 1000
		);
		for (const [i, value] of given.entries()) {
			if (i === 40_000) values.widen(Uint16Array);
			if (i === 70_000) values.widen(Uint32Array);
			values.push(value);
		}
		expect([...values.readInto(new Uint32Array(values.length))]).toEqual(given);
		values.release();
		expect(values.length).toBe(0);
		store.close();
	});
});

test('a file of parts has no name in its folder, and its bytes are not those that were put', () => {
	const store = partsInFile(folder);
	store.put(Buffer.from('person E-31337'));
	expect(readdirSync(folder)).toEqual([]);
	store.close();
	expect(() => store.get(0)).toThrow('EBADF');
});

const layout: ColumnLayout = {
	columns: [
		{ name: 'hiredOn', type: 'day' },
		{ name: 'jobTitle', type: 'code' },
		{ name: 'fte', type: 'number' }
	],
	sortBy: ['hiredOn'],
	isAboutPeople: true
};

test('100,000 rows of 70,000 people, put away in a file, are the same columns as in memory', () => {
	const [inMemory, outside] = stores.map(([, open]) => {
		const store = open();
		const builder = columnBuilder(layout, store);
		const people = BigUint64Array.from({ length: 70_000 }, (_, i) => BigInt(i));
		const given = (valueOf: (number: number) => string | number | null) => ({
			numbers: Int32Array.from({ length: 1000 }, (_, i) => i),
			valueOf: (number: number) => valueOf(number)
		});
		for (let from = 0; from < 100_000; from += 1000) {
			const rows = [given((i) => (i % 7 ? i : null)), given((i) => `${i % 300}`), given((i) => (i % 5) / 4)];
			builder.addRows(
				1000,
				rows,
				Int32Array.from({ length: 1000 }, (_, i) => (31 * (from + i)) % 70_000)
			);
		}
		const table = builder.finish({ keys: people, rank: Uint32Array.from(people, (_, i) => i) });
		const whole = { ...table, columns: { ...table.columns } };
		store.close();
		return whole;
	});
	expect(inMemory.rowCount).toBe(100_000);
	expect(outside).toEqual(inMemory);
});

test('150,000 people whose keys are put away have the keys of their ids, also those added late and added again', () => {
	const ids = Array.from({ length: 150_000 }, (_, i) => Buffer.from(`E-${i}`));
	const numbered = { size: ids.length, bytes: ids[0], start: 0, end: 0, seek: (_: number) => {} };
	numbered.seek = (person) => void Object.assign(numbered, { bytes: ids[person], end: ids[person].length });
	const store = partsInFile(folder);
	const key = Buffer.alloc(32, 7);
	const people = new VersionPeople(key, numbered, store);
	const isLate = (person: number) => person % 1000 === 3;
	for (const person of ids.keys()) if (!isLate(person)) people.add(person);
	for (const person of ids.keys()) if (isLate(person) || person % 500 === 0) people.add(person);
	const hash = personHash(key);
	const written = Buffer.alloc(16);
	for (const person of [0, 3, 1003, 16_384, 149_003, 149_999]) {
		people.writeKey(person, written, 0);
		expect(written.toString('hex')).toBe(hash(`E-${person}`));
	}
	const keys = Buffer.concat([...people.parts()].map((part) => part.keys)).toString('hex');
	expect(keys).toBe(
		ids
			.map((id) => hash(id.toString()))
			.sort()
			.join('')
	);
	const { rank } = people.ranked();
	const first = rank[3] * 32;
	expect(keys.slice(first, first + 32)).toBe(hash('E-3'));
	store.close();
});
