import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount, createOrganisation } from '../support/database.ts';
import { startProduct, type Product } from '../support/product.ts';
import { visitor, type Visitor } from '../support/visitor.ts';

const PASSWORD = 'seven lost umbrellas';
let product: Product;
let founder: Visitor;

beforeAll(async () => {
	product = await startProduct();
	founder = visitor(product.origin);
});
afterAll(() => product.stop());

async function signedIn(email: string): Promise<Visitor> {
	const guest = visitor(product.origin);
	const answer = await guest.post('/login', { email, password: PASSWORD });
	expect(answer.status).toBe(303);
	return guest;
}

async function accountId(email: string): Promise<string> {
	const [{ id }] = await product.database.database.inSystem(
		(tx) => tx<{ id: string }[]>`select id from account where email = ${email}`
	);
	return id;
}

describe('set-up', () => {
	const form = { organisation: 'Acme', name: 'Ada', email: 'ada@example.org', password: PASSWORD };

	test('a guessed link is a 404', async () => {
		expect((await founder.get('/setup/guessed')).status).toBe(404);
		expect((await founder.post('/setup/guessed', form)).status).toBe(404);
	});

	test('a weak password keeps what was typed, except the password', async () => {
		const answer = await founder.post(product.setupPath ?? '', { ...form, password: 'password1' });
		expect(answer.status).toBe(400);
		expect(answer.text).toContain('value="Acme"');
		expect(answer.text).toContain('aria-invalid="true"');
		expect(answer.text).not.toContain('password1');
	});

	test('two clients race with the right link: one is led to /o/acme, the other gets 404', async () => {
		const rivals = [founder, visitor(product.origin)];
		const answers = await Promise.all(rivals.map((rival) => rival.post(product.setupPath ?? '', form)));
		expect(answers.map((answer) => answer.status).sort()).toEqual([303, 404]);
		const winner = answers.findIndex((answer) => answer.status === 303);
		expect(answers[winner].location).toBe('/o/acme');
		founder = rivals[winner];
	});

	test('afterwards the link is a 404', async () => {
		expect((await visitor(product.origin).get(product.setupPath ?? '')).status).toBe(404);
		expect((await visitor(product.origin).post(product.setupPath ?? '', form)).status).toBe(404);
	});

	test('the first account opens data, and people, settings and audit of its organisation', async () => {
		expect(await founder.get('/o/acme')).toMatchObject({ status: 303, location: '/o/acme/data' });
		for (const section of ['people', 'settings', 'audit']) {
			const answer = await founder.get(`/o/acme/${section}`);
			expect([section, answer.status]).toEqual([section, 200]);
		}
		expect((await founder.get('/o/acme/audit')).text).toContain('Muster was set up');
	});

	test('the audit log is filtered, downloaded as CSV, which is an entry itself, and checked', async () => {
		expect((await founder.get('/o/acme/audit?act=roles.saved')).text).toContain('No entry fits the filter');
		const csv = await founder.get('/o/acme/audit/export?act=setup.done');
		expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
		expect(csv.text.split('\r\n').map((line) => line.split(',')[3])).toEqual(['"act"', '"setup.done"', undefined]);
		expect((await founder.get('/o/acme/audit?act=audit.exported')).text).toContain('rows: 1');
		expect((await founder.post('/o/acme/audit?/verify', {})).text).toMatch(/\d+ entries, all whole/);
	});

	test('the cookie on loopback is HttpOnly, SameSite=Lax, Path=/, without Domain', async () => {
		const { setCookies } = await visitor(product.origin).post('/login', { email: form.email, password: PASSWORD });
		expect(setCookies).toHaveLength(1);
		expect(setCookies[0]).toMatch(/^session=[\w-]{43}; /);
		for (const attribute of ['Path=/', 'HttpOnly', 'SameSite=Lax']) expect(setCookies[0]).toContain(attribute);
		expect(setCookies[0]).not.toMatch(/domain=/i);
	});
});

describe('sign-in', () => {
	test('an unknown and a known account get the same status, headers and body for a wrong password', async () => {
		const known = await createAccount(product.database.database, { password: PASSWORD });
		const tries = ['00000000@example.org', known.email].map((email) => ({ email, password: 'wrong umbrellas' }));
		const answers = await Promise.all(tries.map((fields) => visitor(product.origin).post('/login', fields)));
		const seen = answers.map((answer, index) => ({
			status: answer.status,
			headers: [...answer.headers].filter(([name]) => !['date', 'content-security-policy'].includes(name)),
			text: withoutNonce(answer.text).replaceAll(tries[index].email, '[e-mail]')
		}));
		expect(seen[0].status).toBe(400);
		expect(seen[1]).toEqual(seen[0]);
	});

	test('the 11th wrong try in 15 minutes is 429 with Retry-After; a forged X-Forwarded-For changes nothing', async () => {
		const { email } = await createAccount(product.database.database, { password: PASSWORD });
		const guest = visitor(product.origin);
		for (let count = 0; count < 10; count++) {
			const from = { 'x-forwarded-for': `203.0.113.${count}` };
			expect((await guest.post('/login', { email, password: 'wrong' }, from)).status).toBe(400);
		}
		const refused = await guest.post('/login', { email, password: PASSWORD }, { 'x-forwarded-for': '203.0.113.99' });
		expect(refused.status).toBe(429);
		expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(refused.setCookies).toEqual([]);
	});

	test('a signed-out reader of /o/acme/people is led to sign in and back', async () => {
		const guest = visitor(product.origin);
		const led = await guest.get('/o/acme/people');
		expect(led).toMatchObject({ status: 303, location: '/login?next=%2Fo%2Facme%2Fpeople' });
		const page = await guest.get(led.location ?? '');
		expect(page.text).toContain('name="next" value="/o/acme/people"');
		const answer = await guest.post('/login', { email: 'ada@example.org', password: PASSWORD, next: '/o/acme/people' });
		expect(answer.location).toBe('/o/acme/people');
	});

	test.each([
		'//evil.example',
		'/\\evil.example',
		'\\\\evil.example',
		'https:evil.example',
		'https://evil.example',
		'http://127.0.0.1@evil.example',
		'javascript:alert(1)',
		'/\t/evil.example',
		'/\r\nLocation: https://evil.example',
		'/%2f/evil.example',
		'/%5cevil.example',
		'/%252fevil.example',
		'%2f%2fevil.example',
		'\0'
	])('next=%j leads to the default page, before and after sign-in', async (next) => {
		const guest = visitor(product.origin);
		const answer = await guest.post('/login', { email: 'ada@example.org', password: PASSWORD, next });
		expect(answer).toMatchObject({ status: 303, location: '/o/acme' });
		const again = await guest.get(`/login?next=${encodeURIComponent(next)}`);
		expect(again).toMatchObject({ status: 303, location: '/o/acme' });
		expect(await guest.post('/preferences', { theme: 'dark', next })).toMatchObject({ status: 303, location: '/' });
	});

	test('a cookie set before sign-in is not the one after it, and is dead', async () => {
		const guest = await signedIn('ada@example.org');
		const former = guest.cookies.get('session') ?? '';
		await guest.post('/login', { email: 'ada@example.org', password: PASSWORD });
		expect(guest.cookies.get('session')).not.toBe(former);
		const thief = visitor(product.origin);
		thief.cookies.set('session', former);
		expect((await thief.get('/o/acme/people')).status).toBe(303);
	});

	test('sign-out is POST only, clears the site data, and the old cookie is dead at the next request', async () => {
		const guest = await signedIn('ada@example.org');
		const token = guest.cookies.get('session') ?? '';
		expect((await guest.get('/logout')).status).toBe(405);
		expect((await guest.get('/o/acme/people')).status).toBe(200);
		const answer = await guest.post('/logout');
		expect(answer).toMatchObject({ status: 303, location: '/' });
		expect(answer.headers.get('clear-site-data')).toBe('"cache", "storage"');
		expect(guest.cookies.has('session')).toBe(false);
		guest.cookies.set('session', token);
		expect((await guest.get('/o/acme/people')).status).toBe(303);
	});

	test.each(['', 'x', 'x'.repeat(8000), '%', '%00', 'a'.repeat(64), '"', '%C3%A9'])(
		'the session cookie %j is anonymous, never a 5xx',
		async (value) => {
			const guest = visitor(product.origin);
			guest.cookies.set('session', value);
			expect((await guest.get('/o/acme/people')).status).toBe(303);
			expect((await guest.get('/login')).status).toBe(200);
		}
	);

	test('the session row of a database dump does not sign in', async () => {
		await signedIn('ada@example.org');
		const rows = await product.database.database.inSystem((tx) => tx<{ id: string }[]>`select id from session`);
		expect(rows.length).toBeGreaterThan(0);
		for (const { id } of rows) {
			const thief = visitor(product.origin);
			thief.cookies.set('session', id);
			expect((await thief.get('/o/acme/people')).status).toBe(303);
		}
	});

	test('no token, password or e-mail address is in what the process printed', async () => {
		const guest = await signedIn('ada@example.org');
		expect(product.output()).not.toContain(guest.cookies.get('session'));
		expect(product.output()).not.toContain(PASSWORD);
		expect(product.output()).not.toContain('ada@example.org');
	});
});

describe('people', () => {
	test('an invitation is accepted once, gives exactly its roles, and they end when they are changed', async () => {
		const admin = await signedIn('ada@example.org');
		const person = { name: 'Eve', email: 'eve@example.org', role: 'executive', organisation_id: 'x', is_admin: 'true' };
		const invited = await admin.post('/o/acme/people?/invite', person);
		const link = /(\/invitations\/[\w.-]+)/.exec(invited.text)?.[1] ?? '';
		const eve = visitor(product.origin);
		expect((await eve.get(link)).text).toContain('eve@example.org');
		const accepted = await eve.post(link, { password: PASSWORD, role: 'administrator' });
		expect(accepted).toMatchObject({ status: 303, location: '/o/acme' });
		expect((await eve.get('/o/acme')).location).toBe('/o/acme/overview');
		expect((await eve.get('/o/acme/people')).status).toBe(404);
		expect((await visitor(product.origin).get(link)).status).toBe(404);

		const account = await accountId('eve@example.org');
		expect((await admin.post('/o/acme/people?/roles', { account, role: 'analyst' })).status).toBe(200);
		expect((await eve.get('/o/acme')).status).toBe(303);
		expect((await eve.get('/o/acme')).location).toBe('/login?next=%2Fo%2Facme');
		expect((await admin.post('/o/acme/people?/remove', { account })).status).toBe(200);
		expect((await eve.post('/login', { email: 'eve@example.org', password: PASSWORD })).status).toBe(400);
		const audit = (await admin.get('/o/acme/audit')).text;
		for (const act of ['Invitation made', 'Invitation accepted', 'Roles changed', 'Access ended'])
			expect(audit).toContain(act);
	});

	test('the last administrator cannot be removed', async () => {
		const admin = await signedIn('ada@example.org');
		const account = await accountId('ada@example.org');
		expect((await admin.post('/o/acme/people?/remove', { account })).status).toBe(400);
		expect((await admin.post('/o/acme/people?/roles', { account, role: 'analyst' })).status).toBe(400);
		expect((await admin.get('/o/acme/people')).status).toBe(200);
	});

	test.each(['analyst', 'executive', 'researcher'] as const)(
		'for the role %s people, settings and audit are 404',
		async (role) => {
			const organisation = await createOrganisation(product.database.database);
			const options = { organisation: organisation.id, roles: [role], password: PASSWORD };
			const { email } = await createAccount(product.database.database, options);
			const guest = await signedIn(email);
			for (const section of ['people', 'settings', 'audit']) {
				expect((await guest.get(`/o/${organisation.slug}/${section}`)).status).toBe(404);
				expect((await guest.post(`/o/${organisation.slug}/${section}?/save`, { name: 'x' })).status).toBe(404);
			}
		}
	);
});

describe('language and theme', () => {
	test('the address wins over the cookie, the cookie over the browser', async () => {
		const guest = visitor(product.origin);
		expect((await guest.get('/login', { 'accept-language': 'fr' })).text).toContain('<html lang="fr"');
		const chosen = await guest.post('/preferences', { language: 'fr', next: '/login?lang=en&next=%2Fo%2Facme' });
		expect(chosen).toMatchObject({ status: 303, location: '/login?next=%2Fo%2Facme' });
		expect((await guest.get('/login', { 'accept-language': 'en' })).text).toContain('<html lang="fr"');
		expect((await guest.get('/login?lang=en')).text).toContain('<html lang="en"');
	});

	test('100 requests at once in two languages never mix them', async () => {
		const answers = await Promise.all(
			Array.from({ length: 100 }, (_, index) =>
				visitor(product.origin).get('/login', { 'accept-language': index % 2 ? 'fr' : 'en' })
			)
		);
		for (const [index, { text }] of answers.entries()) {
			expect(text).toContain(index % 2 ? '<h1>Connexion</h1>' : '<h1>Sign in</h1>');
			expect(text).toContain(`<html lang="${index % 2 ? 'fr' : 'en'}"`);
		}
	});

	test('the chosen theme stands in the page itself, and an unknown one is ignored', async () => {
		const guest = visitor(product.origin);
		expect((await guest.get('/login')).text).toContain('data-theme="system"');
		await guest.post('/preferences', { theme: 'dark', next: '/login' });
		expect((await guest.get('/login')).text).toContain('data-theme="dark"');
		await guest.post('/preferences', { theme: '"><script>', next: '/login' });
		expect((await guest.get('/login')).text).toContain('data-theme="dark"');
	});
});

function withoutNonce(text: string): string {
	return text.replaceAll(/nonce="[^"]+"/g, 'nonce=""');
}
