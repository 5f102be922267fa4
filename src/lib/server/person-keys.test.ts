import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { decryptId, idEncryption, personHash } from './person-keys.ts';

const key = Buffer.alloc(32, 0x0b);
const other = Buffer.alloc(32, 0x0c);

test('an id hashes to the first 16 bytes of HMAC-SHA256 as Node computes it, for ids of 0 to 300 characters', () => {
	const hash = personHash(key);
	for (const id of ['', '7', 'E-00042', 'é'.repeat(64), 'ж'.repeat(256), 'x'.repeat(300)])
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

test('100,003 ids encrypted in batches decrypt one by one to what they were', () => {
	const ids = Array.from({ length: 100_003 }, (_, i) => `${i % 2 ? 'Zoë' : '00'}${i}${'-'.repeat(i % 23)}`);
	const packed = idEncryption(key)(ids);
	expect(packed).toHaveLength(ids.length);
	for (const i of [0, 1, 2, 50_000, 77_777, 100_002]) expect(decryptId(key, packed[i])).toBe(ids[i]);
	expect(new Set(packed.map((bytes) => bytes.subarray(0, 12).toString('hex'))).size).toBeGreaterThan(1);
});

test('the key of another organisation does not give the id back', () => {
	const [packed] = idEncryption(key)(['E-31337']);
	expect(decryptId(other, packed)).not.toBe('E-31337');
	expect(packed.toString('latin1')).not.toContain('E-31337');
});
