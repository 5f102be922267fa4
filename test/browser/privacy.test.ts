import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importFile } from '../../src/lib/imports/import-file.server.ts';
import { createAccount, createOrganisation } from '../support/database.ts';
import { AS_OF, rosterText } from '../support/imports.ts';
import { ownerSql, type OwnerSql } from '../support/owner.ts';
import { startProduct, type Product } from '../support/product.ts';
import { visitor, type Visitor } from '../support/visitor.ts';

const PASSWORD = 'seven lost umbrellas';
const TOKEN = 'a-token-of-the-operator';
const PERSON = 'CANARY-000003';
let product: Product;
let owner: OwnerSql;
let home: string;
let organisation: string;
let analyst: Visitor;
let administrator: Visitor;

beforeAll(async () => {
	product = await startProduct(() => ({
		QUOTA_DRAFTS: '1',
		METRICS_TOKEN: TOKEN,
		SECURITY_CONTACT: 'mailto:security@example.org'
	}));
	owner = ownerSql(product.database);
	const { database, io } = product.database;
	const { id, slug } = await createOrganisation(database);
	[home, organisation] = [`/o/${slug}`, id];
	[analyst, administrator] = [await signedIn('analyst'), await signedIn('administrator')];
	const scope = { organisation, account: null };
	const bytes = Buffer.from(rosterText(12));
	const roster = { kind: 'roster' as const, datasetName: 'Roster', fileName: 'roster.csv' };
	await importFile(io, scope, { ...roster, bytes, answers: { 'as-of': AS_OF } });
});
afterAll(async () => {
	await owner.end();
	await product.stop();
});

async function signedIn(role: 'analyst' | 'administrator' | 'executive'): Promise<Visitor> {
	const account = await createAccount(product.database.database, { organisation, roles: [role], password: PASSWORD });
	const guest = visitor(product.origin);
	expect((await guest.post('/login', { email: account.email, password: PASSWORD })).status).toBe(303);
	return guest;
}

describe('one person', () => {
	test('is found by the id in 1 version; the look is in the audit log without the id', async () => {
		const answer = await analyst.post(`${home}/privacy?/find`, { person: ` ${PERSON} ` });
		expect(answer.status).toBe(200);
		expect(answer.text).toContain('version 1');
		const [entry] = await owner`select details, object_id as id from audit_entry where action = 'person.looked-up'`;
		expect(entry.details).toEqual({ versions: 1 });
		expect(entry.id).toMatch(/^[0-9a-f]{24}$/);
		const nobody = await analyst.post(`${home}/privacy?/find`, { person: 'NOBODY' });
		expect(nobody.text).toContain('No version and no draft');
	});

	test('is one file for an analyst, 404 for an administrator, who has no rows to see', async () => {
		const answer = await analyst.post(`${home}/privacy/record`, { person: PERSON });
		expect(answer.headers.get('content-disposition')).toBe('attachment; filename="muster-person.json"');
		const record = JSON.parse(answer.text) as { personId: string; places: { data: unknown[] }[] };
		expect(record.personId).toBe(PERSON);
		expect(record.places.map(({ data }) => data)).toMatchObject([[{ hire_date: '2020-01-04', department: 'Dept 3' }]]);
		expect((await administrator.post(`${home}/privacy/record`, { person: PERSON })).status).toBe(404);
		expect((await analyst.post(`${home}/privacy/record`, { person: 'NOBODY' })).status).toBe(404);
		const found = await administrator.post(`${home}/privacy?/find`, { person: PERSON });
		expect([found.text.includes('version 1'), found.text.includes('/privacy/record')]).toEqual([true, false]);
	});

	test('is erased only with a tick, and only within 15 minutes of the password', async () => {
		const unsure = await administrator.post(`${home}/privacy?/erase`, { person: PERSON });
		expect([unsure.status, unsure.text.includes('Tick that you want this')]).toEqual([400, true]);
		await owner`update session set reauthenticated_at = now() - interval '16 minutes'`;
		const asked = [
			await administrator.get(`${home}/privacy`),
			await administrator.post(`${home}/privacy?/erase`, { person: PERSON, sure: 'yes' }),
			await analyst.post(`${home}/privacy/record`, { person: PERSON })
		];
		const confirm = `/confirm?next=${encodeURIComponent(`${home}/privacy`)}`;
		expect(asked.map(({ status, location }) => [status, location])).toEqual(asked.map(() => [303, confirm]));
		await owner`update session set reauthenticated_at = now()`;
		const [{ rows }] = await owner`select count(*)::int as rows from roster_spell`;
		expect(rows).toBe(12);
		const done = await administrator.post(`${home}/privacy?/erase`, { person: PERSON, sure: 'yes' });
		expect(done.text).toContain('1 row of 1 version deleted, 0 drafts discarded, 1 upload destroyed.');
		const [{ left }] = await owner`select count(*)::int as left from roster_spell`;
		expect(left).toBe(11);
		const again = await analyst.post(`${home}/privacy?/erase`, { person: PERSON, sure: 'yes' });
		expect([again.status, again.text.includes('Nothing is held about a person')]).toEqual([409, true]);
	});

	test('is taken off the list by an administrator alone, with the password fresh and a reason, which the log shows', async () => {
		const lift = (guest: Visitor, reason = 'employed again') =>
			guest.post(`${home}/privacy?/lift`, { person: PERSON, reason });
		await owner`update session set reauthenticated_at = now() - interval '16 minutes'`;
		expect((await lift(administrator)).status).toBe(303);
		await owner`update session set reauthenticated_at = now()`;
		expect((await lift(analyst)).status).toBe(404);
		expect((await lift(administrator, ' ')).status).toBe(400);
		expect((await analyst.get(`${home}/privacy`)).text).not.toContain('?/lift');
		expect((await lift(administrator)).text).toContain('The person is off the list.');
		const again = await lift(administrator);
		expect([again.status, again.text.includes('Nobody with this id is on the list')]).toEqual([409, true]);
		expect((await administrator.get(`${home}/audit`)).text).toContain('Person taken off the list of erased people');
	});

	test('is nothing for an executive: every way of the page is a 404', async () => {
		const executive = await signedIn('executive');
		for (const path of ['', '?/find', '?/erase', '?/lift', '/record'])
			expect((await executive.post(`${home}/privacy${path}`, { person: PERSON })).status).toBe(404);
		expect((await executive.get(`${home}/privacy`)).status).toBe(404);
	});
});

test('an administrator sets how long data is kept and sees what is deleted next; an analyst may not', async () => {
	const page = await administrator.get(`${home}/privacy/retention`);
	expect(page.text).toContain('Nothing is due within 90 days');
	const rules = { uploads: '20', drafts: '', 'former-versions': '365', datasets: '60' };
	const saved = await administrator.post(`${home}/privacy/retention?/save`, rules);
	const cells = saved.text.replace(/<!--[^>]*-->/g, '');
	expect([saved.status, /<t[dh][^>]*>(?:<div>)?\s*Whole datasets/.test(cells)]).toEqual([200, true]);
	const refused = await administrator.post(`${home}/privacy/retention?/save`, { ...rules, uploads: '31' });
	expect([refused.status, refused.text.includes('1 to 30')]).toEqual([400, true]);
	expect((await analyst.get(`${home}/privacy/retention`)).status).toBe(404);
	expect((await analyst.post(`${home}/privacy/retention?/save`, rules)).status).toBe(404);
	expect((await administrator.get(`${home}/audit`)).text).toContain('Rules of retention changed');
});

test('the permission report names each role of each account, invitations too, for administrators alone', async () => {
	await administrator.post(`${home}/people?/invite`, { email: 'new@example.org', name: '=New', role: 'executive' });
	const answer = await administrator.get(`${home}/people/report`);
	expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
	const lines = answer.text.replace('\ufeff', '').trim().split('\r\n');
	expect(lines[0]).toBe('"name","email","role","since","state","second_factor","last_sign_in_still_open"');
	const roles = lines.slice(1).map((line) =>
		line
			.split(',')
			.filter((_, at) => at === 2 || at === 4)
			.join(' ')
	);
	expect(roles.sort()).toEqual([
		'"administrator" "member"',
		'"analyst" "member"',
		'"executive" "invited"',
		'"executive" "member"'
	]);
	expect(answer.text).toContain(`"'=New","new@example.org"`);
	expect((await analyst.get(`${home}/people/report`)).status).toBe(404);
	expect((await administrator.get(`${home}/audit`)).text).toContain('Permission report downloaded');
});

test('with a quota of 1 open draft the second upload is a 429 that says so', async () => {
	const upload = (name: string) =>
		analyst.send(`${home}/data/new?kind=roster&name=${name}&file=r.csv`, {
			method: 'POST',
			headers: { accept: '*/*', 'content-type': 'text/csv', origin: product.origin },
			body: rosterText(3)
		});
	expect((await upload('first')).status).toBe(201);
	const second = await upload('second');
	expect(second.status).toBe(429);
	expect(JSON.parse(second.text)).toEqual({
		issue: { code: 'LIMIT_QUOTA_DRAFTS', severity: 'fatal', details: { used: 1, limit: 1 } }
	});
});

test('metrics need the token and name no organisation; security.txt names the contact; maps are not served', async () => {
	const guest = visitor(product.origin);
	expect((await guest.get('/metrics')).status).toBe(404);
	const metrics = await guest.get('/metrics', { authorization: `Bearer ${TOKEN}` });
	expect(metrics.text).toMatch(/^muster_http_answers_total\{status="2xx"\} [1-9]\d*$/m);
	expect(metrics.text).not.toContain(home.slice(3));
	expect(metrics.headers.get('x-content-type-options')).toBe('nosniff');
	const text = await guest.get('/.well-known/security.txt');
	expect([text.status, text.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
	expect(text.text).toMatch(/^Contact: mailto:security@example\.org\nExpires: 20\d\d-/);
	for (const file of ['env.js.map', 'handler.js.map', 'server/manifest.js', 'start.js'])
		expect([file, (await guest.get(`/${file}`)).status]).toEqual([file, 404]);
});
