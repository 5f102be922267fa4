import { expect, test } from 'vitest';
import { hashPassword, isOutdatedHash, isPasswordRight, passwordProblem, PasswordsBusy } from './passwords.ts';

test.each([
	['1234567', 'too-short'],
	['😀😀😀😀', 'too-short'],
	['12345678', 'common'],
	['PASSWORD', 'common'],
	['azertyuiop', 'common'],
	['ada@example.org', 'personal'],
	['x'.repeat(1025), 'too-long'],
	['é'.repeat(513), 'too-long'],
	['x'.repeat(1024), null],
	['correct horse', null],
	['       8', null],
	['😀😀😀😀😀😀😀😀', null]
])('%j as a new password is %j', (password, problem) => {
	expect(passwordProblem(password, ['Ada@example.org'])).toBe(problem);
});

test('a hash is Argon2id with 19,456 KiB, 2 passes and 1 lane, and verifies only its own password', async () => {
	const stored = await hashPassword(' correct horse ');
	expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
	expect(isOutdatedHash(stored)).toBe(false);
	expect(isOutdatedHash(stored.replace('m=19456', 'm=8192'))).toBe(true);
	expect(await isPasswordRight(stored, ' correct horse ')).toBe(true);
	expect(await isPasswordRight(stored, 'correct horse')).toBe(false);
});

test('without an account the answer is no, after as much work as with one', async () => {
	const stored = await hashPassword('correct horse');
	const times = { known: [] as number[], unknown: [] as number[] };
	for (let round = 0; round < 9; round++) {
		times.known.push(await milliseconds(() => isPasswordRight(stored, 'wrong')));
		times.unknown.push(await milliseconds(() => isPasswordRight(null, 'wrong')));
	}
	expect(await isPasswordRight(null, 'no account has this password')).toBe(false);
	expect(Math.min(...times.unknown)).toBeGreaterThan(Math.min(...times.known) / 2);
	expect(Math.min(...times.unknown)).toBeLessThan(Math.min(...times.known) * 2);
});

test('of 40 checks at once 22 are done and 18 are told to come back', async () => {
	const stored = await hashPassword('correct horse');
	const results = await Promise.allSettled(Array.from({ length: 40 }, () => isPasswordRight(stored, 'correct horse')));
	const refused = results.filter((result) => result.status === 'rejected' && result.reason instanceof PasswordsBusy);
	expect(refused).toHaveLength(18);
	expect(results.filter((result) => result.status === 'fulfilled' && result.value)).toHaveLength(22);
	expect(await isPasswordRight(stored, 'correct horse')).toBe(true);
});

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
	const started = performance.now();
	await work();
	return performance.now() - started;
}
