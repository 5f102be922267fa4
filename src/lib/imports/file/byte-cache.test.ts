import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteCache } from './byte-cache.ts';

/** The text among other bytes, as a cell stands in a record. */
function cell(text: string) {
	const bytes = Buffer.from(`9${text}9`);
	const source = { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length) };
	return [source, 1, bytes.length - 1] as const;
}

const twoDigits = fc.integer({ min: 0, max: 39 }).map((n) => String(n).padStart(2, '0'));
const dateLike = fc
	.tuple(fc.integer({ min: 1890, max: 2110 }), twoDigits, twoDigits)
	.map(([year, month, day]) => `${year}-${month}-${day}`);
const texts = fc.oneof(
	dateLike,
	fc.string({ unit: fc.constantFrom('0', '1', '9', '-', 'a', 'é', ':', '/'), maxLength: 12 })
);

test('a text is known once it was added and never for another one, dates and what looks like dates among them', () => {
	fc.assert(
		fc.property(fc.array(texts, { maxLength: 400 }), (all) => {
			const cache = new ByteCache();
			const known = new Map<string, number>();
			const hashes = new Map<string, number>();
			for (const text of all) {
				const found = cache.find(...cell(text));
				expect(found).toBe(known.get(text) ?? -1);
				expect(hashes.get(text) ?? cache.hash).toBe(cache.hash);
				hashes.set(text, cache.hash);
				if (found < 0) known.set(text, cache.add(...cell(text)));
			}
			expect([...known.values()]).toEqual([...known.keys()].map((_, i) => i));
		})
	);
});

test('the 73,049 days from 1900 to 2099 are told apart, and a cache of 2 texts takes no third', () => {
	const cache = new ByteCache(80_000);
	const day = (i: number) => new Date(Date.UTC(1900, 0, 1 + i)).toISOString().slice(0, 10);
	for (let i = 0; i < 73_049; i++) {
		if (cache.find(...cell(day(i))) !== -1) throw new Error(`${day(i)} is known before it was added.`);
		cache.add(...cell(day(i)));
	}
	expect(day(73_048)).toBe('2099-12-31');
	expect([0, 40_000, 73_048].map((i) => cache.find(...cell(day(i))))).toEqual([0, 40_000, 73_048]);
	const small = new ByteCache(2);
	const added = ['2020-01-01', 'b', '2020-01-02', 'c', 'x'.repeat(129)].map((text) => {
		small.find(...cell(text));
		return small.add(...cell(text));
	});
	expect(added).toEqual([0, 1, -1, -1, -1]);
	expect(small.isFull).toBe(true);
});
