import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const SALT_BYTES = 16;
const TAG_BYTES = 16;
const FRAME_BYTES = 256 * 1024;
const SEALED_BYTES = FRAME_BYTES + TAG_BYTES;

/**
 * Seals a stream of bytes. Format: salt, then frames of at most 256 KiB, each sealed with AES-256-GCM under a key of its
 * own file; frame number and "last" mark are in the nonce, so frames cannot be dropped, moved or cut off unseen.
 */
export function frameSealer(fileKey: Uint8Array) {
	const salt = randomBytes(SALT_BYTES);
	const key = keyOfFile(fileKey, salt);
	const plain = Buffer.allocUnsafe(FRAME_BYTES);
	let filled = 0;
	let frame = 0;
	const seal = (isLast: boolean) => {
		const cipher = createCipheriv('aes-256-gcm', key, frameNonce(frame++, isLast));
		const sealed = cipher.update(plain.subarray(0, filled));
		cipher.final();
		filled = 0;
		return Buffer.concat([sealed, cipher.getAuthTag()]);
	};
	return {
		salt,
		*add(chunk: Uint8Array): Iterable<Buffer> {
			for (let at = 0; at < chunk.length;) {
				if (filled === FRAME_BYTES) yield seal(false);
				const part = chunk.subarray(at, at + FRAME_BYTES - filled);
				plain.set(part, filled);
				filled += part.length;
				at += part.length;
			}
		},
		end: () => seal(true)
	};
}

/** The bytes of a sealed file, frame by frame, read without waiting so that it can be read inside a transaction. */
export function* readSealedFile(path: string, fileKey: Uint8Array): Generator<Buffer> {
	const file = openSealedFile(path, fileKey);
	try {
		for (let frame = 0; frame < file.frames; frame++) yield file.frame(frame);
	} finally {
		file.close();
	}
}

/** A sealed file whose plain bytes are read anywhere; the frame read last is kept. Close it. */
export function openSealedFile(path: string, fileKey: Uint8Array) {
	const descriptor = openSync(path, 'r');
	const salt = Buffer.alloc(SALT_BYTES);
	readSync(descriptor, salt, 0, SALT_BYTES, 0);
	const key = keyOfFile(fileKey, salt);
	const sealedBytes = fstatSync(descriptor).size - SALT_BYTES;
	const frames = Math.max(1, Math.ceil(sealedBytes / SEALED_BYTES));
	const size = Math.max(0, sealedBytes - frames * TAG_BYTES);
	const sealed = Buffer.allocUnsafeSlow(Math.max(0, Math.min(sealedBytes, SEALED_BYTES)));
	let known: { number: number; bytes: Buffer } = { number: -1, bytes: Buffer.alloc(0) };
	const frame = (number: number): Buffer => {
		const length = readAt(descriptor, sealed, SALT_BYTES + number * SEALED_BYTES);
		return openFrame(key, sealed.subarray(0, length), number, number === frames - 1);
	};
	return {
		/** Plain bytes. */
		size,
		frames,
		frame,
		read(position: number, length: number): Buffer {
			const parts: Buffer[] = [];
			const end = Math.min(size, position + length);
			for (let at = position; at < end;) {
				const number = Math.floor(at / FRAME_BYTES);
				if (known.number !== number) known = { number, bytes: frame(number) };
				const from = at - number * FRAME_BYTES;
				parts.push(known.bytes.subarray(from, from + end - at));
				at += parts[parts.length - 1].length;
			}
			return parts.length === 1 ? parts[0] : Buffer.concat(parts);
		},
		close: () => closeSync(descriptor)
	};
}

/** A sealed file that is still being written, whose frames are read as far as they are there. Close it. */
export function openArrivingFile(path: string, fileKey: Uint8Array) {
	const descriptor = openSync(path, 'r');
	const salt = Buffer.alloc(SALT_BYTES);
	readSync(descriptor, salt, 0, SALT_BYTES, 0);
	const key = keyOfFile(fileKey, salt);
	const sealed = Buffer.allocUnsafeSlow(SEALED_BYTES);
	return {
		/** Plain bytes of a frame; `isLast` where it ends the file. */
		frame(number: number, isLast: boolean): Buffer {
			const length = readAt(descriptor, sealed, SALT_BYTES + number * SEALED_BYTES);
			return openFrame(key, sealed.subarray(0, length), number, isLast);
		},
		close: () => closeSync(descriptor)
	};
}

/** Fills `sealed` from a place of the file; how many bytes there were. */
function readAt(descriptor: number, sealed: Buffer, position: number): number {
	let filled = 0;
	for (let got = -1; got !== 0 && filled < sealed.length; filled += got)
		got = readSync(descriptor, sealed, filled, sealed.length - filled, position + filled);
	return filled;
}

function openFrame(key: Buffer, sealed: Buffer, frame: number, isLast: boolean): Buffer {
	const decipher = createDecipheriv('aes-256-gcm', key, frameNonce(frame, isLast));
	decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
	const plain = decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES));
	decipher.final();
	return plain;
}

function frameNonce(frame: number, isLast: boolean): Buffer {
	const nonce = Buffer.alloc(12);
	nonce.writeUInt32BE(frame, 4);
	nonce[11] = isLast ? 1 : 0;
	return nonce;
}

function keyOfFile(fileKey: Uint8Array, salt: Uint8Array): Buffer {
	return Buffer.from(hkdfSync('sha256', fileKey, salt, 'muster raw file', 32));
}
