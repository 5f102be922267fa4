import { hash, verify } from '@node-rs/argon2';
import { COMMON_PASSWORDS } from './common-passwords.ts';

/** OWASP's minimum for Argon2id (the default algorithm of the package): 19 MiB, 2 passes, 1 lane. */
const PARAMETERS = { memoryCost: 19456, timeCost: 2, parallelism: 1 };
const MOST_AT_ONCE = 2;
const MOST_WAITING = 20;
const LONGEST_BYTES = 1024;
const SHORTEST = 8;

/** Too many passwords are being checked at this moment; the caller answers 503 with Retry-After. */
export class PasswordsBusy extends Error {
	constructor() {
		super('Too many passwords are being checked at once; try again in a few seconds.');
	}
}

export type PasswordProblem = 'too-short' | 'too-long' | 'common' | 'personal';

/** What is wrong with a new password, or null. No rules of composition; the text counts exactly as received. */
export function passwordProblem(password: string, personal: string[] = []): PasswordProblem | null {
	if ([...password].length < SHORTEST) return 'too-short';
	if (isTooLong(password)) return 'too-long';
	const lower = password.toLowerCase();
	if (COMMON_PASSWORDS.has(lower)) return 'common';
	return personal.some((word) => word !== '' && lower === word.toLowerCase()) ? 'personal' : null;
}

/** PHC string of a password that `passwordProblem` let through. */
export async function hashPassword(password: string): Promise<string> {
	if (isTooLong(password)) throw new Error('A password over 1,024 bytes is refused before it is hashed.');
	return oneOfFew(() => hash(password, PARAMETERS));
}

/** True when the password is right. With `stored` null (no such account) it takes as long and is false. */
export async function isPasswordRight(stored: string | null, password: string): Promise<boolean> {
	if (isTooLong(password)) return false;
	const against = stored ?? (await dummyHash());
	const matches = await oneOfFew(() => verify(against, password));
	return matches && stored !== null;
}

/** True when the hash was made with other parameters than those in force: hash again at the next sign-in. */
export function isOutdatedHash(stored: string): boolean {
	const { memoryCost, timeCost, parallelism } = PARAMETERS;
	return !stored.startsWith(`$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`);
}

function isTooLong(password: string): boolean {
	return Buffer.byteLength(password) > LONGEST_BYTES;
}

let dummy: Promise<string> | undefined;

/** Made once with the parameters in force, so that an unknown account costs what a known one does. */
export function dummyHash(): Promise<string> {
	dummy ??= hash('no account has this password', PARAMETERS);
	return dummy;
}

let running = 0;
const waiting: (() => void)[] = [];

async function oneOfFew<T>(work: () => Promise<T>): Promise<T> {
	if (running >= MOST_AT_ONCE) {
		if (waiting.length >= MOST_WAITING) throw new PasswordsBusy();
		await new Promise<void>((start) => waiting.push(start));
	} else running += 1;
	try {
		return await work();
	} finally {
		const next = waiting.shift();
		if (next) next();
		else running -= 1;
	}
}
