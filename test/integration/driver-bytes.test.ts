import { randomBytes } from 'node:crypto';
import { finished } from 'node:stream/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
	db = await testDatabase();
});
afterAll(() => db.drop());

test('bytes among other parameters arrive as they are: none, 0, 1 and 2 million of them, more than once', async () => {
	const million = randomBytes(2_000_000);
	for (const bytes of [null, Buffer.alloc(0), Buffer.from([0]), million, million.subarray(7, 5000)]) {
		const [row] = await db.database.inSystem(
			(tx) =>
				tx`select ${'before é'}::text as text, ${bytes}::bytea as bytes, octet_length(${bytes}::bytea) as length, ${42}::integer as number, ${['a', 'b']}::text[] as words`
		);
		expect(row).toMatchObject({ text: 'before é', length: bytes?.length ?? null, number: 42, words: ['a', 'b'] });
		expect(row.bytes === null ? null : Buffer.compare(row.bytes, bytes!)).toBe(bytes === null ? null : 0);
	}
});

test('text in the place of bytes is still read as hexadecimal digits', async () => {
	const [row] = await db.database.inSystem((tx) => tx`select ${'\\x00ff'}::text::bytea as bytes`);
	expect(row.bytes).toEqual(Buffer.from([0, 0xff]));
});

test('a copy in pieces of 1 byte and of a megabyte stores each line once, in the order they were sent', async () => {
	const lines = Array.from({ length: 200_000 }, (_, i) => `${i}\n`).join('');
	const text = Buffer.from(lines);
	const stored = await db.database.inSystem(async (tx) => {
		await tx`create temp table taken (number integer, at serial) on commit drop`;
		const copy = await tx`copy taken (number) from stdin`.writable();
		for (let at = 0; at < 1000; at++) copy.write(text.subarray(at, at + 1));
		for (let at = 1000; at < text.length; at += 1 << 20) copy.write(text.subarray(at, at + (1 << 20)));
		copy.end();
		await finished(copy);
		return tx`select count(*)::integer as rows, count(*) filter (where number = at - 1)::integer as right from taken`;
	});
	expect([...stored]).toEqual([{ rows: 200_000, right: 200_000 }]);
});
