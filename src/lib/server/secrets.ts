import { hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Secrets {
	/** Keys the pseudonyms of one organisation's people (32 bytes). */
	personKey(organisationId: string): Buffer;
	/** Encrypts raw uploads in the data folder (32 bytes). */
	fileKey: Buffer;
	/** A key of 32 bytes for one named purpose, such as hashing an e-mail for the rate limits. */
	key(purpose: string): Buffer;
}

/** Passwords of the two database roles, made with the data folder. */
export interface DatabasePasswords {
	owner: string;
	app: string;
}

const KEY_BYTES = 32;

/** Reads the master key, from `masterKeyFile` or the data folder; made there at the first start. */
export function openSecrets(dataFolder: string, masterKeyFile: string | null = null): Secrets {
	const path = masterKeyFile ?? secretFile(dataFolder, 'master-key');
	const text = masterKeyFile ? readSecret(path) : readOrMake(path);
	const master = Buffer.from(text, 'base64url');
	if (master.length < KEY_BYTES) {
		throw new Error(`The master key in ${path} is too short: it needs ${KEY_BYTES} random bytes in base64url.`);
	}
	const derive = (purpose: string, salt: string) => Buffer.from(hkdfSync('sha256', master, salt, purpose, KEY_BYTES));
	return {
		personKey: (organisationId) => derive('muster person key 1', organisationId),
		fileKey: derive('muster raw files 1', ''),
		key: (purpose) => derive(`muster ${purpose} 1`, '')
	};
}

export function databasePasswords(dataFolder: string): DatabasePasswords {
	return {
		owner: readOrMake(secretFile(dataFolder, 'database-owner-password')),
		app: readOrMake(secretFile(dataFolder, 'database-app-password'))
	};
}

function secretFile(dataFolder: string, name: string): string {
	const folder = join(dataFolder, 'secrets');
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	return join(folder, name);
}

// Written whole under another name first: a crash leaves no half secret, and of two processes one wins.
function readOrMake(path: string): string {
	const made = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
	try {
		return readSecret(path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
	writeFileSync(made, randomBytes(KEY_BYTES).toString('base64url') + '\n', { mode: 0o600, flag: 'wx', flush: true });
	try {
		linkSync(made, path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	} finally {
		rmSync(made);
	}
	return readSecret(path);
}

function readSecret(path: string): string {
	if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
		throw new Error(`The secret file ${path} can be read by other users: run chmod 600 ${path}`);
	}
	const text = readFileSync(path, 'utf8').trim();
	if (text.length < 32) throw new Error(`The secret file ${path} is empty or too short. Restore it from your backup.`);
	return text;
}
