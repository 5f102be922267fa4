import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { VersionPeople, type NumberedIds } from './person-identities.ts';
import { idOf, personHash } from './person-keys.ts';

const key = Buffer.alloc(32, 0x0b);
const other = Buffer.alloc(32, 0x0c);

/** Ids by their place in a list. */
function listed(ids: readonly string[]): NumberedIds {
	const texts = ids.map((id) => Buffer.from(id));
	const at = { size: ids.length, bytes: Buffer.alloc(0), start: 0, end: 0 };
	return Object.assign(at, {
		seek(person: number) {
			at.bytes = texts[person];
			at.end = at.bytes.length;
		}
	});
}

test('an id hashes to the first 16 bytes of HMAC-SHA256 as Node computes it, for ids of 0 to 300 characters', () => {
	const hash = personHash(key);
	for (const id of [
		'',
		'7',
		'E-00042',
		'x'.repeat(64),
		'x'.repeat(65),
		'é'.repeat(64),
		'ж'.repeat(256),
		'x'.repeat(300)
	])
		expect(hash(id)).toBe(createHmac('sha256', key).update(id).digest('hex').slice(0, 32));
});

test('RFC 4231 case 2 with its 4-byte key padded to 32 bytes begins 5bdcc146bf60754e6a042426089575c7', () => {
	// A key shorter than a block is padded with zeros by HMAC, so "Jefe" and "Jefe" + 28 zeros are one key.
	const jefe = Buffer.alloc(32);
	jefe.write('Jefe');
	expect(personHash(jefe)('what do ya want for nothing?')).toBe('5bdcc146bf60754e6a042426089575c7');
});

test('two organisations give one id two keys', () => {
	expect(personHash(key)('E-1')).not.toBe(personHash(other)('E-1'));
});

test('40,003 ids collected in any order come back one by one from 3 parts with ascending keys', () => {
	const hash = personHash(key);
	const ids = Array.from({ length: 40_003 }, (_, i) => `${i % 2 ? 'Zoë' : '00'}${i}${'-'.repeat(i % 23)}`);
	const people = new VersionPeople(key, listed(ids));
	for (const i of ids.keys()) people.add(ids.length - 1 - i);
	people.add(7);
	const parts = [...people.parts()];
	expect(parts.map((part) => part.keys.length / 16)).toEqual([16_384, 16_384, 7235]);
	const keys = parts.flatMap((part) => part.keys.toString('hex').match(/.{32}/g) ?? []);
	expect(keys).toEqual(ids.map(hash).sort());
	for (const i of [0, 1, 2, 20_000, 40_002]) {
		const wanted = Buffer.from(hash(ids[i]), 'hex');
		expect(parts.map((part) => idOf(key, part, wanted)).filter((id) => id !== null)).toEqual([ids[i]]);
	}
	expect(parts.map((part) => idOf(key, part, Buffer.alloc(16)))).toEqual([null, null, null]);
});

test('the key of another organisation does not give the id back, and the part does not show it', () => {
	const people = new VersionPeople(key, listed(['never added', 'E-31337']));
	people.add(1);
	const [part] = people.parts();
	expect(part.keys.length).toBe(16);
	expect(idOf(other, part, part.keys)).not.toBe('E-31337');
	expect(part.encrypted.toString('latin1')).not.toContain('E-31337');
});

test('200,000 people, of whom some share the first 4 bytes of their keys, are in order of whole keys and ranked so', () => {
	const hash = personHash(key);
	const ids = Array.from({ length: 200_000 }, (_, i) => String(i));
	const people = new VersionPeople(key, listed(ids));
	// Every third is in no row.
	const added = ids.flatMap((_, i) => (i % 3 === 2 ? [] : [i]));
	for (const person of added) people.add(person);
	const sorted = added.map((person) => ({ person, key: hash(ids[person]) })).sort((a, b) => (a.key < b.key ? -1 : 1));
	const shared = sorted.filter(({ key: own }, i) => i > 0 && own.slice(0, 8) === sorted[i - 1].key.slice(0, 8));
	expect(shared.length).toBeGreaterThan(0);
	const stored = Buffer.concat([...people.parts()].map((part) => part.keys)).toString('hex');
	expect(stored === sorted.map(({ key: own }) => own).join('')).toBe(true);
	const { keys, rank } = people.ranked();
	expect(keys.length).toBe(added.length);
	const wrong = sorted.filter((each, i) => rank[each.person] !== i || keys[i] !== BigInt(`0x${each.key.slice(0, 16)}`));
	expect(wrong).toEqual([]);
});
