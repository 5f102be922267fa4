import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const NAME_BYTES = 16;
const VECTOR_BYTES = 16;

/** Bytes put away in parts, to be read again in any order. */
export interface PartStore {
	/** True where parts do not stay in memory: what is not at work should be put away, and read again when it is. */
	readonly isOutside: boolean;
	/** Keeps a copy of the bytes; its number. */
	put(bytes: Uint8Array): number;
	/** The bytes of a part, which fill their buffer. */
	get(part: number): Uint8Array<ArrayBuffer>;
	/** Lets go of a part that is not read again. */
	drop(part: number): void;
	/** Lets go of everything. */
	close(): void;
}

export function partsInMemory(): PartStore {
	let parts: Uint8Array<ArrayBuffer>[] = [];
	return {
		isOutside: false,
		put: (bytes) => parts.push(new Uint8Array(bytes)) - 1,
		get: (part) => parts[part],
		drop(part) {
			parts[part] = new Uint8Array();
		},
		close() {
			parts = [];
		}
	};
}

/**
 * Parts in a file without a name: it is gone with this process however that ends. What stands in it is encrypted with a
 * key that only this memory holds. A full disk is the error of the operating system.
 */
export function partsInFile(folder: string): PartStore {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const path = join(folder, `.${randomBytes(NAME_BYTES).toString('hex')}`);
	const file = openSync(path, 'wx+', 0o600);
	unlinkSync(path);
	const key = randomBytes(32);
	const parts: { at: number; length: number }[] = [];
	let end = 0;
	let isOpen = true;
	const vectorOf = (part: number) => {
		const vector = Buffer.alloc(VECTOR_BYTES);
		vector.writeUInt32BE(part);
		return vector;
	};
	return {
		isOutside: true,
		put(bytes) {
			const part = parts.push({ at: end, length: bytes.length }) - 1;
			writeAll(file, createCipheriv('aes-256-ctr', key, vectorOf(part)).update(bytes), end);
			end += bytes.length;
			return part;
		},
		get(part) {
			const { at, length } = parts[part];
			const bytes = Buffer.allocUnsafeSlow(length);
			for (let read = 0; read < length;) {
				const more = readSync(file, bytes, read, length - read, at + read);
				if (more === 0) throw new Error('A part that was put away is not there any more.');
				read += more;
			}
			const plain = createDecipheriv('aes-256-ctr', key, vectorOf(part)).update(bytes);
			return new Uint8Array(plain);
		},
		drop: () => undefined,
		close() {
			if (isOpen) closeSync(file);
			isOpen = false;
		}
	};
}

/** A disk that is nearly full takes a part of the bytes without an error: only the rest tells that it is. */
function writeAll(file: number, bytes: Uint8Array, position: number): void {
	for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, bytes.length - at, position + at);
}
