import { createHash, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import { mkdir, open, type FileHandle, readdir, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { frameSealer, openSealedFile, readSealedFile } from './sealed-file.ts';

/** Why nothing was kept of an upload. */
export class IncompleteUpload extends Error {
	constructor(
		readonly reason: 'cut' | 'too-large' | 'storage-full',
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
 * error, a length other than the declared one, or more than `limit` bytes leaves nothing behind. `onFrames` is told how
 * many frames of the file can be read.
 */
export async function receiveRawFile(
	folder: string,
	fileKey: Uint8Array,
	body: AsyncIterable<Uint8Array>,
	limits: { declared: number | null; limit: number },
	onFrames: (arrival: { file: string; frames: number; isWhole: boolean }) => void = () => undefined
): Promise<RawFile> {
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const name = randomBytes(16).toString('hex');
	const file = await open(join(folder, name), 'wx', 0o600);
	const digest = createHash('sha256');
	let received = 0;
	let frames = 0;
	try {
		const seal = frameSealer(fileKey);
		await writeWhole(file, seal.salt);
		for await (const chunk of body) {
			received += chunk.length;
			if (received > limits.limit) throw new IncompleteUpload('too-large', received);
			digest.update(chunk);
			for (const frame of seal.add(chunk)) {
				await writeWhole(file, frame);
				onFrames({ file: name, frames: ++frames, isWhole: false });
			}
		}
		if (limits.declared !== null && limits.declared !== received) throw new IncompleteUpload('cut', received);
		await writeWhole(file, seal.end());
		onFrames({ file: name, frames: ++frames, isWhole: true });
		await file.sync();
		await file.close();
	} catch (error) {
		await file.close().catch(() => undefined);
		await rm(join(folder, name), { force: true });
		throw error instanceof IncompleteUpload ? error : new IncompleteUpload(reasonOf(error), received);
	}
	syncFolder(folder);
	return { name, bytes: received, hash: digest.digest('hex') };
}

/** A disk that is nearly full takes a part of the bytes without an error: only the rest tells that it is. */
async function writeWhole(file: FileHandle, bytes: Uint8Array): Promise<void> {
	for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at)).bytesWritten;
}

function reasonOf(error: unknown): IncompleteUpload['reason'] {
	const code = error instanceof Error && 'code' in error ? error.code : null;
	return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG' ? 'storage-full' : 'cut';
}

/** The bytes of a raw file as it came, read without waiting. */
export function readRawFile(folder: string, name: string, fileKey: Uint8Array): Generator<Buffer> {
	return readSealedFile(rawPath(folder, name), fileKey);
}

/** A raw file whose bytes are read anywhere. Close it. */
export function openRawFile(folder: string, name: string, fileKey: Uint8Array) {
	return openSealedFile(rawPath(folder, name), fileKey);
}

/**
 * Keeps the table that a raw file was unpacked to beside it, sealed as it is, for as long as it is there. The table is
 * there whole or not at all; a former one is replaced.
 */
export async function keepTable(
	folder: string,
	name: string,
	fileKey: Uint8Array,
	pieces: AsyncIterable<Uint8Array>
): Promise<void> {
	const path = tablePath(folder, name);
	const file = await open(path + PART, 'w', 0o600);
	try {
		const seal = frameSealer(fileKey);
		await writeWhole(file, seal.salt);
		for await (const piece of pieces) for (const frame of seal.add(piece)) await writeWhole(file, frame);
		await writeWhole(file, seal.end());
		await file.close();
		await rename(path + PART, path);
		// Deleted meanwhile: nothing may be left of it.
		if (!existsSync(rawPath(folder, name))) await deleteRawFile(folder, name);
	} catch (error) {
		await file.close().catch(() => undefined);
		await rm(path + PART, { force: true });
		throw error;
	}
}

export function hasTable(folder: string, name: string): boolean {
	return existsSync(tablePath(folder, name));
}

/** The table a raw file holds: what it was unpacked to, or the file itself. Read without waiting. */
export function readTableFile(folder: string, name: string, fileKey: Uint8Array): Generator<Buffer> {
	return readSealedFile(hasTable(folder, name) ? tablePath(folder, name) : rawPath(folder, name), fileKey);
}

const TABLE = '.table';
const PART = '-part';

function rawPath(folder: string, name: string): string {
	if (!/^[0-9a-f]{32}$/.test(name)) throw new Error('The name of a raw file is 32 hexadecimal digits.');
	return join(folder, name);
}

function tablePath(folder: string, name: string): string {
	return rawPath(folder, name) + TABLE;
}

/** Deletes a raw file with the table that was unpacked from it. */
export async function deleteRawFile(folder: string, name: string): Promise<void> {
	const path = rawPath(folder, name);
	for (const file of [path + TABLE + PART, path + TABLE, path]) await rm(file, { force: true });
}

/** Makes a raw file as young as one that arrives now; false where it is not there any more. */
export async function renewRawFile(folder: string, name: string): Promise<boolean> {
	const now = new Date();
	return utimes(rawPath(folder, name), now, now).then(
		() => true,
		() => false
	);
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
