import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, createOrganisation, testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { ownerSql, type OwnerSql } from '../../../test/support/owner.ts';
import { recordAudit } from './audit.ts';
import type { Role } from './permissions.ts';
import { endSession, SESSION_LIMITS, sessionIdOf, startSession } from './sessions.ts';
import { visitReader } from './visits.ts';

let db: TestDatabase;
let owner: OwnerSql;
let readVisit: ReturnType<typeof visitReader>;
beforeAll(async () => {
	db = await testDatabase();
	owner = ownerSql(db);
	readVisit = visitReader(db.database);
});
afterAll(async () => {
	await owner.end();
	await db.drop();
});

async function member(roles: Role[], name?: string) {
	const organisation = await createOrganisation(db.database, { name });
	const account = await createAccount(db.database, { organisation: organisation.id, roles });
	const token = await startSession(db.database, account.id, { address: null, userAgent: null });
	return { organisation, account, token, scope: { organisation: organisation.id, account: account.id } };
}
type Member = Awaited<ReturnType<typeof member>>;
const visiting = (token: string | undefined, slug: string | null = null, wantsEffect = false) =>
	readVisit({ token, slug, wantsEffect }, SESSION_LIMITS);
const acting = ({ scope }: Member, action: string) =>
	db.database.inOrganisation(scope, (tx) => recordAudit(tx, scope, { action }));

test('a member is told apart by session, and has the organisation of the address with its roles', async () => {
	const ada = await member(['executive', 'analyst'], 'Larks');
	const visit = await visiting(ada.token, ada.organisation.slug);
	const larks = { id: ada.organisation.id, slug: ada.organisation.slug, name: 'Larks', isSample: false };
	expect(visit).toEqual({
		session: {
			id: sessionIdOf(ada.token),
			account: { id: ada.account.id, email: ada.account.email, displayName: expect.stringMatching(/^Person /) },
			isExtended: false,
			isFresh: true
		},
		organisations: [larks],
		organisation: larks,
		roles: ['analyst', 'executive'],
		effect: null,
		waiting: null
	});
});

test('12 who ask at once, 2 of them nobody, have each their own answer', async () => {
	const members = await Promise.all(Array.from({ length: 10 }, () => member(['analyst'])));
	const tokens = [...members.map(({ token }) => token), 'x'.repeat(43), undefined];
	const visits = await Promise.all(tokens.map((token, i) => visiting(token, members[i % 10].organisation.slug, true)));
	expect(visits.map((visit) => visit?.session.account.id ?? null)).toEqual([
		...members.map(({ account }) => account.id),
		null,
		null
	]);
	expect(visits.slice(0, 10).map((visit) => visit?.organisations.map(({ id }) => id))).toEqual(
		members.map(({ organisation }) => [organisation.id])
	);
});

test('one who asks 3 times at once, for 2 organisations and with and without the effect, has each answer', async () => {
	const ada = await member(['analyst']);
	const other = await createOrganisation(db.database);
	await owner`insert into membership ${owner({ organisation_id: other.id, account_id: ada.account.id, role: 'executive' })}`;
	await acting(ada, 'import.published');
	const [own, there, without, again] = await Promise.all([
		visiting(ada.token, ada.organisation.slug, true),
		visiting(ada.token, other.slug, true),
		visiting(ada.token, ada.organisation.slug, false),
		visiting(ada.token, ada.organisation.slug, true)
	]);
	expect([own?.effect, there?.effect, without?.effect]).toEqual([1, 0, null]);
	expect([own?.roles, there?.roles, without?.roles]).toEqual([['analyst'], ['executive'], ['analyst']]);
	expect(again).toEqual(own);
});

test('the address of another organisation gives neither organisation, roles nor a position of its log', async () => {
	const [ada, eve] = [await member(['analyst']), await member(['administrator'])];
	await acting(ada, 'import.published');
	const [own, foreign] = await Promise.all([
		visiting(ada.token, ada.organisation.slug, true),
		visiting(eve.token, ada.organisation.slug, true)
	]);
	expect([own?.roles, own?.effect]).toEqual([['analyst'], 1]);
	expect([foreign?.organisation, foreign?.roles, foreign?.effect]).toEqual([null, [], null]);
	expect(foreign?.organisations.map(({ id }) => id)).toEqual([eve.organisation.id]);
});

test('nor does the public library, even to who was made its member', async () => {
	const library = await createOrganisation(db.database, { kind: 'library' });
	const { id } = await createAccount(db.database, { organisation: library.id, roles: ['analyst'] });
	const token = await startSession(db.database, id, { address: null, userAgent: null });
	expect((await visiting(token, library.slug))?.organisation).toBeNull();
});

test('of 3 acts the second was the last that changes a figure; without any act the position is 0', async () => {
	const ada = await member(['analyst']);
	const effect = async () => (await visiting(ada.token, ada.organisation.slug, true))?.effect;
	expect(await effect()).toBe(0);
	for (const action of ['import.received', 'import.published', 'dataset.exported']) await acting(ada, action);
	expect(await effect()).toBe(2);
});

test('an analyst has the imports that wait, one of 3 being read and one opened; an executive has none of them, nor an analyst elsewhere', async () => {
	const [ada, eve] = [await member(['analyst']), await member(['analyst'])];
	const boss = await createAccount(db.database, { organisation: ada.organisation.id, roles: ['executive'] });
	const token = await startSession(db.database, boss.id, { address: null, userAgent: null });
	const organisation_id = ada.organisation.id;
	const dataset_id = randomUUID();
	await owner`insert into dataset ${owner({ organisation_id, id: dataset_id, kind: 'roster', name: 'Roster' })}`;
	const drafts = [
		{ number: -1, stage: 'reading', stage_seen: null },
		{ number: -2, stage: 'asking', stage_seen: 'asking' },
		{ number: -3, stage: 'checked', stage_seen: 'asking' }
	].map((draft) => ({ ...draft, id: randomUUID(), organisation_id, dataset_id, state: 'draft', file_name: 'x.csv' }));
	await owner`insert into dataset_version ${owner(drafts)}`;
	const { slug } = ada.organisation;
	const visits = [await visiting(ada.token, slug, true), await visiting(token, slug, true)];
	expect(visits.map((visit) => visit?.waiting)).toEqual([[drafts[2].id], null]);
	expect((await visiting(eve.token, eve.organisation.slug, true))?.waiting).toEqual([]);
	expect((await visiting(ada.token, slug))?.waiting).toBeNull();
});

test('a session that was ended, a disabled account and a membership taken away are gone at the next question', async () => {
	const [ada, ben, eve] = [await member(['analyst']), await member(['analyst']), await member(['analyst'])];
	const visits = () => Promise.all([ada, ben, eve].map((who) => visiting(who.token, who.organisation.slug)));
	expect((await visits()).map((visit) => visit?.roles)).toEqual([['analyst'], ['analyst'], ['analyst']]);
	await endSession(db.database, sessionIdOf(ada.token) ?? '');
	await owner`update account set disabled_at = now() where id = ${ben.account.id}`;
	await owner`delete from membership where account_id = ${eve.account.id}`;
	expect((await visits()).map((visit) => visit?.roles ?? null)).toEqual([null, null, []]);
});

test('a session past half its idle time is extended once, and one past its absolute time is none', async () => {
	const ada = await member(['analyst']);
	await owner`update session set expires_at = now() + interval '1 hour' where id = ${sessionIdOf(ada.token)}`;
	expect((await visiting(ada.token))?.session.isExtended).toBe(true);
	expect((await visiting(ada.token))?.session.isExtended).toBe(false);
	await owner`update session set absolute_expires_at = now() where id = ${sessionIdOf(ada.token)}`;
	expect(await visiting(ada.token)).toBeNull();
});

test('what was set to answer ends with the question: a transaction that asks sees no organisation after it', async () => {
	const ada = await member(['analyst']);
	await acting(ada, 'import.published');
	const asked = [{ session: sessionIdOf(ada.token), slug: ada.organisation.slug, wantsEffect: true }];
	const [known, entries] = await db.database.inSystem(async (tx) => [
		await tx`select known from who_asks(${tx.json(asked)}, 15, ${['nothing']}) as known`,
		await tx`select count(*)::int as count from audit_entry`
	]);
	expect([known[0].known.effect, entries[0].count]).toEqual([1, 0]);
});
