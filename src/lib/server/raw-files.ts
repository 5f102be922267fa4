import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync } from 'node:fs';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const SALT_BYTES = 16;
const TAG_BYTES = 16;
const FRAME_BYTES = 256 * 1024;

/** Why nothing was kept of an upload. */
export class IncompleteUpload extends Error {
	constructor(
		readonly reason: 'cut' | 'too-large',
		readonly received: number
	) {
		super(`The upload ended after ${received} bytes (${reason}).`);
	}
}

export interface RawFile {
	/** Random name in the uploads folder. */
	name: string;
	bytes: number;
	/** SHA-256 of the file as sent, in hexadecimal digits. */
	hash: string;
}

/**
 * Streams an upload into an encrypted file under a random name. The file exists only if every byte arrived: a stream
 * error, a length other than the declared one, or more than `limit` bytes leaves nothing behind.
 *
 * Format: salt, then frames of at most 256 KiB, each sealed with AES-256-GCM under a key of its own file; frame number
 * and "last" mark are in the nonce, so frames cannot be dropped, moved or cut off unseen.
 */
export async function receiveRawFile(
	folder: string,
	fileKey: Uint8Array,
	body: AsyncIterable<Uint8Array>,
	limits: { declared: number | null; limit: number }
): Promise<RawFile> {
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const name = randomBytes(16).toString('hex');
	const file = await open(join(folder, name), 'wx', 0o600);
	const digest = createHash('sha256');
	let received = 0;
	try {
		const seal = frameSealer(fileKey);
		await file.write(seal.salt);
		for await (const chunk of body) {
			received += chunk.length;
			if (received > limits.limit) throw new IncompleteUpload('too-large', received);
			digest.update(chunk);
			for (const frame of seal.add(chunk)) await file.write(frame);
		}
		if (limits.declared !== null && limits.declared !== received) throw new IncompleteUpload('cut', received);
		await file.write(seal.end());
		await file.sync();
		await file.close();
	} catch (error) {
		await file.close().catch(() => undefined);
		await rm(join(folder, name), { force: true });
		throw error instanceof IncompleteUpload ? error : new IncompleteUpload('cut', received);
	}
	syncFolder(folder);
	return { name, bytes: received, hash: digest.digest('hex') };
}

function frameSealer(fileKey: Uint8Array) {
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

/** The bytes of a raw file, frame by frame, read without waiting so that it can be read inside a transaction. */
export function* readRawFile(folder: string, name: string, fileKey: Uint8Array): Generator<Buffer> {
	const descriptor = openSync(rawPath(folder, name), 'r');
	try {
		const salt = Buffer.alloc(SALT_BYTES);
		readSync(descriptor, salt, 0, SALT_BYTES, null);
		const key = keyOfFile(fileKey, salt);
		let current = readFrame(descriptor);
		for (let frame = 0; current !== null; frame++) {
			const next = readFrame(descriptor);
			yield openFrame(key, current, frame, next === null);
			current = next;
		}
	} finally {
		closeSync(descriptor);
	}
}

function readFrame(descriptor: number): Buffer | null {
	const frame = Buffer.allocUnsafe(FRAME_BYTES + TAG_BYTES);
	let filled = 0;
	for (let got = -1; got !== 0 && filled < frame.length; filled += got)
		got = readSync(descriptor, frame, filled, frame.length - filled, null);
	return filled === 0 ? null : frame.subarray(0, filled);
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

function rawPath(folder: string, name: string): string {
	if (!/^[0-9a-f]{32}$/.test(name)) throw new Error('The name of a raw file is 32 hexadecimal digits.');
	return join(folder, name);
}

export async function deleteRawFile(folder: string, name: string): Promise<void> {
	await rm(rawPath(folder, name), { force: true });
}

/** Names of the raw files that are there. */
export async function rawFileNames(folder: string): Promise<string[]> {
	const names = await readdir(folder).catch(() => []);
	return names.filter((name) => /^[0-9a-f]{32}$/.test(name));
}

/** Makes the new name survive a power cut; folders cannot be synced on Windows. */
function syncFolder(folder: string): void {
	if (process.platform === 'win32') return;
	const descriptor = openSync(folder, 'r');
	fsyncSync(descriptor);
	closeSync(descriptor);
}
