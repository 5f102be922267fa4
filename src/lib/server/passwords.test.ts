import { verify } from '@node-rs/argon2';
import { expect, test, vi } from 'vitest';
import { hashPassword, isOutdatedHash, isPasswordRight, passwordProblem, PasswordsBusy } from './passwords.ts';

vi.mock('@node-rs/argon2', async (original) => {
	const real = await original<typeof import('@node-rs/argon2')>();
	return { ...real, verify: vi.fn(real.verify) };
});

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

test('without an account one password is checked all the same, against a hash of the same cost, and the answer is no', async () => {
	const stored = await hashPassword('correct horse');
	vi.mocked(verify).mockClear();
	expect(await isPasswordRight(stored, 'wrong')).toBe(false);
	expect(await isPasswordRight(null, 'wrong')).toBe(false);
	const cost = vi.mocked(verify).mock.calls.map(([hash]) => /^\$argon2id\$[^$]+\$[^$]+\$/.exec(String(hash))?.[0]);
	expect(cost).toEqual(['$argon2id$v=19$m=19456,t=2,p=1$', '$argon2id$v=19$m=19456,t=2,p=1$']);
});

test('of 40 checks at once 22 are done and 18 are told to come back', async () => {
	const stored = await hashPassword('correct horse');
	const results = await Promise.allSettled(Array.from({ length: 40 }, () => isPasswordRight(stored, 'correct horse')));
	const refused = results.filter((result) => result.status === 'rejected' && result.reason instanceof PasswordsBusy);
	expect(refused).toHaveLength(18);
	expect(results.filter((result) => result.status === 'fulfilled' && result.value)).toHaveLength(22);
	expect(await isPasswordRight(stored, 'correct horse')).toBe(true);
});
