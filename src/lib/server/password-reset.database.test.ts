import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, createOrganisation, testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { ownerSql, type OwnerSql } from '../../../test/support/owner.ts';
import { changePassword } from './change-password.ts';
import { isResetOpen, redeemReset, resetLinkForMember } from './password-reset.ts';
import { readSession, startSession } from './sessions.ts';
import { signIn } from './sign-in.ts';

const OLD = 'seven lost umbrellas';
const NEW = 'nine found umbrellas';
const client = { address: '192.0.2.7', userAgent: null, requestId: 'r', formerSessionId: null };
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

async function member() {
	const { id: organisation } = await createOrganisation(db.database);
	const admin = await createAccount(db.database, { organisation, roles: ['administrator'] });
	const account = await createAccount(db.database, { organisation, roles: ['executive'], password: OLD });
	const scope = { organisation, account: admin.id };
	const link = async () => {
		const result = await resetLinkForMember(db.database, scope, { accountId: account.id, requestId: null });
		return 'path' in result ? result.path.replace('/reset/', '') : result.problem;
	};
	return { organisation, scope, account, link };
}
const signedIn = async (email: string, password: string) =>
	(await signIn(db.database, { ...client, email, password })).outcome;

test('a link sets the password once, ends every session, and is stored as a hash only', async () => {
	const { account, link } = await member();
	const session = await startSession(db.database, account.id, client);
	const token = await link();
	expect(JSON.stringify(await owner`select * from password_reset`)).not.toContain(token);
	expect(await redeemReset(db.database, token, 'password1')).toEqual({ problem: 'common' });
	expect(await redeemReset(db.database, token, NEW)).toEqual({ accountId: account.id });
	expect(await redeemReset(db.database, token, NEW)).toBe('gone');
	expect(await readSession(db.database, session)).toBeNull();
	expect([await signedIn(account.email, OLD), await signedIn(account.email, NEW)]).toEqual(['wrong', 'done']);
});

test('of 5 at once with one link, 1 sets its password', async () => {
	const { link } = await member();
	const token = await link();
	const tries = [1, 2, 3, 4, 5].map((n) => redeemReset(db.database, token, `${NEW} ${n}`));
	expect((await Promise.all(tries)).filter((result) => result !== 'gone')).toHaveLength(1);
});

test('an older link, one a day old, and one of a disabled account are gone', async () => {
	const { account, link } = await member();
	const first = await link();
	const second = await link();
	expect([await isResetOpen(db.database, first), await isResetOpen(db.database, second)]).toEqual([false, true]);
	await owner`update account set disabled_at = now() where id = ${account.id}`;
	expect(await isResetOpen(db.database, second)).toBe(false);
	await owner`update account set disabled_at = null where id = ${account.id}`;
	await owner`update password_reset set expires_at = now() where account_id = ${account.id}`;
	expect(await redeemReset(db.database, second, NEW)).toBe('gone');
	expect(await isResetOpen(db.database, 'made up')).toBe(false);
});

test('no link for a stranger, nor for a member of another organisation too; a sample company does not count', async () => {
	const { account, link, scope } = await member();
	const stranger = (await member()).account;
	const given = { accountId: stranger.id, requestId: null };
	expect(await resetLinkForMember(db.database, scope, given)).toEqual({ problem: 'member-elsewhere' });
	const nowhere = { accountId: (await createAccount(db.database)).id, requestId: null };
	expect(await resetLinkForMember(db.database, scope, nowhere)).toEqual({ problem: 'unknown-member' });
	const sample = await createOrganisation(db.database, { isSample: true });
	await owner`insert into membership (organisation_id, account_id, role) values (${sample.id}, ${account.id}, 'analyst')`;
	expect(await link()).toHaveLength(43);
	const other = await createOrganisation(db.database);
	await owner`insert into membership (organisation_id, account_id, role) values (${other.id}, ${account.id}, 'analyst')`;
	expect(await link()).toBe('member-elsewhere');
});

test('a changed password needs the present one, ends every session, and 10 wrong tries make it wait', async () => {
	const { account } = await member();
	const session = await startSession(db.database, account.id, client);
	const change = (former: string, password: string) =>
		changePassword(db.database, { account: { ...account, displayName: 'Eve' }, former, password, ...client });
	expect(await change('wrong', NEW)).toBe('wrong-former');
	expect(await change(OLD, 'short')).toBe('too-short');
	expect(await readSession(db.database, session)).not.toBeNull();
	expect(await change(OLD, NEW)).toBeNull();
	expect(await readSession(db.database, session)).toBeNull();
	expect(await signedIn(account.email, NEW)).toBe('done');
	for (let count = 0; count < 10; count++) await change('wrong', NEW);
	expect(await change(NEW, OLD)).toBe('limited');
});
