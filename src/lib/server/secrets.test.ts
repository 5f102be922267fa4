import { hkdfSync } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { databasePasswords, openSecrets } from './secrets.ts';

const ACME = '6a1f6f0e-0000-4000-8000-000000000001';
const BETA = '6a1f6f0e-0000-4000-8000-000000000002';
let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'muster-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('keys are 32 bytes, differ by organisation and purpose, and are the same after a restart', () => {
	const first = openSecrets(folder);
	const again = openSecrets(folder);
	const keys = [first.personKey(ACME), first.personKey(BETA), first.fileKey, first.key('e-mail'), first.key('token')];
	expect(keys.map((key) => key.length)).toEqual([32, 32, 32, 32, 32]);
	expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(5);
	expect(again.personKey(ACME).equals(first.personKey(ACME))).toBe(true);
});

test('a person key is HKDF-SHA-256 of the master key with the organisation as salt', () => {
	const secrets = openSecrets(folder);
	const master = Buffer.from(readFileSync(join(folder, 'secrets', 'master-key'), 'utf8').trim(), 'base64url');
	const expected = Buffer.from(hkdfSync('sha256', master, ACME, 'muster person key 1', 32));
	expect(secrets.personKey(ACME).equals(expected)).toBe(true);
});

test('secrets are made with mode 0600 in a folder of mode 0700, and nothing else is left there', () => {
	openSecrets(folder);
	databasePasswords(folder);
	const names = readdirSync(join(folder, 'secrets')).sort();
	expect(names).toEqual(['database-app-password', 'database-owner-password', 'master-key']);
	expect(names.map((name) => statSync(join(folder, 'secrets', name)).mode & 0o777)).toEqual([0o600, 0o600, 0o600]);
	expect(statSync(join(folder, 'secrets')).mode & 0o777).toBe(0o700);
});

test('a key file others can read is refused with the command that mends it', () => {
	const path = join(folder, 'key');
	writeFileSync(path, 'A'.repeat(43));
	chmodSync(path, 0o644);
	expect(() => openSecrets(folder, path)).toThrow(`run chmod 600 ${path}`);
});

test('an emptied or short key file is refused, not replaced', () => {
	const path = join(folder, 'key');
	writeFileSync(path, '', { mode: 0o600 });
	expect(() => openSecrets(folder, path)).toThrow('is empty or too short');
	writeFileSync(path, 'A'.repeat(40), { mode: 0o600 });
	expect(() => openSecrets(folder, path)).toThrow('it needs 32 random bytes');
});
