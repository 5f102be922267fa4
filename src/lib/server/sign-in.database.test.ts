import { hashSync } from '@node-rs/argon2';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createAccount, testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { ownerSql, type OwnerSql } from '../../../test/support/owner.ts';
import { readSession, startSession } from './sessions.ts';
import { signIn, type SignInAttempt } from './sign-in.ts';

// Milliseconds the product waited: told, not waited for.
const waits = vi.hoisted((): number[] => []);
vi.mock('node:timers/promises', () => ({
	setTimeout: (milliseconds: number) => Promise.resolve(void waits.push(milliseconds))
}));

let db: TestDatabase;
let owner: OwnerSql;
const PASSWORD = 'seven lost umbrellas';
const attempt = (change: Partial<SignInAttempt>): SignInAttempt => ({
	email: 'nobody@example.org',
	password: PASSWORD,
	address: '192.0.2.1',
	userAgent: null,
	requestId: 'r',
	formerSessionId: null,
	...change
});
beforeAll(async () => {
	db = await testDatabase();
	owner = ownerSql(db);
});
afterAll(async () => {
	await owner.end();
	await db.drop();
});

test('the right password signs in, whatever the case of the address', async () => {
	const { email, id } = await createAccount(db.database, { password: PASSWORD });
	const result = await signIn(db.database, attempt({ email: ` ${email.toUpperCase()} ` }));
	expect(result).toMatchObject({ outcome: 'done', accountId: id });
});

test('unknown, wrong, disabled, over-long and odd input have one and the same outcome', async () => {
	const { email } = await createAccount(db.database, { password: PASSWORD });
	const disabled = await createAccount(db.database, { password: PASSWORD });
	await owner`update account set disabled_at = now() where id = ${disabled.id}`;
	const tries = [
		attempt({ address: '192.0.2.2' }),
		attempt({ address: '192.0.2.3', email, password: 'wrong' }),
		attempt({ address: '192.0.2.4', email: disabled.email }),
		attempt({ address: '192.0.2.5', email, password: 'x'.repeat(1_000_000) }),
		attempt({ address: '192.0.2.6', email, password: '' }),
		attempt({ address: '192.0.2.7', email, password: 'nul\0nul' }),
		attempt({ address: '192.0.2.8', email, password: '\ud800' }),
		attempt({ address: '192.0.2.9', email: 'nul\0@example.org' }),
		attempt({ address: '192.0.2.10', email: 'x'.repeat(100_000) })
	];
	for (const details of tries) expect(await signIn(db.database, details)).toEqual({ outcome: 'wrong' });
});

test('after 10 wrong passwords the 11th try is refused with a wait, and the right one from elsewhere still gets in', async () => {
	const { email } = await createAccount(db.database, { password: PASSWORD });
	const wrong = attempt({ email, password: 'wrong', address: '198.51.100.1' });
	for (let count = 0; count < 10; count++) expect(await signIn(db.database, wrong)).toEqual({ outcome: 'wrong' });
	const refused = await signIn(db.database, { ...wrong, password: PASSWORD });
	expect(refused.outcome).toBe('limited');
	expect(await signIn(db.database, attempt({ email, address: '198.51.100.2' }))).toMatchObject({ outcome: 'done' });
});

test('12 right sign-ins in a row are not limited: what succeeds does not count', async () => {
	const { email } = await createAccount(db.database, { password: PASSWORD });
	for (let count = 0; count < 12; count++)
		expect(await signIn(db.database, attempt({ email, address: '198.51.100.3' }))).toMatchObject({ outcome: 'done' });
});

test('an account tried from many addresses is slowed by 2 seconds, not locked', async () => {
	const { email } = await createAccount(db.database, { password: PASSWORD });
	expect(waits).toEqual([]);
	const options = { rateLimits: { 'login-account': 0 } };
	expect(await signIn(db.database, attempt({ email, address: '198.51.100.4' }), options)).toMatchObject({
		outcome: 'done'
	});
	expect(waits).toEqual([2000]);
});

test('a sign-in starts a new session and ends the one the browser came with', async () => {
	const { email, id } = await createAccount(db.database, { password: PASSWORD });
	const former = await startSession(db.database, id, { address: null, userAgent: null });
	const formerSessionId = (await readSession(db.database, former))?.id ?? null;
	const result = await signIn(db.database, attempt({ email, address: '198.51.100.5', formerSessionId }));
	expect(await readSession(db.database, former)).toBeNull();
	expect(result).toMatchObject({ outcome: 'done' });
	expect('token' in result && result.token !== former && (await readSession(db.database, result.token))).toBeTruthy();
});

test('a hash made with weaker parameters is replaced at the next sign-in', async () => {
	const { email, id } = await createAccount(db.database, { password: PASSWORD });
	await owner`update account set password_hash = ${hashSync(PASSWORD, { memoryCost: 8192, timeCost: 1 })} where id = ${id}`;
	await signIn(db.database, attempt({ email, address: '198.51.100.6' }));
	const [{ hash }] = await owner`select password_hash as hash from account where id = ${id}`;
	expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('each try leaves one security event with its result and no e-mail address', async () => {
	await owner`truncate security_event`;
	await signIn(db.database, attempt({ email: 'ghost@example.org', address: '198.51.100.7' }));
	const events = await owner`select * from security_event`;
	expect(events).toMatchObject([{ action: 'login', result: 'failed', account_id: null, address: '198.51.100.7' }]);
	expect(JSON.stringify(events)).not.toContain('ghost');
});
