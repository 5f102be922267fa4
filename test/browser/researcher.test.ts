import { randomUUID } from 'node:crypto';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTE_ACCESS, type Role } from '../../src/lib/server/permissions.ts';
import { createAccount, createOrganisation, type TestOrganisation } from '../support/database.ts';
import { personalLeaks, smallCounts } from '../support/release-leaks.ts';
import { ownerSql } from '../support/owner.ts';
import { startProduct, type Product } from '../support/product.ts';
import { routeActions } from '../support/route-actions.ts';
import { visitor, type Answer, type Visitor } from '../support/visitor.ts';
import { EVENT, fillCompany, SECRETS } from './researched-company.ts';

const PASSWORD = 'seven lost umbrellas';
const FIGURES = [
	...['coverage', 'headcount', 'clocks', 'below-months', 'risk', 'attrition', 'attrition-types', 'movement', 'months'],
	...[
		'tenure',
		'incidence',
		'compared',
		'roles-events',
		'vacancy',
		'timeline',
		'event-loss',
		'response-curve',
		'brief'
	],
	...['remaining', 'days', 'roles', 'headcounts', 'teams', 'responses-role']
];
const FORMATS = ['svg', 'png', 'csv', 'excel-fr', 'json', 'pptx', 'event-file'];
const MASKS = ['', '?x-sveltekit-invalidated=1', '?x-sveltekit-invalidated=001', '?x-sveltekit-invalidated=1111'];
const ROUTES = Object.entries(ROUTE_ACCESS);
const isOpen = ([, access]: (typeof ROUTES)[number]) => !Array.isArray(access) || access.includes('researcher');
// These end the session that asks.
const LAST = ['/logout', '/account', '/confirm', '/login', '/reset/[token]', '/setup/[token]', '/invitations/[token]'];

let product: Product;
let own: TestOrganisation;
let researcher: Visitor;
let administrator: Visitor;
let analyst: Visitor;
let executive: Visitor;
let ids: Record<string, string[]>;

beforeAll(async () => {
	product = await startProduct();
	const { database } = product.database;
	own = await createOrganisation(database, { name: 'Acme' });
	const signedIn = async (role: Role) => {
		const account = await createAccount(database, { organisation: own.id, roles: [role], password: PASSWORD });
		const guest = visitor(product.origin);
		expect((await guest.post('/login', { email: account.email, password: PASSWORD })).status).toBe(303);
		return { guest, account };
	};
	const analysing = await signedIn('analyst');
	analyst = analysing.guest;
	await fillCompany(product.database, { organisation: own.id, account: analysing.account.id });
	const made = await analyst.post(`/o/${own.slug}/releases?/make`, { event: EVENT, title: 'The ultimatum' });
	expect(made.text).toContain('The ultimatum');
	researcher = (await signedIn('researcher')).guest;
	ids = await idsOf(analysing.account.id);
	administrator = (await signedIn('administrator')).guest;
	executive = (await signedIn('executive')).guest;
});
afterAll(() => product.stop());

async function idsOf(account: string): Promise<Record<string, string[]>> {
	const scope = { organisation: own.id, account };
	return product.database.database.inOrganisation(scope, async (tx) => {
		const of = (rows: { id: string }[]) => rows.map(({ id }) => id);
		return {
			organisation: [own.slug],
			dataset: of(await tx`select id from dataset where organisation_id = ${own.id}`),
			version: of(await tx`select id from dataset_version where organisation_id = ${own.id}`),
			release: of(await tx`select id from release where organisation_id = ${own.id}`),
			draft: [randomUUID()],
			event: [EVENT],
			case: ['twitter'],
			kind: ['roster'],
			metric: ['ultimatum-response'],
			chart: ['coverage'],
			token: ['x'.repeat(43)],
			figure: FIGURES,
			format: FORMATS
		};
	});
}

/** Every address of a route, with each id that exists for each of its parameters. */
function addresses(route: string): string[] {
	const [, parameter] = /\[(\w+)\]/.exec(route) ?? [];
	if (!parameter) return [route];
	expect(Object.keys(ids), `the test has no id for [${parameter}]`).toContain(parameter);
	return ids[parameter].flatMap((id) => addresses(route.replace(`[${parameter}]`, id)));
}

const asked = (route: string) =>
	isPartOf(route) ? `event=${EVENT}` : `events=twitter-2022-11-04-layoff,release-${ids.release[0]}`;
/** A page repeats its address in links to itself: what a reader sends is no leak. */
function withoutEcho(route: string, answer: Answer): Answer {
	if (!answer.headers.get('content-type')?.startsWith('text/html')) return answer;
	return { ...answer, bytes: Buffer.from(answer.text.replaceAll(asked(route), '')) };
}

interface Answered extends Answer {
	path: string;
}

/** Pages in both languages, their data with several masks, and each action as a page and as a script sends it. */
async function everyAnswer(route: string, path: string): Promise<Answered[]> {
	const answers: Answered[] = [];
	const keep = async (name: string, answer: Promise<Answer>) =>
		answers.push({ path: name, ...withoutEcho(route, await answer) });
	for (const lang of ['en', 'fr']) await keep(path, researcher.get(`${path}?lang=${lang}&${asked(route)}`));
	await keep(path, researcher.get(path, { accept: '*/*' }));
	for (const mask of MASKS) await keep(path, researcher.get(`${path}/__data.json${mask}`));
	for (const name of ['', ...routeActions(route).filter((action) => action !== 'default')]) {
		const target = name === '' ? path : `${path}?/${name}`;
		const fields = { event: EVENT, title: 'Another', release: ids.release[0] };
		await keep(target, researcher.post(target, fields));
		const script = { 'x-sveltekit-action': 'true', accept: 'application/json' };
		await keep(target, researcher.post(target, fields, script));
	}
	return answers;
}

/** A download is one answer; a page is all that can be asked of it. */
async function answersOf(route: string): Promise<Answered[]> {
	const answers: Answered[] = [];
	for (const path of addresses(route)) {
		if (!route.endsWith('[format]')) answers.push(...(await everyAnswer(route, path)));
		else answers.push({ path, ...(await researcher.get(`${path}?${asked(route)}`)) });
	}
	return answers;
}

const leaksOf = (answers: Answered[]) => answers.flatMap((answer) => personalLeaks(answer, SECRETS));
const isPartOf = (route: string) => route.startsWith('/o/') || route.includes('[release]');

describe('a release in the public library', () => {
	const given = () => visitor(product.origin).get(`/library/releases/${ids.release[0]}`);
	const move = (guest: Visitor, act: 'give' | 'withdraw') =>
		guest.post(`/o/${own.slug}/releases?/${act}`, { release: ids.release[0] });

	test('is one only after an administrator gave it, who has just given the password', async () => {
		expect((await given()).status).toBe(404);
		expect([(await move(researcher, 'give')).status, (await given()).status]).toEqual([404, 404]);
		await isStale(true);
		const asked = await move(administrator, 'give');
		expect([asked.status, asked.location]).toEqual([303, `/confirm?next=%2Fo%2F${own.slug}%2Freleases`]);
		await isStale(false);
		expect((await move(administrator, 'give')).text).toContain('The release is in the public library now');
		const page = await given();
		expect(page.status).toBe(200);
		for (const told of ['240 people were asked', 'What cannot be concluded', 'never left'])
			expect(page.text).toContain(told);
		expect((await visitor(product.origin).get('/library')).text).toContain('The ultimatum');
	});

	test('stands beside a case: a band of 95% and no bar for it, a bar and no band for Twitter', async () => {
		const path = `/compare?events=release-${ids.release[0]},twitter-2022-11-04-layoff`;
		const page = await visitor(product.origin).get(path);
		expect(page.text).toContain('A log-rank test needs two events with a roster behind them.');
		// Each chart stands twice on a page, wide and narrow.
		expect(page.text.match(/class="band band-1"/g)).toHaveLength(2);
		const days = await visitor(product.origin).get(path.replace('/compare', '/compare/figures/days/csv'));
		expect(days.headers.get('cache-control')).toBe('private, no-store');
		expect(days.text).toMatch(/People who never left.*95% interval/);
		expect([...personalLeaks({ ...days, path }, SECRETS), ...personalLeaks({ ...page, path }, SECRETS)]).toEqual([]);
	});

	async function isStale(isOld: boolean): Promise<void> {
		const owner = ownerSql(product.database);
		await owner`update session set reauthenticated_at = now() - ${isOld ? '1 hour' : '0 hours'}::interval`;
		await owner.end();
	}
});

describe('what a researcher is answered', () => {
	const inside = ROUTES.filter(([route]) => isPartOf(route));

	test.each(inside.filter((entry) => !isOpen(entry)).map(([route]) => route))(
		'%s is not there, and its answers name nobody',
		async (route) => {
			const answers = await answersOf(route);
			expect(answers.filter(({ status }) => status !== 404).map(({ path, status }) => `${status} ${path}`)).toEqual([]);
			expect(leaksOf(answers)).toEqual([]);
		}
	);

	test.each(inside.filter(isOpen).map(([route]) => route))(
		'%s tells no name, no id, no date of a person and no count below 10',
		async (route) => {
			const answers = await answersOf(route);
			expect(answers.filter(({ status }) => status >= 500).map(({ path, status }) => `${status} ${path}`)).toEqual([]);
			expect(leaksOf(answers)).toEqual([]);
			expect(answers.filter(({ status }) => status === 200).flatMap(smallCounts)).toEqual([]);
		}
	);

	test('the release is there with its 240 people asked, its share and its hidden cells', async () => {
		const page = (await researcher.get(`/o/${own.slug}/releases`)).text;
		expect(page).toContain('240 people were asked');
		expect(page).toMatch(/>\s*c\s*</);
		expect(page.replaceAll(/<!--[^>]*-->/g, '')).toMatch(/<td[^>]*>\s*135\s*</);
	});

	test.each(
		ROUTES.map(([route]) => route)
			.filter((route) => !isPartOf(route) && !LAST.includes(route))
			.concat(LAST.toReversed())
	)('%s, outside the organisation, tells nothing of its people', async (route) => {
		const answers = await answersOf(route);
		expect(answers.length).toBeGreaterThan(0);
		expect(leaksOf(answers)).toEqual([]);
	});
});

describe('an event of the organisation beside its release and a case', () => {
	const path = () => `/compare?events=${own.slug}/${EVENT},release-${ids.release[0]},twitter-2022-11-04-layoff`;
	const file = (figure: string) => path().replace('/compare', `/compare/figures/${figure}/csv`);

	test('its analyst reads it with its roster: 2 bands, a log-rank test of both, 10 of 44 of payroll by exact count', async () => {
		const page = await analyst.get(`${path()}&lang=en`);
		expect(page.text.match(/class="band band-1"/g)).toHaveLength(4);
		expect(page.text).toContain('of releases from counts rounded to five, of rosters of yours exactly');
		expect(page.text).toMatch(/Log-rank test that all stayed alike: chi-square [\d.]+ on 1 degree of freedom/);
		// By hand: 16 payroll specialists left, 10 of them by 29 August 2009, 180 days after the announcement.
		expect(page.text).toContain('10 of 44, own roster');
		const days = await analyst.get(file('days'));
		expect([days.status, days.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
	});

	test('its executive sees the event without a roster, a researcher and a stranger do not see it', async () => {
		const shown = await executive.get(`${path()}&lang=en`);
		expect(shown.text.match(/class="band band-1"/g)).toHaveLength(2);
		expect(shown.text).toContain('Zqevent: yes or leave');
		expect(shown.text).not.toContain('own roster');
		const alone = `/compare/figures/remaining/csv?events=${own.slug}/${EVENT}`;
		expect((await executive.get(alone)).status).toBe(200);
		for (const other of [researcher, administrator, visitor(product.origin)]) {
			const page = await other.get(`${path()}&find=zqevent&lang=en`);
			expect(page.text).toContain('is not known here and was left out');
			expect(page.text).not.toContain('Zqevent: yes or leave');
			expect((await other.get(alone)).status).toBe(404);
		}
	});
});

test('a withdrawn release is gone from the library, from comparisons of others and not from those of a member', async () => {
	const event = `release-${ids.release[0]}`;
	const withdrawn = await administrator.post(`/o/${own.slug}/releases?/withdraw`, { release: ids.release[0] });
	expect(withdrawn.text).toContain('was taken out of the public library');
	const others = visitor(product.origin);
	expect((await others.get(`/library/releases/${ids.release[0]}`)).status).toBe(404);
	expect((await others.get(`/library/releases/${ids.release[0]}/csv`)).status).toBe(404);
	expect((await others.get(`/compare?events=${event}`)).text).toContain('is not known here');
	const seen = await administrator.get(`/compare/figures/days/csv?events=${event}`);
	expect([seen.status, seen.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
});

describe('a leak is found', () => {
	const answer = (text: string | Uint8Array, type = 'text/html') => ({
		path: '/x',
		headers: new Headers({ 'content-type': type }),
		bytes: Buffer.from(text)
	});
	const personal = (text: string | Uint8Array) => personalLeaks(answer(text), SECRETS);

	test('a name, an id and an address of a person', () => {
		const found = personal('<td>Zqname7 Person</td> <a id="ZQPERSON-00007"> p7@ZQMAIL.example');
		expect(found).toEqual(['/x: zqperson', '/x: zqname', '/x: @zqmail']);
	});

	test.each(['1993-04-07', '7/4/1993', '07.04.1993', '7 April 1993', '7 avr. 1993', 'Apr 7, 1993', '1er mai 2009'])(
		'the day %s, as a page or a file writes it',
		(day) => {
			expect(personal(`since ${day}.`)).toHaveLength(1);
		}
	);

	test('a name in a part of an archive, and one in a header', () => {
		const archive = zipSync({ 'slide1.xml': Buffer.from('<a>zqname1</a>') }, { level: 9 });
		expect(personal(archive)).toEqual(['/x: zqname']);
		const headers = new Headers({ 'content-disposition': 'filename="zqevent.csv"' });
		expect(personalLeaks({ path: '/x', headers, bytes: new Uint8Array() }, SECRETS)).toEqual(['/x: zqevent']);
	});

	test('a count of 9 in a cell, behind a cell, in a CSV, in an archive and in the data of a page; 10 is none', () => {
		const page = '<td class="numeric">9 (3 %)</td><td data-number="4">few</td><td>10</td><td>c</td>';
		expect(smallCounts(answer(page))).toEqual(['/x: a count of 9', '/x: a count of 4']);
		const csv = 'group,count\nSales,9\nSupport,10\n';
		expect(smallCounts(answer(csv, 'text/csv'))).toEqual(['/x: a count of 9']);
		expect(smallCounts(answer(zipSync({ 'a.csv': Buffer.from(csv) })))).toEqual(['/x a.csv: a count of 9']);
		const data = { nodes: [{ type: 'data', data: [{ rows: 1 }, [2, 3], 9, 10] }] };
		expect(smallCounts(answer(JSON.stringify(data), 'application/json'))).toEqual(['/x: a count of 9']);
	});
});
