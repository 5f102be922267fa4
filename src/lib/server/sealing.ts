import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Text that holds cells of an uploaded file, as it stands in the database. */
export interface Sealed {
	sealed: string;
}

/** Seals text under the key of raw files (AES-256-GCM): what quotes an upload is no more open than the upload. */
export function sealing(fileKey: Uint8Array) {
	const key = Buffer.from(hkdfSync('sha256', fileKey, Buffer.alloc(0), 'muster quoted cells', 32));
	return {
		seal(value: unknown): Sealed {
			const nonce = randomBytes(NONCE_BYTES);
			const cipher = createCipheriv('aes-256-gcm', key, nonce);
			const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
			return { sealed: Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64') };
		},
		/** What was sealed, or null where nothing was. */
		open<T>(value: Sealed | null): T | null {
			if (value === null) return null;
			const bytes = Buffer.from(value.sealed, 'base64');
			const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
			decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
			const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
			return JSON.parse(text.toString('utf8')) as T;
		}
	};
}
