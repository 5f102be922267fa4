import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deleteRawFile, IncompleteUpload, readRawFile, receiveRawFile } from './raw-files.ts';

const key = Buffer.alloc(32, 7);
const LIMIT = 10_000_000;
let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'muster-raw-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const readAll = (name: string) => Buffer.concat([...readRawFile(folder, name, key)]);

test.each([0, 1, 262_143, 262_144, 262_145, 1_000_003])('%i bytes come back as they were sent', async (size) => {
	const bytes = Buffer.from(Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8)) & 255));
	const raw = await receiveRawFile(folder, key, inChunks(bytes, 70_001), { declared: size, limit: LIMIT });
	expect(raw).toMatchObject({ bytes: size, hash: createHash('sha256').update(bytes).digest('hex') });
	expect(readAll(raw.name).equals(bytes)).toBe(true);
});

test('the file holds no clear text, has mode 0600 and a name of 32 hexadecimal digits', async () => {
	const raw = await receiveRawFile(folder, key, inChunks(Buffer.from('person_id\nCANARY-77\n'), 5), {
		declared: null,
		limit: LIMIT
	});
	expect(raw.name).toMatch(/^[0-9a-f]{32}$/);
	expect(readFileSync(join(folder, raw.name)).toString('latin1')).not.toContain('CANARY');
	expect(statSync(join(folder, raw.name)).mode & 0o777).toBe(0o600);
});

test('a stream that fails, 1 byte too few or 1 byte above the limit leaves no file', async () => {
	async function* broken(): AsyncGenerator<Uint8Array> {
		yield Buffer.from('a;b\n');
		throw new Error('aborted');
	}
	const abc = () => inChunks(Buffer.from('abc'), 1);
	await expect(receiveRawFile(folder, key, broken(), { declared: null, limit: LIMIT })).rejects.toThrow(
		IncompleteUpload
	);
	await expect(receiveRawFile(folder, key, abc(), { declared: 4, limit: LIMIT })).rejects.toMatchObject({
		reason: 'cut'
	});
	await expect(receiveRawFile(folder, key, abc(), { declared: null, limit: 2 })).rejects.toMatchObject({
		reason: 'too-large'
	});
	expect(readdirSync(folder)).toEqual([]);
});

test('a file that was cut, lengthened or changed by 1 byte is refused', async () => {
	const bytes = Buffer.alloc(600_000, 'x');
	const damages: ((path: string) => void)[] = [
		(path) => truncateSync(path, 16 + 2 * (262_144 + 16)),
		(path) => appendFileSync(path, 'y'),
		(path) => {
			const content = readFileSync(path);
			content[100] ^= 1;
			writeFileSync(path, content);
		}
	];
	for (const damage of damages) {
		const raw = await receiveRawFile(folder, key, inChunks(bytes, 65_536), { declared: 600_000, limit: LIMIT });
		damage(join(folder, raw.name));
		expect(() => readAll(raw.name)).toThrow();
	}
});

test('a name that is a path is refused and deleting twice is quiet', async () => {
	await expect(deleteRawFile(folder, '../etc/passwd')).rejects.toThrow('32 hexadecimal digits');
	const raw = await receiveRawFile(folder, key, inChunks(Buffer.from('a'), 1), { declared: 1, limit: LIMIT });
	await deleteRawFile(folder, raw.name);
	await deleteRawFile(folder, raw.name);
	expect(readdirSync(folder)).toEqual([]);
});
