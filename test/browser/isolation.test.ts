import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES, ROUTE_ACCESS, type Role } from '../../src/lib/server/permissions.ts';
import { createAccount, createOrganisation, type TestOrganisation } from '../support/database.ts';
import { ownerSql, type OwnerSql } from '../support/owner.ts';
import { startProduct, type Product } from '../support/product.ts';
import { routeActions } from '../support/route-actions.ts';
import { visitor, type Answer, type Visitor } from '../support/visitor.ts';

const PASSWORD = 'seven lost umbrellas';
const CANARY = 'zqcanary';
const ROUTES = Object.keys(ROUTE_ACCESS).filter((route) => route.startsWith('/o/[organisation]'));

let product: Product;
let owner: OwnerSql;
let a: TestOrganisation;
let b: TestOrganisation;
let ofA: { account: string; invitation: string; dataset: string; draft: string; release: string; event: string };
const ofB: Partial<Record<Role, Visitor>> = {};
let tables: { name: string }[] | undefined;

beforeAll(async () => {
	product = await startProduct();
	owner = ownerSql(product.database);
	a = await createOrganisation(product.database.database, { name: `${CANARY} Limited` });
	b = await createOrganisation(product.database.database);
	ofA = await fillWithCanaries();
	for (const role of ROLES) {
		const options = { organisation: b.id, roles: [role], password: PASSWORD };
		const { email } = await createAccount(product.database.database, options);
		const guest = visitor(product.origin);
		expect((await guest.post('/login', { email, password: PASSWORD })).status).toBe(303);
		ofB[role] = guest;
	}
});
afterAll(async () => {
	await owner.end();
	await product.stop();
});

/** Rows in every table of A that a page might show, each with the canary in its texts. */
async function fillWithCanaries() {
	const { database } = product.database;
	const account = await createAccount(database, {
		organisation: a.id,
		roles: ['administrator', 'analyst'],
		displayName: `${CANARY} person`
	});
	const ids = {
		account: account.id,
		invitation: randomUUID(),
		dataset: randomUUID(),
		draft: randomUUID(),
		release: randomUUID()
	};
	const [version, hash, event] = [randomUUID(), 'a'.repeat(64), `${CANARY}-event`];
	await database.inOrganisation({ organisation: a.id, account: account.id }, async (tx) => {
		await tx`insert into invitation (organisation_id, id, email, display_name, roles, token_hash, expires_at)
			values (${a.id}, ${ids.invitation}, ${`${CANARY}@example.org`}, ${CANARY}, array['analyst'], ${hash},
				now() + interval '1 day')`;
		await tx`insert into audit_entry (organisation_id, id, action) values (${a.id}, ${randomUUID()}, ${CANARY})`;
		await tx`insert into role_family (organisation_id, id, name_en, name_fr, position)
			values (${a.id}, 'security', ${CANARY}, ${CANARY}, 1)`;
		await tx`insert into dataset (organisation_id, id, kind, name, published_version_id)
			values (${a.id}, ${ids.dataset}, 'events', ${`${CANARY} events`}, ${version})`;
		await tx`insert into dataset_version (organisation_id, id, dataset_id, number, state, stage, file_name)
			values (${a.id}, ${version}, ${ids.dataset}, 1, 'published', 'done', ${`${CANARY}.csv`}),
				(${a.id}, ${ids.draft}, ${ids.dataset}, 2, 'draft', 'checked', ${`${CANARY}.csv`})`;
		await tx`insert into import_issue (organisation_id, version_id, position, code, severity, header, quoted)
			values (${a.id}, ${ids.draft}, 1, 'date-invalid', 'error', ${CANARY}, '{}')`;
		await tx`insert into event (organisation_id, version_id, line, event_id, organisation, event_type, title, source)
			values (${a.id}, ${version}, 2, ${event}, ${CANARY}, 'ultimatum', ${CANARY}, ${CANARY})`;
		await tx`insert into release (organisation_id, id, event_id, title, content)
			values (${a.id}, ${ids.release}, ${event}, ${CANARY}, '{"tables": []}')`;
	});
	return { ...ids, event };
}

/** The address of a route in an organisation, with A's ids or with others of the same shape. */
function address(
	route: string,
	slug: string,
	ids: { dataset: string; draft: string; release: string; event: string }
): string {
	return route
		.replace('[organisation]', slug)
		.replace('[dataset]', ids.dataset)
		.replace('[draft]', ids.draft)
		.replace('[release]', ids.release)
		.replace('[event]', ids.event)
		.replace('[figure]', 'coverage')
		.replace('[format]', 'csv');
}

const random = () => ({ dataset: randomUUID(), draft: randomUUID(), release: randomUUID(), event: 'zqrandom-event' });

/** Every way to ask for an address: page, data with several masks, each action, other methods and types. */
async function everyAnswer(guest: Visitor, route: string, path: string): Promise<Answer[]> {
	const own = { origin: product.origin };
	const answers = [await guest.get(path), await guest.get(path, { accept: '*/*' })];
	for (const mask of ['', '?x-sveltekit-invalidated=1', '?x-sveltekit-invalidated=001', '?x-sveltekit-invalidated=111'])
		answers.push(await guest.get(`${path}/__data.json${mask}`));
	for (const name of ['default', ...routeActions(route)]) {
		const target = name === 'default' ? path : `${path}?/${name}`;
		answers.push(
			await guest.post(target, { account: ofA.account, invitation: ofA.invitation, name: 'x', role: 'analyst' })
		);
		answers.push(
			await guest.post(target, { id: ofA.dataset }, { 'x-sveltekit-action': 'true', accept: 'application/json' })
		);
	}
	for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
		answers.push(
			await guest.send(path, { method, headers: { ...own, 'content-type': 'text/csv' }, body: 'a,b\n1,2\n' })
		);
	return answers;
}

/** What an answer tells, without the values that differ each time and the ids the reader sent. */
function told(answer: Answer, ids: string[]) {
	const hide = (text: string) => ids.reduce((rest, id) => rest.replaceAll(id, '[id]'), text);
	return {
		status: answer.status,
		headers: [...answer.headers]
			.filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name))
			.map(([name, value]) => [name, hide(value).replace(/'nonce-[^']+'/, '')]),
		text: hide(answer.text).replaceAll(/nonce="[^"]+"/g, '')
	};
}

function expectNoCanary(answers: Answer[]): void {
	for (const answer of answers) {
		expect(answer.text.toLowerCase()).not.toContain(CANARY);
		expect(JSON.stringify([...answer.headers]).toLowerCase()).not.toContain(CANARY);
	}
}

/** A hash over every row of A in every tenant table. */
async function stateOfA(): Promise<Record<string, string>> {
	tables ??= await owner<{ name: string }[]>`
		select c.relname as name from pg_class c join pg_attribute t on t.attrelid = c.oid
		where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and t.attname = 'organisation_id' and t.attnum > 0`;
	const hashes = tables.map(
		({
			name
		}) => owner`select ${name} as name, coalesce(md5(string_agg(t::text, '|' order by t::text)), 'empty') as hash
			from ${owner(name)} t where organisation_id = ${a.id}`
	);
	const rows = await owner<{ name: string; hash: string }[]>`
		${hashes.reduce((all, hash) => owner`${all} union all ${hash}`)}`;
	return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]));
}

describe('organisation B cannot see A', () => {
	test('there are at least 15 routes, 4 roles and canaries in at least 8 tables of A', async () => {
		expect(ROUTES.length).toBeGreaterThanOrEqual(15);
		const filled = Object.values(await stateOfA()).filter((hash) => hash !== 'empty');
		expect(filled.length).toBeGreaterThanOrEqual(8);
	});

	test('a member of A does see the canary', async () => {
		const options = { organisation: a.id, roles: ['administrator' as const], password: PASSWORD };
		const { email } = await createAccount(product.database.database, options);
		const member = visitor(product.origin);
		await member.post('/login', { email, password: PASSWORD });
		expect((await member.get(`/o/${a.slug}/people`)).text).toContain(CANARY);
	});

	describe.each(ROLES)('as %s of B', (role) => {
		test.each(ROUTES)('%s of A answers as an organisation that does not exist', async (route) => {
			const guest = ofB[role] as Visitor;
			const nobody = `org-${randomUUID().slice(0, 8)}`;
			const before = await stateOfA();
			const answersOfA = await everyAnswer(guest, route, address(route, a.slug, { ...ofA }));
			const ids = random();
			const answersOfNobody = await everyAnswer(guest, route, address(route, nobody, ids));
			const hidden = [a.slug, nobody, ...Object.values(ofA), ...Object.values(ids)];
			expect(answersOfA.map((answer) => told(answer, hidden))).toEqual(
				answersOfNobody.map((answer) => told(answer, hidden))
			);
			expect(answersOfA.filter((answer) => answer.status !== 404).map((answer) => answer.status)).toEqual([]);
			expectNoCanary(answersOfA.map((answer) => ({ ...answer, text: answer.text.replaceAll(ofA.event, '') })));
			expect(await stateOfA()).toEqual(before);
		});

		test.each(ROUTES.filter((route) => route.indexOf('[', 5) > 5))(
			'%s of B with the ids of A answers as for ids that do not exist',
			async (route) => {
				const guest = ofB[role] as Visitor;
				const before = await stateOfA();
				const withIdsOfA = await everyAnswer(guest, route, address(route, b.slug, { ...ofA }));
				const ids = random();
				const withRandomIds = await everyAnswer(guest, route, address(route, b.slug, ids));
				const hidden = [...Object.values(ofA), ...Object.values(ids)];
				expect(withIdsOfA.map((answer) => told(answer, hidden))).toEqual(
					withRandomIds.map((answer) => told(answer, hidden))
				);
				expect(withIdsOfA.filter((answer) => answer.status >= 500).map((answer) => answer.status)).toEqual([]);
				expectNoCanary(withIdsOfA.map((answer) => ({ ...answer, text: answer.text.replaceAll(ofA.event, '') })));
				expect(await stateOfA()).toEqual(before);
			}
		);
	});

	test('an administrator of B can neither change nor remove a member of A, nor withdraw its invitation', async () => {
		const admin = ofB.administrator as Visitor;
		const before = await stateOfA();
		for (const action of ['roles', 'remove', 'withdraw']) {
			const fields = (id: string) => ({ account: id, invitation: id, role: 'analyst' });
			const target = action === 'withdraw' ? ofA.invitation : ofA.account;
			const answer = await admin.post(`/o/${b.slug}/people?/${action}`, fields(target));
			const other = randomUUID();
			const control = await admin.post(`/o/${b.slug}/people?/${action}`, fields(other));
			expect(told(answer, [target])).toEqual(told(control, [other]));
			expectNoCanary([answer]);
		}
		expect(await stateOfA()).toEqual(before);
	});

	test('every other page that a signed-in account of B may open is free of A', async () => {
		const pages = ['/', '/login', '/preferences', '/sample', '/library/twitter', `/o/${b.slug}`];
		for (const role of ROLES)
			for (const path of pages)
				expectNoCanary([
					await (ofB[role] as Visitor).get(path),
					await (ofB[role] as Visitor).get(`${path}/__data.json`)
				]);
	});

	test('signed out, A and an organisation that does not exist both lead to sign-in', async () => {
		const guest = visitor(product.origin);
		const made = ROUTES.filter((id) => existsSync(`src/routes${id}/+page.svelte`));
		expect(made.length).toBeGreaterThanOrEqual(3);
		for (const route of made) {
			const ofReal = await guest.get(address(route, a.slug, { ...ofA }));
			const ofNone = await guest.get(address(route, 'org-00000000', { ...ofA }));
			expect(ofReal.status).toBe(303);
			expect(told(ofReal, [a.slug])).toEqual(told(ofNone, ['org-00000000']));
		}
	});
});
