import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, testDatabase, type TestDatabase } from '../support/database.ts';
import { productEnvironment, runProduct, type RunningProduct } from '../support/product.ts';
import { visitor } from '../support/visitor.ts';
import { PASSWORD } from './company.ts';
import { SCALE } from './scale.ts';

const ACCOUNTS = 1000;
const ADDRESSES = SCALE.tries > 100 ? 200 : 60;
let db: TestDatabase;
let app: RunningProduct;
const emails: string[] = [];

const start = () => runProduct({ ...productEnvironment(db), ADDRESS_HEADER: 'X-Forwarded-For', XFF_DEPTH: '1' });
beforeAll(async () => {
	db = await testDatabase();
	const { email } = await createAccount(db.database, { password: PASSWORD });
	const rows = await db.database.inSystem(
		(tx) => tx<{ email: string }[]>`insert into account (id, email, display_name, password_hash)
			select gen_random_uuid(), 'account-' || n || '@example.org', 'Somebody', a.password_hash
			from account a, generate_series(1, ${ACCOUNTS}::int) n where a.email = ${email} returning email`
	);
	emails.push(...rows.map((row) => row.email), email);
	app = await start();
});
afterAll(async () => {
	await app?.stop();
	await db?.drop();
});

async function guess(email: string, password: string, address: string) {
	const { status, headers } = await visitor(app.origin).post(
		'/login',
		{ email, password },
		{ 'x-forwarded-for': address }
	);
	return { status, retryAfter: Number(headers.get('retry-after') ?? 0) };
}

function tally(statuses: number[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
	return counts;
}

test('L01: of 1,000 passwords for one account from one address 10 are tried, the rest is 429 with Retry-After', async () => {
	const statuses: number[] = [];
	for (let i = 0; i < 1000; i++) {
		const { status, retryAfter } = await guess(emails[0], `password number ${i}`, '10.0.0.1');
		statuses.push(status);
		if (status === 429) expect(retryAfter).toBeGreaterThan(0);
	}
	expect(tally(statuses)).toEqual({ 400: 10, 429: 990 });
});

test('L01: of one password for 1,000 accounts from one address 100 are tried within the hour', async () => {
	const statuses: number[] = [];
	for (const email of emails.slice(0, ACCOUNTS)) statuses.push((await guess(email, 'one password', '10.0.0.2')).status);
	expect(tally(statuses)).toEqual({ 400: 100, 429: 900 });
});

test(`L01: from ${ADDRESSES} addresses one account is guessed at: after 50 tries each is made to wait, its owner gets in`, async () => {
	const victim = emails[1];
	const statuses: number[] = [];
	for (let i = 0; i < ADDRESSES; i++)
		statuses.push((await guess(victim, `password number ${i}`, `10.1.0.${i}`)).status);
	expect(tally(statuses)).toEqual({ 400: ADDRESSES });
	expect((await guess(victim, PASSWORD, '10.2.0.1')).status).toBe(303);
});

test('L01: the owner of an account that one address guesses at still gets in from another; the limits survive a kill', async () => {
	const owner = emails[ACCOUNTS];
	for (let i = 0; i < 12; i++) await guess(owner, `password number ${i}`, '10.0.0.3');
	expect((await guess(owner, PASSWORD, '10.0.0.3')).status).toBe(429);
	const gone = once(app.process, 'exit');
	app.process.kill('SIGKILL');
	await gone;
	app = await start();
	expect((await guess(owner, PASSWORD, '10.0.0.3')).status).toBe(429);
	expect((await guess(owner, PASSWORD, '10.0.0.4')).status).toBe(303);
	// What a client writes before the proxy's own entry has no effect.
	expect((await guess(owner, PASSWORD, '10.9.9.9, 10.0.0.3')).status).toBe(429);
});
