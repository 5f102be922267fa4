import { randomUUID } from 'node:crypto';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTE_ACCESS } from '../../src/lib/server/permissions.ts';
import { createAccount, createOrganisation, type TestOrganisation } from '../support/database.ts';
import { personalLeaks, smallCounts } from '../support/release-leaks.ts';
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
const FORMATS = ['svg', 'png', 'csv', 'excel-fr', 'json', 'pptx'];
const MASKS = ['', '?x-sveltekit-invalidated=1', '?x-sveltekit-invalidated=001', '?x-sveltekit-invalidated=1111'];
const ROUTES = Object.entries(ROUTE_ACCESS);
const isOpen = ([, access]: (typeof ROUTES)[number]) => !Array.isArray(access) || access.includes('researcher');
// These end the session that asks.
const LAST = ['/logout', '/account', '/confirm', '/login', '/reset/[token]', '/setup/[token]', '/invitations/[token]'];

let product: Product;
let own: TestOrganisation;
let researcher: Visitor;
let ids: Record<string, string[]>;

beforeAll(async () => {
	product = await startProduct();
	const { database } = product.database;
	own = await createOrganisation(database, { name: 'Acme' });
	const signedIn = async (role: 'analyst' | 'researcher') => {
		const account = await createAccount(database, { organisation: own.id, roles: [role], password: PASSWORD });
		const guest = visitor(product.origin);
		expect((await guest.post('/login', { email: account.email, password: PASSWORD })).status).toBe(303);
		return { guest, account };
	};
	const analyst = await signedIn('analyst');
	await fillCompany(product.database, { organisation: own.id, account: analyst.account.id });
	const made = await analyst.guest.post(`/o/${own.slug}/releases`, { event: EVENT, title: 'The ultimatum' });
	expect(made.text).toContain('The ultimatum');
	researcher = (await signedIn('researcher')).guest;
	ids = await idsOf(analyst.account.id);
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

const asked = (route: string) => (isPartOf(route) ? `event=${EVENT}` : 'events=twitter-2022-11-04-layoff');
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
		expect(page).toMatch(/data-number="135"/);
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
