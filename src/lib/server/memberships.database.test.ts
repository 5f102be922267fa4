import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, createOrganisation, testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { ownerSql, type OwnerSql } from '../../../test/support/owner.ts';
import { listAudit, recordAudit } from './audit.ts';
import { acceptInvitation, invite, listInvitations, readInvitation, withdrawInvitation } from './invitations.ts';
import { changeRoles, disableIfNowhereMember, listMembers } from './memberships.ts';
import { accountMemberships, organisationsOf } from './organisations.ts';
import type { Role } from './permissions.ts';
import { readSession, startSession } from './sessions.ts';

const PASSWORD = 'seven lost umbrellas';
let db: TestDatabase;
let owner: OwnerSql;
beforeAll(async () => {
	db = await testDatabase();
	owner = ownerSql(db);
});
afterAll(async () => {
	await owner.end();
	await db.drop();
});

async function organisationWithAdministrator() {
	const organisation = await createOrganisation(db.database);
	const admin = await createAccount(db.database, { organisation: organisation.id, roles: ['administrator'] });
	return { organisation, admin, scope: { organisation: organisation.id, account: admin.id } };
}

type Scope = { organisation: string; account: string };
const inviting = (scope: Scope, email: string, roles: Role[] = ['executive']) =>
	db.database.inOrganisation(scope, (tx) => invite(tx, scope, { email, displayName: 'Eve', roles }));
const tokenOf = (result: Awaited<ReturnType<typeof inviting>>) =>
	'path' in result ? result.path.replace('/invitations/', '') : '';
const membershipsOf = async (accountId: string): Promise<Partial<Record<string, Role[]>>> => {
	const places = await db.database.inSystem((tx) => accountMemberships(tx, accountId), accountId);
	return Object.fromEntries(places.map(({ slug, roles }) => [slug, roles]));
};
const changing = (scope: Scope, accountId: string, roles: Role[]) =>
	db.database.inOrganisation(scope, (tx) => changeRoles(tx, scope, { accountId, roles }));

test('an invitation makes one account with exactly its roles, and its secret is stored nowhere', async () => {
	const { scope } = await organisationWithAdministrator();
	const token = tokenOf(await inviting(scope, ' Eve1@Example.org ', ['executive', 'analyst']));
	const [row] = await owner`select * from invitation where organisation_id = ${scope.organisation}`;
	expect(JSON.stringify(row)).not.toContain(token.split('.')[1]);
	expect(await acceptInvitation(db.database, token, PASSWORD)).toMatchObject({ accountId: expect.any(String) });
	const members = await db.database.inOrganisation(scope, (tx) => listMembers(tx, scope));
	expect(members.find((member) => member.email === 'eve1@example.org')?.roles).toEqual(['analyst', 'executive']);
});

test('of 5 at once who accept, 1 gets through; afterwards, withdrawn or expired, the link is gone', async () => {
	const { scope } = await organisationWithAdministrator();
	const token = tokenOf(await inviting(scope, 'eve2@example.org'));
	const results = await Promise.all([1, 2, 3, 4, 5].map(() => acceptInvitation(db.database, token, PASSWORD)));
	expect(results.filter((result) => typeof result === 'object' && 'accountId' in result)).toHaveLength(1);
	expect(await acceptInvitation(db.database, token, PASSWORD)).toBe('gone');

	const withdrawn = tokenOf(await inviting(scope, 'eve3@example.org'));
	const [{ id }] = await db.database.inOrganisation(scope, (tx) => listInvitations(tx, scope));
	expect(await db.database.inOrganisation(scope, (tx) => withdrawInvitation(tx, scope, id))).toBe(true);
	expect(await readInvitation(db.database, withdrawn)).toBeNull();

	const expired = tokenOf(await inviting(scope, 'eve4@example.org'));
	await owner`update invitation set expires_at = now() - interval '1 second' where email = 'eve4@example.org'`;
	expect(await acceptInvitation(db.database, expired, PASSWORD)).toBe('gone');
});

test('the secret of one organisation opens nothing under the id of another', async () => {
	const one = await organisationWithAdministrator();
	const other = await organisationWithAdministrator();
	const [, secret] = tokenOf(await inviting(one.scope, 'eve5@example.org')).split('.');
	expect(await readInvitation(db.database, `${other.scope.organisation}.${secret}`)).toBeNull();
	for (const token of ['', '.', `${randomUUID()}.x`, `${one.scope.organisation}.`, 'x'.repeat(5000)])
		expect(await readInvitation(db.database, token)).toBeNull();
});

test('an existing account joins with its own password only, and a new invitation replaces the former', async () => {
	const { scope } = await organisationWithAdministrator();
	const { id, email } = await createAccount(db.database, { password: PASSWORD });
	const former = tokenOf(await inviting(scope, email));
	const token = tokenOf(await inviting(scope, email));
	expect(await readInvitation(db.database, former)).toBeNull();
	expect(await acceptInvitation(db.database, token, 'a password of my choice')).toEqual({ problem: 'wrong-password' });
	expect(await acceptInvitation(db.database, token, PASSWORD)).toMatchObject({ accountId: id });
});

test('a changed role ends the sessions of the member and is in the audit log with both lists', async () => {
	const { scope, organisation } = await organisationWithAdministrator();
	const member = await createAccount(db.database, { organisation: organisation.id, roles: ['executive'] });
	const token = await startSession(db.database, member.id, { address: null, userAgent: null });
	expect(await changing(scope, member.id, ['analyst'])).toBeNull();
	expect(await readSession(db.database, token)).toBeNull();
	expect((await membershipsOf(member.id))[organisation.slug]).toEqual(['analyst']);
	const [entry] = await db.database.inOrganisation(scope, (tx) => listAudit(tx, scope, { before: null, limit: 1 }));
	expect(entry).toMatchObject({
		action: 'member.roles-changed',
		objectId: member.id,
		details: { before: ['executive'], after: ['analyst'] }
	});
});

test('a removed member is no longer found, and an account left without any membership is disabled', async () => {
	const { scope, organisation } = await organisationWithAdministrator();
	const elsewhere = await organisationWithAdministrator();
	const member = await createAccount(db.database, { organisation: organisation.id, roles: ['analyst'] });
	await db.database.inOrganisation(
		elsewhere.scope,
		(tx) => tx`
		insert into membership (organisation_id, account_id, role)
		values (${elsewhere.scope.organisation}, ${member.id}, 'analyst')`
	);
	const disable = () => db.database.inSystem((tx) => disableIfNowhereMember(tx, member.id), member.id);
	expect(await changing(scope, member.id, [])).toBeNull();
	expect((await membershipsOf(member.id))[organisation.slug]).toBeUndefined();
	expect(await disable()).toBe(false);
	expect(await changing(elsewhere.scope, member.id, [])).toBeNull();
	expect(await disable()).toBe(true);
	expect(await db.database.inSystem((tx) => organisationsOf(tx, member.id), member.id)).toEqual([]);
});

test('two administrators who remove each other at once leave 1 administrator', async () => {
	const { scope, organisation, admin } = await organisationWithAdministrator();
	const second = await createAccount(db.database, { organisation: organisation.id, roles: ['administrator'] });
	const results = await Promise.all([
		changing(scope, second.id, []),
		changing({ ...scope, account: second.id }, admin.id, ['analyst'])
	]);
	expect(results.filter((problem) => problem === null)).toHaveLength(1);
	const left =
		await owner`select 1 from membership where organisation_id = ${organisation.id} and role = 'administrator'`;
	expect(left).toHaveLength(1);
});

test('a member of another organisation can be neither changed nor found', async () => {
	const one = await organisationWithAdministrator();
	const other = await organisationWithAdministrator();
	expect(await changing(one.scope, other.admin.id, ['analyst'])).toBe('unknown-member');
	const slug = other.organisation.slug;
	expect((await membershipsOf(one.admin.id))[slug]).toBeUndefined();
});

test('an act that fails leaves no audit entry, and the app role can neither change nor delete one', async () => {
	const { scope } = await organisationWithAdministrator();
	const failing = db.database.inOrganisation(scope, async (tx) => {
		await recordAudit(tx, scope, { action: 'test.failed' });
		await tx`select 1 / 0`;
	});
	await expect(failing).rejects.toMatchObject({ code: '22012' });
	expect(await db.database.inOrganisation(scope, (tx) => listAudit(tx, scope, { before: null, limit: 9 }))).toEqual([]);
	for (const act of ['update', 'delete'] as const) {
		const changed = db.database.inOrganisation(scope, (tx) =>
			act === 'update' ? tx`update audit_entry set action = 'x'` : tx`delete from audit_entry`
		);
		await expect(changed).rejects.toMatchObject({ code: '42501' });
	}
});

test('120 entries come newest first in pages of 50, 50 and 20', async () => {
	const { scope } = await organisationWithAdministrator();
	await db.database.inOrganisation(scope, async (tx) => {
		for (let number = 1; number <= 120; number++) await recordAudit(tx, scope, { action: `act.${number}` });
	});
	const pages: string[][] = [];
	let before: number | null = null;
	for (;;) {
		const page: { sequence: number; action: string }[] = await db.database.inOrganisation(scope, (tx) =>
			listAudit(tx, scope, { before, limit: 50 })
		);
		if (page.length === 0) break;
		pages.push(page.map((entry) => entry.action));
		before = page[page.length - 1].sequence;
	}
	expect(pages.map((page) => page.length)).toEqual([50, 50, 20]);
	expect([pages[0][0], pages[1][0], pages[2][19]]).toEqual(['act.120', 'act.70', 'act.1']);
});
