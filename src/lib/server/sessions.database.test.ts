import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createAccount, createOrganisation, testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { ownerSql, type OwnerSql } from '../../../test/support/owner.ts';
import {
	deleteExpiredSessions,
	endAccountSessions,
	endSession,
	listSessions,
	readSession,
	SESSION_LIMITS,
	sessionCookie,
	startSession
} from './sessions.ts';

let db: TestDatabase;
let owner: OwnerSql;
const client = { address: '192.0.2.7', userAgent: 'test browser' };
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

beforeAll(async () => {
	db = await testDatabase();
	owner = ownerSql(db);
});
afterAll(async () => {
	await owner.end();
	await db.drop();
});

async function signedIn() {
	const account = await createAccount(db.database);
	const token = await startSession(db.database, account.id, client);
	return { account, token, id: sha256(token) };
}

test('a token has 256 random bits and opens the session of its account', async () => {
	const { account, token } = await signedIn();
	expect(Buffer.from(token, 'base64url')).toHaveLength(32);
	const session = await readSession(db.database, token);
	expect(session?.account).toMatchObject({ id: account.id, email: account.email });
});

test('the stored row holds the SHA-256 of the token, and neither it nor any other column signs in', async () => {
	const { token, id } = await signedIn();
	const [row] = await owner`select * from session where id = ${id}`;
	for (const value of Object.values(row)) expect(await readSession(db.database, String(value))).toBeNull();
	expect(JSON.stringify(row)).not.toContain(token);
});

test('the raw token is in no table of the database', async () => {
	const { token } = await signedIn();
	const tables = await owner<{ name: string }[]>`
		select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`;
	const holding = [];
	for (const { name } of tables) {
		const [found] = await owner`select 1 from ${owner(name)} as t where t::text like ${`%${token}%`} limit 1`;
		if (found) holding.push(name);
	}
	expect(tables.length).toBeGreaterThan(10);
	expect(holding).toEqual([]);
});

test('the table refuses a raw token as id', async () => {
	const { account, token } = await signedIn();
	await expect(
		owner`insert into session (id, account_id, expires_at, absolute_expires_at)
			values (${token}, ${account.id}, now() + interval '1 hour', now() + interval '1 hour')`
	).rejects.toMatchObject({ code: '23514' });
});

test.each(['', 'x', 'A'.repeat(42), 'A'.repeat(44), 'A'.repeat(5000), `${'A'.repeat(42)}\0`, `${'A'.repeat(42)}%`])(
	'a cookie of %j is anonymous without an error',
	async (token) => {
		expect(await readSession(db.database, token)).toBeNull();
	}
);

test('unused for 8 hours, a session has ended', async () => {
	const { token, id } = await signedIn();
	await owner`update session set expires_at = expires_at - interval '7 hours 59 minutes' where id = ${id}`;
	expect(await readSession(db.database, token)).not.toBeNull();
	await owner`update session set expires_at = now() - interval '1 second' where id = ${id}`;
	expect(await readSession(db.database, token)).toBeNull();
});

test('use slides the idle limit forward to 8 hours, and tells that the cookie is to be sent again', async () => {
	const { token, id } = await signedIn();
	await owner`update session set expires_at = now() + interval '1 hour' where id = ${id}`;
	expect(await readSession(db.database, token)).toMatchObject({ isExtended: true });
	const [row] =
		await owner`select extract(epoch from expires_at - now())::int as seconds from session where id = ${id}`;
	expect(row.seconds).toBeGreaterThan(8 * 3600 - 60);
	expect(await readSession(db.database, token)).toMatchObject({ isExtended: false });
});

test('day 8 of constant use ends the session: it is extended to its absolute limit and no further', async () => {
	const { token, id } = await signedIn();
	const [{ days }] = await owner`
		select extract(epoch from absolute_expires_at - created_at) / 86400 as days from session where id = ${id}`;
	expect(Number(days)).toBeCloseTo(7, 3);
	await owner`update session set absolute_expires_at = now() + interval '5 minutes',
		expires_at = now() + interval '1 minute' where id = ${id}`;
	expect(await readSession(db.database, token)).not.toBeNull();
	const [row] = await owner`select expires_at = absolute_expires_at as same from session where id = ${id}`;
	expect(row.same).toBe(true);
	await owner`update session set absolute_expires_at = now() - interval '1 second',
		expires_at = now() + interval '8 hours' where id = ${id}`;
	expect(await readSession(db.database, token)).toBeNull();
});

test('a session of an administrator lasts 24 hours in all', async () => {
	const organisation = await createOrganisation(db.database);
	const account = await createAccount(db.database, { organisation: organisation.id, roles: ['administrator'] });
	const id = sha256(await startSession(db.database, account.id, client));
	const [{ hours }] = await owner`
		select extract(epoch from absolute_expires_at - created_at) / 3600 as hours from session where id = ${id}`;
	expect(Number(hours)).toBeCloseTo(SESSION_LIMITS.administratorHours, 3);
});

test('50 requests at the moment of renewal all stay signed in and extend the row once', async () => {
	const { token, id } = await signedIn();
	await owner`update session set expires_at = now() + interval '1 hour' where id = ${id}`;
	const versions = await owner`select xmin::text from session where id = ${id}`;
	const sessions = await Promise.all(Array.from({ length: 50 }, () => readSession(db.database, token)));
	expect(sessions.filter((session) => session === null)).toEqual([]);
	const [after] = await owner`select xmin::text, expires_at > now() + interval '7 hours' as extended
		from session where id = ${id}`;
	expect(after.extended).toBe(true);
	const single = await readSession(db.database, token);
	const [unchanged] = await owner`select xmin::text from session where id = ${id}`;
	expect(single?.isExtended).toBe(false);
	expect(unchanged.xmin).toBe(after.xmin);
	expect(after.xmin).not.toBe(versions[0].xmin);
});

test('a disabled account is signed out at once', async () => {
	const { account, token } = await signedIn();
	await owner`update account set disabled_at = now() where id = ${account.id}`;
	expect(await readSession(db.database, token)).toBeNull();
});

test('an ended session stays ended, and ending all of an account ends 2 of 2 and no other', async () => {
	const { account, token, id } = await signedIn();
	const other = await signedIn();
	await endSession(db.database, id);
	expect(await readSession(db.database, token)).toBeNull();
	const tokens = [
		await startSession(db.database, account.id, client),
		await startSession(db.database, account.id, client)
	];
	expect(await db.database.inSystem((tx) => listSessions(tx, account.id))).toHaveLength(2);
	expect(await db.database.inSystem((tx) => endAccountSessions(tx, account.id))).toBe(2);
	for (const ended of tokens) expect(await readSession(db.database, ended)).toBeNull();
	expect(await readSession(db.database, other.token)).not.toBeNull();
});

test('expired rows are deleted, open ones kept', async () => {
	const { id } = await signedIn();
	const kept = await signedIn();
	await owner`update session set expires_at = now() - interval '1 second' where id = ${id}`;
	await deleteExpiredSessions(db.database);
	expect(await owner`select 1 from session where id = ${id}`).toHaveLength(0);
	expect(await owner`select 1 from session where id = ${kept.id}`).toHaveLength(1);
});

test.each([
	['https://muster.example.org', '__Host-session', true],
	['http://muster.example.org', '__Host-session', true],
	['https://localhost', '__Host-session', true],
	['http://127.0.0.1:3000', 'session', false],
	['http://localhost:3000', 'session', false],
	['http://[::1]:3000', 'session', false],
	['http://127.0.0.1.example.org', '__Host-session', true]
])('for %s the cookie is %s with Secure %s', (origin, name, secure) => {
	expect(sessionCookie(origin)).toEqual({
		name,
		options: { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: 8 * 3600 }
	});
});

test('with the clock of the application 2 days back an ended session stays ended; 31 days on none is valid', async () => {
	const ended = await signedIn();
	await owner`update session set expires_at = now() - interval '1 second' where id = ${ended.id}`;
	const open = await signedIn();
	try {
		vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 2 * 86_400_000 });
		expect(await readSession(db.database, ended.token)).toBeNull();
		expect(await readSession(db.database, open.token)).not.toBeNull();
		vi.setSystemTime(Date.now() + 33 * 86_400_000);
		expect(await readSession(db.database, open.token)).toBeNull();
	} finally {
		vi.useRealTimers();
	}
});
