import { TOTP, Secret } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, createOrganisation } from '../support/database.ts';
import { ownerSql, type OwnerSql } from '../support/owner.ts';
import { startProduct, type Product } from '../support/product.ts';
import { visitor, type Visitor } from '../support/visitor.ts';

const PASSWORD = 'seven lost umbrellas';
let product: Product;
let owner: OwnerSql;
let organisation: { id: string; slug: string };
let ada: { id: string; email: string };
let page: Visitor;
let secret: string;
let recovery: string[];

beforeAll(async () => {
	product = await startProduct();
	owner = ownerSql(product.database);
	const { database } = product.database;
	organisation = await createOrganisation(database);
	ada = await createAccount(database, { organisation: organisation.id, roles: ['administrator'], password: PASSWORD });
});
afterAll(async () => {
	await owner.end();
	await product.stop();
});

async function passwordGiven(email: string, next = ''): Promise<Visitor> {
	const guest = visitor(product.origin);
	await guest.post('/login', { email, password: PASSWORD, next });
	return guest;
}
const oldSession = () => owner`update session set reauthenticated_at = now() - interval '16 minutes'
	where account_id = ${ada.id}`;
const people = () => `/o/${organisation.slug}/people`;

test('the second factor is set up with its key and a first code; a wrong one asks again with the same key', async () => {
	page = await passwordGiven(ada.email);
	const begun = await page.post('/account?/factor-begin');
	secret = (/Key: <code>([A-Z2-7 ]+)</.exec(begun.text)?.[1] ?? '').replaceAll(' ', '');
	expect(secret).toHaveLength(32);
	const wrong = await page.post('/account?/factor-confirm', { code: '12345' });
	expect([wrong.status, wrong.text.replaceAll(' ', '').includes(secret)]).toEqual([400, true]);
	const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
	const done = await page.post('/account?/factor-confirm', { code });
	recovery = [...done.text.matchAll(/<code>([2-9a-z]{10})<\/code>/g)].map(([, one]) => one);
	expect(recovery).toHaveLength(10);
	expect((await page.get('/account')).text).toContain('10 recovery codes are left');
});

test('the password alone opens no page; the code leads to the page asked for', async () => {
	const guest = await passwordGiven(ada.email, people());
	expect((await guest.get(people())).status).toBe(303);
	expect((await guest.get('/login/code')).status).toBe(200);
	expect((await guest.post('/login/code', { code: 'wrong' })).status).toBe(400);
	const answer = await guest.post('/login/code', { code: recovery[0], next: people() });
	expect([answer.status, answer.location]).toEqual([303, people()]);
	expect((await guest.get(people())).status).toBe(200);
	expect((await visitor(product.origin).get('/login/code')).location).toBe('/login');
});

test('an invitation to another organisation, taken with the password, opens no session without the code', async () => {
	const other = await createOrganisation(product.database.database);
	const chief = await createAccount(product.database.database, {
		organisation: other.id,
		roles: ['administrator'],
		password: PASSWORD
	});
	const invited = await (
		await passwordGiven(chief.email)
	).post(`/o/${other.slug}/people?/invite`, {
		email: ada.email,
		name: 'Ada',
		role: 'executive'
	});
	const path = /\/invitations\/[\w.-]+/.exec(invited.text)?.[0] ?? '';
	const guest = visitor(product.origin);
	const accepted = await guest.post(path, { password: PASSWORD });
	expect([accepted.status, accepted.location]).toEqual([303, `/login?next=${encodeURIComponent(`/o/${other.slug}`)}`]);
	expect([...guest.cookies.keys()].filter((name) => name.includes('session'))).toEqual([]);
});

test('15 minutes after the password, people are changed only once it and a code are given again, in a new session', async () => {
	await oldSession();
	const form = { email: 'eve@example.org', name: 'Eve', role: 'executive' };
	const asked = await page.post(`${people()}?/invite`, form);
	expect([asked.status, asked.location]).toEqual([303, `/confirm?next=${encodeURIComponent(people())}`]);
	expect((await page.get(people())).text).toContain('Changes here ask for your password again');
	expect((await page.post('/confirm', { password: 'wrong umbrellas', next: people() })).status).toBe(400);
	expect((await page.post('/confirm', { password: PASSWORD, next: people() })).location).toMatch(/^\/login\/code\?/);
	const before = [...page.cookies.values()];
	expect((await page.post('/login/code', { code: recovery[1], next: people() })).location).toBe(people());
	expect(before).not.toContain(page.cookies.get('session'));
	expect((await page.post(`${people()}?/invite`, form)).text).toContain('/invitations/');
});

test('own sessions are listed without their stored ids and ended one by one or all others at once', async () => {
	const others = [visitor(product.origin), visitor(product.origin)];
	for (const [n, guest] of others.entries()) {
		await guest.post('/login', { email: ada.email, password: PASSWORD });
		await guest.post('/login/code', { code: recovery[2 + n] });
	}
	const { text } = await page.get('/account');
	const ids = await owner<{ id: string }[]>`select id from session where account_id = ${ada.id}`;
	for (const { id } of ids) expect(text).not.toContain(id);
	const [key] = /(?<=name="session" value=")[0-9a-f]{16}/.exec(text) ?? [''];
	await page.post('/account?/end', { session: key });
	const left = await owner`select from session where account_id = ${ada.id}`;
	expect(left).toHaveLength(ids.length - 1);
	await page.post('/account?/end-others');
	expect(await owner`select from session where account_id = ${ada.id}`).toHaveLength(1);
	expect((await page.get('/account')).status).toBe(200);
});

test('an administrator makes a link with which a member chooses a password; it is gone afterwards', async () => {
	const { database } = product.database;
	const eve = await createAccount(database, { organisation: organisation.id, password: PASSWORD });
	const made = await page.post(`${people()}?/reset`, { account: eve.id });
	const path = /\/reset\/[\w-]{43}/.exec(made.text)?.[0] ?? '';
	const guest = visitor(product.origin);
	expect((await guest.get(path)).status).toBe(200);
	expect((await guest.post(path, { password: 'short' })).status).toBe(400);
	expect((await guest.post(path, { password: 'nine found umbrellas' })).location).toBe('/login?reset');
	expect([(await guest.get(path)).status, (await guest.get('/reset/guessed')).status]).toEqual([404, 404]);
	expect((await guest.post('/login', { email: eve.email, password: PASSWORD })).status).toBe(400);
	expect((await guest.post('/login', { email: eve.email, password: 'nine found umbrellas' })).status).toBe(303);
});
