import * as crypto from 'node:crypto';

export const PERSON_KEY_BYTES = 16;
const BLOCK = 64;
/** Bytes of an id whose key is made the short way. */
const LONGEST = 64;
const NONCE_BYTES = 12;
const AES_BLOCK = 16;

/** Ids of one organisation as keys that only this installation can make: 32 hexadecimal digits. */
export type PersonHash = (id: string) => string;

/** Writes the key of the id whose UTF-8 is `ids[start..end)`, PERSON_KEY_BYTES long, at `at` of `keys`. */
export type PersonKeyWriter = (ids: Uint8Array, start: number, end: number, keys: Buffer, at: number) => void;

/**
 * HMAC-SHA256 of the id in UTF-8, cut to 16 bytes, as hexadecimal digits. HMAC proper, not a hash of key and id
 * glued together: a bare prefix is open to length extension and has no proof as a keyed function.
 */
export function personHash(key: Uint8Array): PersonHash {
	const write = personKeyWriter(key);
	const bytes = Buffer.alloc(PERSON_KEY_BYTES);
	return (id) => {
		const text = Buffer.from(id, 'utf8');
		write(text, 0, text.length, bytes, 0);
		return bytes.toString('hex');
	};
}

/**
 * The same as bytes, for millions of ids. Where Node has the one-shot `crypto.hash` the two hashes of HMAC are written
 * out: 0.55 s per million ids where `createHmac` takes 2.8 s.
 */
export function personKeyWriter(key: Uint8Array): PersonKeyWriter {
	if (key.length !== 32) throw new Error(`A person key has 32 bytes, this one ${key.length}.`);
	const byHmac: PersonKeyWriter = (ids, start, end, keys, at) => void keys.set(hmac(key, ids.subarray(start, end)), at);
	if (typeof crypto.hash !== 'function') return byHmac;
	const inner = Buffer.alloc(BLOCK + LONGEST, 0x36);
	const outer = Buffer.alloc(BLOCK + 32, 0x5c);
	for (let i = 0; i < key.length; i++) {
		inner[i] ^= key[i];
		outer[i] ^= key[i];
	}
	const messages = Array.from({ length: LONGEST + 1 }, (_, length) => inner.subarray(0, BLOCK + length));
	return (ids, start, end, keys, at) => {
		if (end - start > LONGEST) return byHmac(ids, start, end, keys, at);
		for (let i = start; i < end; i++) inner[BLOCK + i - start] = ids[i];
		// Text of one-byte units is what this function gives cheapest.
		const first = crypto.hash('sha256', messages[end - start], 'binary');
		for (let i = 0; i < 32; i++) outer[BLOCK + i] = first.charCodeAt(i);
		const second = crypto.hash('sha256', outer, 'binary');
		for (let i = 0; i < PERSON_KEY_BYTES; i++) keys[at + i] = second.charCodeAt(i);
	};
}

function hmac(key: Uint8Array, id: Uint8Array): Buffer {
	return crypto.createHmac('sha256', key).update(id).digest().subarray(0, PERSON_KEY_BYTES);
}

function idKey(personKey: Uint8Array): Buffer {
	return Buffer.from(crypto.hkdfSync('sha256', personKey, Buffer.alloc(0), 'muster person id encryption', 32));
}

/** Ids of people whose keys ascend, as `person_identity` holds them: encrypted together, readable one by one. */
export interface IdentityPart {
	keys: Buffer;
	/** Nonce (12 bytes), end of each id in the plain text (4 bytes each, big-endian), cipher text (AES-256-CTR). */
	encrypted: Buffer;
}

/**
 * Encrypts the ids of one part, given one after the other with the place where each ends. The mode hides ids and does
 * not prove them unchanged.
 */
export function encryptIds(personKey: Uint8Array, { text, ends }: { text: Buffer; ends: Uint32Array }): Buffer {
	const nonce = crypto.randomBytes(NONCE_BYTES);
	const places = Buffer.alloc(4 * ends.length);
	ends.forEach((end, i) => places.writeUInt32BE(end, 4 * i));
	const cipher = crypto.createCipheriv('aes-256-ctr', idKey(personKey), initialVector(nonce, 0));
	return Buffer.concat([nonce, places, cipher.update(text)]);
}

/** The id as the file spelled it, decrypted alone; null where the part does not hold the key. */
export function idOf(personKey: Uint8Array, part: IdentityPart, key: Uint8Array): string | null {
	const count = part.keys.length / PERSON_KEY_BYTES;
	const index = indexOfKey(part.keys, key);
	if (index === null) return null;
	const endAt = (i: number) => (i < 0 ? 0 : part.encrypted.readUInt32BE(NONCE_BYTES + 4 * i));
	const start = endAt(index - 1);
	const text = NONCE_BYTES + 4 * count;
	const vector = initialVector(part.encrypted.subarray(0, NONCE_BYTES), Math.floor(start / AES_BLOCK));
	const decipher = crypto.createDecipheriv('aes-256-ctr', idKey(personKey), vector);
	decipher.update(Buffer.alloc(start % AES_BLOCK));
	return decipher.update(part.encrypted.subarray(text + start, text + endAt(index))).toString('utf8');
}

function indexOfKey(keys: Buffer, key: Uint8Array): number | null {
	let low = 0;
	let high = keys.length / PERSON_KEY_BYTES;
	while (low < high) {
		const middle = (low + high) >> 1;
		const at = middle * PERSON_KEY_BYTES;
		const order = keys.compare(key, 0, PERSON_KEY_BYTES, at, at + PERSON_KEY_BYTES);
		if (order === 0) return middle;
		if (order < 0) low = middle + 1;
		else high = middle;
	}
	return null;
}

function initialVector(nonce: Uint8Array, block: number): Buffer {
	const vector = Buffer.alloc(AES_BLOCK);
	vector.set(nonce);
	vector.writeUInt32BE(block, NONCE_BYTES);
	return vector;
}

/** The ids of all people of one part, in the order of their keys. */
function idsOf(personKey: Uint8Array, { keys, encrypted }: IdentityPart): Buffer[] {
	const count = keys.length / PERSON_KEY_BYTES;
	const vector = initialVector(encrypted.subarray(0, NONCE_BYTES), 0);
	const decipher = crypto.createDecipheriv('aes-256-ctr', idKey(personKey), vector);
	const text = decipher.update(encrypted.subarray(NONCE_BYTES + 4 * count));
	let start = 0;
	return Array.from({ length: count }, (_, i) => {
		const end = encrypted.readUInt32BE(NONCE_BYTES + 4 * i);
		const id = text.subarray(start, end);
		start = end;
		return id;
	});
}

/** The part without some of its people, encrypted anew; null where nobody is left, the part itself where all are. */
export function partWithout(
	personKey: Uint8Array,
	part: IdentityPart,
	erased: ReadonlySet<string>
): IdentityPart | null {
	const keyAt = (place: number) => part.keys.subarray(place * PERSON_KEY_BYTES, (place + 1) * PERSON_KEY_BYTES);
	const count = part.keys.length / PERSON_KEY_BYTES;
	const places = Array.from({ length: count }, (_, i) => i).filter((i) => !erased.has(keyAt(i).toString('hex')));
	if (places.length === count) return part;
	if (places.length === 0) return null;
	const ids = idsOf(personKey, part);
	const kept = places.map((place) => ids[place]);
	let end = 0;
	const people = { text: Buffer.concat(kept), ends: Uint32Array.from(kept, (id) => (end += id.length)) };
	return { keys: Buffer.concat(places.map(keyAt)), encrypted: encryptIds(personKey, people) };
}

/** What the audit log calls a person: another keyed hash, which no row carries. Whoever knows the id can make it again. */
export function personReference(personKey: Uint8Array, id: string): string {
	const key = crypto.hkdfSync('sha256', personKey, Buffer.alloc(0), 'muster person reference', 32);
	return crypto.createHmac('sha256', Buffer.from(key)).update(id).digest('hex').slice(0, 24);
}
