import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { identityCollector } from './person-identities.ts';
import { idOf, personHash } from './person-keys.ts';

const key = Buffer.alloc(32, 0x0b);
const other = Buffer.alloc(32, 0x0c);

function addTo(collector: ReturnType<typeof identityCollector>, id: string, key: Buffer): void {
	const text = Buffer.from(id);
	collector.add(text, 0, text.length, key, 0);
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
	const collector = identityCollector(key);
	for (const id of ids) addTo(collector, id, Buffer.from(hash(id), 'hex'));
	const parts = [...collector.parts()];
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
	const collector = identityCollector(key);
	addTo(collector, 'E-31337', Buffer.from(personHash(key)('E-31337'), 'hex'));
	const [part] = collector.parts();
	expect(idOf(other, part, part.keys)).not.toBe('E-31337');
	expect(part.encrypted.toString('latin1')).not.toContain('E-31337');
});

test('3 keys that share their first 4 bytes are in order and found', () => {
	const collector = identityCollector(key);
	const keyOf = (end: string) => `00000001${end.padStart(24, '0')}`;
	for (const end of ['3', '1', '2']) addTo(collector, `id ${end}`, Buffer.from(keyOf(end), 'hex'));
	const [part] = collector.parts();
	expect(part.keys.toString('hex')).toBe(keyOf('1') + keyOf('2') + keyOf('3'));
	expect(['1', '2', '3'].map((end) => idOf(key, part, Buffer.from(keyOf(end), 'hex')))).toEqual([
		'id 1',
		'id 2',
		'id 3'
	]);
});
