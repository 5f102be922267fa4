import { unflatten } from 'devalue';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RATE_LIMITS } from '../../src/lib/server/rate-limits.ts';
import { ROLES, ROUTE_ACCESS, type Role } from '../../src/lib/server/permissions.ts';
import { createAccount, createOrganisation, type TestOrganisation } from '../support/database.ts';
import { checkedDraft, rosterUpload } from '../support/imports.ts';
import { ownerSql, type OwnerSql } from '../support/owner.ts';
import { startProduct, type Product } from '../support/product.ts';
import { routeActions } from '../support/route-actions.ts';
import { visitor, type Answer, type Visitor } from '../support/visitor.ts';
import { EVENT, fillCompany } from './researched-company.ts';

const PASSWORD = 'seven lost umbrellas';
const ROUTES = Object.entries(ROUTE_ACCESS).filter(([route]) => route.startsWith('/o/[organisation]'));
const INSIDE = ROUTES as [string, Role[]][];
const ROSTER =
	'person_id,hire_date,exit_date,job_title,level,full_name,email\nZ-1,2001-01-01,,Cook,L1,Ada Lark,ada@lark.example\n';
/** No scenarios are named (an analyst and an executive asked), nobody is missing from the draft, there is one version. */
const NOTHING_TO_GIVE = [
	'what-if/compare/pptx',
	'what-if/compare/pptx',
	'data/drafts/[draft]/missing',
	'data/[dataset]/compare'
].map((route) => `/o/[organisation]/${route}`);
/** The name of the organisation, which every page shows. */
const ATTACK = 'Acme</script><script>zqran';
/** What only goes on for 15 minutes after the password was given, by who may do it. */
const GRAVE: [Role, string][] = [
	...['invite', 'reset', 'roles', 'remove'].map((act): [Role, string] => ['administrator', `people?/${act}`]),
	...['find', 'erase', 'lift'].map((act): [Role, string] => ['administrator', `privacy?/${act}`]),
	...['give', 'withdraw'].map((act): [Role, string] => ['administrator', `releases?/${act}`]),
	['administrator', 'settings?/end-sessions'],
	['administrator', 'settings?/brief-mail'],
	['administrator', 'settings?/thresholds'],
	['administrator', 'privacy/retention?/save'],
	['analyst', 'privacy/record']
];
/** What a reader may add to a form to become more than he is. */
const FORGED = { role: 'administrator', roles: 'administrator', is_admin: 'true', isAdmin: 'true' };

let product: Product;
let owner: OwnerSql;
let own: TestOrganisation;
let ids: Record<string, string>;
const people = {} as Record<Role, { guest: Visitor; id: string; email: string }>;

beforeAll(async () => {
	product = await startProduct();
	owner = ownerSql(product.database);
	own = await createOrganisation(product.database.database, { name: ATTACK });
	for (const role of ROLES) people[role] = await signedIn(role);
	const scope = { organisation: own.id, account: people.analyst.id };
	await fillCompany(product.database, scope);
	const made = await people.analyst.guest.post(`/o/${own.slug}/releases?/make`, { event: EVENT, title: 'Ultimatum' });
	expect(made.status).toBe(200);
	const draft = await checkedDraft(product.database.io, scope, rosterUpload(ROSTER, { datasetName: 'Next' }));
	const [dataset] = await owner`select id from dataset where organisation_id = ${own.id} and kind = 'roster'
		and published_version_id is not null`;
	const [release] = await owner`select id from release where organisation_id = ${own.id}`;
	ids = {
		organisation: own.slug,
		dataset: dataset.id,
		version: '1',
		draft: draft.id,
		release: release.id,
		event: EVENT
	};
	ids = { ...ids, figure: 'attrition', format: 'csv' };
});
afterAll(async () => {
	await owner.end();
	await product.stop();
});

async function signedIn(role: Role) {
	const options = { organisation: own.id, roles: [role], password: PASSWORD };
	const { id, email } = await createAccount(product.database.database, options);
	const guest = visitor(product.origin);
	expect((await guest.post('/login', { email, password: PASSWORD })).status).toBe(303);
	return { guest, id, email };
}

const address = (route: string) => route.replaceAll(/\[(\w+)\]/g, (_, name: string) => ids[name]);
const forged = () => ({ ...FORGED, account: people.analyst.id, organisation: own.id, organisation_id: own.id });

/** Every way into a route: page, data, each action as a page and as a script sends it, an upload. */
async function everyWay(guest: Visitor, route: string): Promise<Answer[]> {
	const path = address(route);
	const actions = ['', ...routeActions(route).filter((name) => name !== 'default')];
	const headers = { origin: product.origin, 'content-type': 'application/json', accept: 'application/json' };
	return Promise.all([
		guest.get(path),
		guest.get(`${path}/__data.json?x-sveltekit-invalidated=1`),
		...actions.map((action) => guest.post(action === '' ? path : `${path}?/${action}`, forged())),
		guest.send(path, { method: 'POST', headers, body: JSON.stringify(forged()) })
	]);
}

/** What must not change by anything that is refused. */
async function state() {
	const [row] = await owner`select
		(select string_agg(account_id::text || role, ',' order by account_id, role) from membership) as roles,
		(select count(*)::int from audit_entry where organisation_id = ${own.id}) as acts,
		(select count(*)::int from dataset_version where organisation_id = ${own.id}) as versions`;
	return row;
}

describe.each(ROLES)('inside the own organisation, as %s', (role) => {
	const closed = INSIDE.filter(([, roles]) => !roles.includes(role)).map(([route]) => route);

	test('each route that the table refuses is 404 in every way, without an effect, and the refusal is on record', async () => {
		const before = await state();
		const refusals = async () => {
			const [row] = await owner<{ count: number }[]>`select count(*)::int as count from security_event
				where action = 'access' and result = 'refused' and account_id = ${people[role].id}`;
			return row.count;
		};
		const logged = await refusals();
		let asked = 0;
		for (const route of closed) {
			const answers = await everyWay(people[role].guest, route);
			expect([route, ...new Set(answers.map(({ status }) => status))]).toEqual([route, 404]);
			asked += answers.length;
		}
		expect(await state()).toEqual(before);
		expect((await refusals()) - logged).toBeGreaterThanOrEqual(asked);
	});
});

/** A proxy that many share: it keeps what it may keep, by address alone, and gives it to whoever asks next. */
function sharedProxy() {
	const kept = new Map<string, Answer>();
	return {
		kept,
		async get(guest: Visitor, path: string): Promise<Answer> {
			const known = kept.get(path);
			if (known) return known;
			// Whoever asks names anything that another may have been given.
			const answer = await guest.get(path, { 'if-none-match': '*' });
			const policy = answer.headers.get('cache-control') ?? '';
			if (answer.status === 200 && !/no-store|private/.test(policy)) kept.set(path, answer);
			return answer;
		}
	};
}

describe('what is open', () => {
	const proxy = sharedProxy();
	const keys = new Map<string, string>();
	const cells = INSIDE.flatMap(([route, roles]) => roles.map((role) => ({ route, role })));

	test('each route is there for each role of the table; no answer may be kept by a proxy, none is a 304, none is a script, and a name that is markup is text', async () => {
		const absent: string[] = [];
		let named = 0;
		for (const { route, role } of cells) {
			const { guest } = people[role];
			const page = await proxy.get(guest, address(route));
			const data = await proxy.get(guest, `${address(route)}/__data.json`);
			if (page.status === 404) absent.push(route);
			expect([route, role, page.status < 500 && page.status !== 304]).toEqual([route, role, true]);
			expect(page.headers.get('cache-control')).toBe('private, no-store');
			const type = page.headers.get('content-type') ?? '';
			expect([route, type, type.includes('script')]).toEqual([route, type, false]);
			if (type.startsWith('text/html')) {
				expect([route, page.text.includes(ATTACK)]).toEqual([route, false]);
				if (page.text.includes('zqran')) named++;
			}
			expect([page.headers.get('etag'), data.headers.get('etag')]).toEqual([null, null]);
			const found = keysOf(page) ?? keysOf(data);
			if (found) keys.set(`${route} ${role}`, found.join(' '));
		}
		expect([...proxy.kept.keys()]).toEqual([]);
		expect(absent).toEqual(NOTHING_TO_GIVE);
		expect(named).toBeGreaterThan(30);
	});

	test('what each route gives each role has the keys that were looked at', async () => {
		const lines = INSIDE.flatMap(([route, roles]) => {
			const found = new Map<string, Role[]>();
			for (const role of roles) {
				const given = keys.get(`${route} ${role}`);
				if (given !== undefined) found.set(given, [...(found.get(given) ?? []), role]);
			}
			return [...found].map(
				([given, who]) => `${route.slice('/o/[organisation]'.length) || '/'} (${who.join(', ')}): ${given}`
			);
		});
		expect(lines.length).toBeGreaterThan(30);
		await expect(lines.join('\n') + '\n').toMatchFileSnapshot('answer-keys.txt');
	});
});

/** The names of what a page was given, or of a JSON answer, with those one level within; null for other answers. */
function keysOf({ status, headers, text }: Answer): string[] | null {
	if (status !== 200 || !headers.get('content-type')?.startsWith('application/json')) return null;
	const answer = JSON.parse(text) as { nodes?: ({ type: string; data?: unknown[] } | null)[] };
	const page = answer.nodes?.at(-1);
	if (page === undefined) return [namesIn(answer)];
	const data = page?.type === 'data' && page.data ? (unflatten(page.data) as Record<string, unknown>) : null;
	return (
		data &&
		Object.keys(data)
			.sort()
			.map((name) => name + namesIn(data[name]))
	);
}

/** Of an object its names, of an array those of its first entry. */
function namesIn(value: unknown): string {
	if (Array.isArray(value)) return `[${namesIn(value[0])}]`;
	const isObject = typeof value === 'object' && value !== null && !(value instanceof Date || value instanceof Map);
	return isObject ? `(${Object.keys(value).sort().join(' ')})` : '';
}

describe('an account that signs out while a download runs', () => {
	test('gets that download to its end, and nothing after it', async () => {
		const { email } = people.analyst;
		const guest = visitor(product.origin);
		await guest.post('/login', { email, password: PASSWORD });
		const cookie = [...guest.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
		const path = `/o/${own.slug}/data/${ids.dataset}/export?format=csv`;
		const download = await fetch(product.origin + path, { headers: { cookie }, redirect: 'manual' });
		expect(download.status).toBe(200);
		await guest.post('/logout');
		const lines = (await download.text()).trim().split('\r\n');
		expect(lines).toHaveLength(1 + 240);
		const again = await fetch(product.origin + path, { headers: { cookie }, redirect: 'manual' });
		expect([again.status, again.headers.get('location')]).toEqual([303, expect.stringContaining('/login')]);
	});
});

test('16 minutes after the password each of 13 grave acts leads to the page that asks for it, and is not done', async () => {
	await owner`update session set reauthenticated_at = now() - interval '16 minutes'`;
	const before = await state();
	for (const [role, act] of GRAVE) {
		const form = { ...forged(), email: 'eve@example.org', name: 'Eve', release: ids.release, sure: 'yes' };
		const { status, location } = await people[role].guest.post(`/o/${own.slug}/${act}`, form);
		expect([act, status, location]).toEqual([act, 303, expect.stringMatching(/^\/confirm\?next=/)]);
	}
	expect(await state()).toEqual(before);
	await owner`update session set reauthenticated_at = now()`;
});

test('rows of people ask for the password again after 15 minutes, by every way they leave; the 31st within the hour is a 429', async () => {
	const { guest, id } = people.analyst;
	const draft = `/o/${own.slug}/data/drafts/${ids.draft}`;
	const ways = [
		`/o/${own.slug}/data/${ids.dataset}/export?format=csv`,
		`${draft}/report?form=lines`,
		`${draft}/missing`
	];
	const given = async (minutes: number) =>
		void (await owner`update session set reauthenticated_at = now() - make_interval(mins => ${minutes})
			where account_id = ${id}`);
	await given(16);
	for (const way of ways)
		expect(await guest.get(way)).toMatchObject({ status: 303, location: `/confirm?next=${encodeURIComponent(way)}` });
	await given(0);
	const statuses = async () => Promise.all(ways.map(async (way) => (await guest.get(way)).status));
	expect(await statuses()).toEqual([200, 200, 404]);
	await owner`update rate_limit set used = ${RATE_LIMITS.export.most} where key like 'export:%'`;
	expect(await statuses()).toEqual([429, 429, 429]);
});

test('the 101st link for people within the hour is a 429 that makes no invitation and no mail', async () => {
	const { guest } = people.administrator;
	const acts = {
		invite: { email: 'zq@example.org', name: 'Eve', role: 'executive' },
		reset: { account: people.analyst.id }
	};
	const made = async () =>
		Promise.all(
			Object.entries(acts).map(async ([act, form]) => (await guest.post(`/o/${own.slug}/people?/${act}`, form)).status)
		);
	expect(await made()).toEqual([200, 200]);
	await owner`delete from invitation where organisation_id = ${own.id}`;
	await owner`update rate_limit set used = ${RATE_LIMITS.link.most} where key like 'link:%'`;
	expect(await made()).toEqual([429, 429]);
	expect(await owner`select from invitation where organisation_id = ${own.id}`).toHaveLength(0);
});

test('the 601st question about releases and compared events within the hour is a 429 that says when to come back', async () => {
	const { guest } = people.researcher;
	const download = `/o/${own.slug}/releases/${ids.release}/csv`;
	const paths = [
		'/compare?events=twitter-2022-11-04-layoff',
		download,
		'/compare/figures/days/csv?events=twitter-2022-11-04-layoff'
	];
	for (const path of paths) expect([path, (await guest.get(path)).status]).toEqual([path, 200]);
	await owner`update rate_limit set used = ${RATE_LIMITS.comparison.most} where key like 'comparison:%'`;
	for (const path of paths) {
		const { status, headers } = await guest.get(path);
		expect([path, status, Number(headers.get('retry-after')) > 0]).toEqual([path, 429, true]);
	}
	expect((await visitor(product.origin).get(paths[0])).status).toBe(200);
});

test('a form that does not hold and a file that is no table are lines of the log, without what was sent', async () => {
	const { guest } = people.analyst;
	const headers = { origin: product.origin, 'content-type': 'text/csv', accept: 'application/json' };
	const upload = `/o/${own.slug}/data/new?kind=roster&name=zqsent&file=zqsent.csv`;
	expect((await guest.post(`/o/${own.slug}/privacy?/find`, { person: ' ', zqsent: 'zqsent' })).status).toBe(400);
	expect((await guest.send(upload, { method: 'POST', headers, body: '%PDF-1.4 zqsent' })).status).toBe(415);
	const line = (route: string, status: number) =>
		new RegExp(
			`"method":"POST","route":"${route.replaceAll(/[[\]/]/g, '\\$&')}","requestId":"[^"]+","status":${status}`
		);
	await expect.poll(product.output).toMatch(line('/o/[organisation]/privacy', 400));
	await expect.poll(product.output).toMatch(line('/o/[organisation]/data/new', 415));
	expect(product.output()).not.toContain('zqsent');
});

test('an administrator ends the sessions of all 4 members, his own too, and of nobody elsewhere', async () => {
	const elsewhere = await createOrganisation(product.database.database);
	const options = { organisation: elsewhere.id, roles: ['analyst' as const], password: PASSWORD };
	const { email } = await createAccount(product.database.database, options);
	const stranger = visitor(product.origin);
	await stranger.post('/login', { email, password: PASSWORD });
	const ended = await people.administrator.guest.post(`/o/${own.slug}/settings?/end-sessions`);
	expect([ended.status, ended.location]).toEqual([303, '/login']);
	for (const role of ROLES)
		expect((await people[role].guest.get(`/o/${own.slug}`)).location).toMatch(/^\/login\?next=/);
	expect((await stranger.get(`/o/${elsewhere.slug}`)).location).toBe(`/o/${elsewhere.slug}/data`);
});
