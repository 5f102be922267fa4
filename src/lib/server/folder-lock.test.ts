import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder, processStart } from './folder-lock.ts';

let folder: string;
const lockFile = () => join(folder, 'muster.lock');
const leave = (holder: object) => writeFileSync(lockFile(), JSON.stringify(holder));

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'muster-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a lock held by a living process is refused in one line with its number and address', () => {
	const lock = lockFolder(folder, 'http://127.0.0.1:3000');
	lock.setAddress('http://127.0.0.1:3001');
	expect(() => lockFolder(folder, 'http://127.0.0.1:4000')).toThrow(
		new Error(
			`Muster already runs on the data folder ${folder}: process ${process.pid}, http://127.0.0.1:3001. ` +
				'Stop that one, or set MUSTER_DATA_DIR to another folder.'
		)
	);
	lock.release();
	expect(readdirSync(folder)).toEqual([]);
});

test('the lock of a process that is gone is taken over', () => {
	const gone = spawnSync(process.execPath, ['-e', '']).pid;
	leave({ pid: gone, startedAt: 'some time', address: 'http://127.0.0.1:3000' });
	const lock = lockFolder(folder, 'http://127.0.0.1:4000');
	expect(existsSync(lockFile())).toBe(true);
	lock.release();
});

test('a process that merely got the same number later does not count', () => {
	leave({ pid: process.pid, startedAt: `${processStart(process.pid)}0`, address: 'http://127.0.0.1:3000' });
	expect(() => lockFolder(folder, 'http://127.0.0.1:4000').release()).not.toThrow();
});

test('a lock file cut short by a full disk is taken over', () => {
	writeFileSync(lockFile(), '{"pid": 1');
	expect(() => lockFolder(folder, 'http://127.0.0.1:4000').release()).not.toThrow();
});
