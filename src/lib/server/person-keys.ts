import * as crypto from 'node:crypto';

export const PERSON_KEY_BYTES = 16;
const BLOCK = 64;
const NONCE_BYTES = 12;
const COUNTER_BYTES = 4;
const AES_BLOCK = 16;
/** Plain text that shares one nonce; the 32-bit block counter has room for 64 GiB. */
const BATCH_BYTES = 1 << 20;

/** Ids of one organisation as keys that only this installation can make: 32 hexadecimal digits. */
export type PersonHash = (id: string) => string;

/**
 * HMAC-SHA256 of the id in UTF-8, cut to 16 bytes, as hexadecimal digits. HMAC proper, not a hash of key and id
 * glued together: a bare prefix is open to length extension and has no proof as a keyed function. Where Node has the
 * one-shot `crypto.hash` the two hashes of HMAC are written out: 0.9 s per million ids where `createHmac` takes 2.8 s.
 */
export function personHash(key: Uint8Array): PersonHash {
	if (key.length !== 32) throw new Error(`A person key has 32 bytes, this one ${key.length}.`);
	if (typeof crypto.hash !== 'function') return (id) => hmacHex(key, id);
	const inner = Buffer.alloc(BLOCK + 1024, 0x36);
	const outer = Buffer.alloc(BLOCK + 32, 0x5c);
	for (let i = 0; i < key.length; i++) {
		inner[i] ^= key[i];
		outer[i] ^= key[i];
	}
	return (id) => {
		if (id.length > 256) return hmacHex(key, id);
		const length = inner.write(id, BLOCK, 'utf8');
		outer.write(crypto.hash('sha256', inner.subarray(0, BLOCK + length), 'binary'), BLOCK, 'binary');
		return crypto.hash('sha256', outer, 'hex').slice(0, 2 * PERSON_KEY_BYTES);
	};
}

function hmacHex(key: Uint8Array, id: string): string {
	return crypto
		.createHmac('sha256', key)
		.update(id, 'utf8')
		.digest('hex')
		.slice(0, 2 * PERSON_KEY_BYTES);
}

function idKey(personKey: Uint8Array): Buffer {
	return Buffer.from(crypto.hkdfSync('sha256', personKey, Buffer.alloc(0), 'muster person id encryption', 32));
}

/**
 * Encrypts ids for `person_identity.id_encrypted`: nonce (12 bytes), offset of the id in the key stream (4 bytes,
 * big-endian), cipher text. AES-256-CTR; ids of one batch share a random nonce and follow each other in the stream,
 * so one cipher call serves some hundred thousand ids. The mode hides ids and does not prove them unchanged.
 */
export function idEncryption(personKey: Uint8Array): (ids: readonly string[]) => Buffer[] {
	const key = idKey(personKey);
	return (ids) => {
		const result: Buffer[] = [];
		for (let start = 0; start < ids.length;) {
			const batch: Buffer[] = [];
			let bytes = 0;
			for (; start < ids.length && (batch.length === 0 || bytes < BATCH_BYTES); start++) {
				const plain = Buffer.from(ids[start], 'utf8');
				batch.push(plain);
				bytes += plain.length;
			}
			encryptBatch(key, batch, result);
		}
		return result;
	};
}

function encryptBatch(key: Buffer, batch: Buffer[], result: Buffer[]): void {
	const nonce = crypto.randomBytes(NONCE_BYTES);
	const cipher = crypto.createCipheriv('aes-256-ctr', key, initialVector(nonce, 0));
	const stream = cipher.update(Buffer.concat(batch));
	let offset = 0;
	for (const plain of batch) {
		const packed = Buffer.allocUnsafe(NONCE_BYTES + COUNTER_BYTES + plain.length);
		nonce.copy(packed);
		packed.writeUInt32BE(offset, NONCE_BYTES);
		stream.copy(packed, NONCE_BYTES + COUNTER_BYTES, offset, offset + plain.length);
		result.push(packed);
		offset += plain.length;
	}
}

/** The id as the file spelled it. */
export function decryptId(personKey: Uint8Array, packed: Uint8Array): string {
	const bytes = Buffer.from(packed);
	if (bytes.length < NONCE_BYTES + COUNTER_BYTES) throw new Error('An encrypted id is cut short.');
	const offset = bytes.readUInt32BE(NONCE_BYTES);
	const vector = initialVector(bytes.subarray(0, NONCE_BYTES), Math.floor(offset / AES_BLOCK));
	const decipher = crypto.createDecipheriv('aes-256-ctr', idKey(personKey), vector);
	decipher.update(Buffer.alloc(offset % AES_BLOCK));
	return decipher.update(bytes.subarray(NONCE_BYTES + COUNTER_BYTES)).toString('utf8');
}

function initialVector(nonce: Uint8Array, block: number): Buffer {
	const vector = Buffer.alloc(AES_BLOCK);
	vector.set(nonce);
	vector.writeUInt32BE(block, NONCE_BYTES);
	return vector;
}
