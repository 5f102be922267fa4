import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createAccount, createOrganisation, testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { ownerSql, type OwnerSql } from '../../../test/support/owner.ts';
import { claimMail, writeMail } from './outbox.ts';
import { answerPasswordRequests, askForPassword } from './password-requests.ts';
import { redeemReset, resetLinkForMember } from './password-reset.ts';
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
afterEach(() => owner`delete from password_request`);
afterAll(async () => {
	await owner.end();
	await db.drop();
});

async function member() {
	const { id: organisation } = await createOrganisation(db.database);
	const { id, email } = await createAccount(db.database, { organisation, roles: ['researcher'], password: OLD });
	return { id, email, scope: { organisation, account: null } };
}
let addresses = 0;
const ask = (email: string, address = `198.51.100.${addresses++}`) =>
	askForPassword(db.io, { email, address, requestId: null });
const wishes = () => owner<{ sealedEmail: string }[]>`select sealed_email as "sealedEmail" from password_request`;
const mailsTo = (account: string) => owner`select from outgoing_mail where account_id = ${account}`;
const signedIn = async (email: string, password: string) =>
	(await signIn(db.database, { ...client, email, password })).outcome;

test('who forgot the password gets one mail, whose link chooses a new one; until then the old one stays', async () => {
	const { id, email, scope } = await member();
	expect(await ask(` ${email.toUpperCase()} `)).toBeNull();
	expect(await answerPasswordRequests(db.io)).toBe(1);
	expect(await wishes()).toEqual([]);
	const mail = await db.database.inOrganisation(scope, (tx) => claimMail(tx, scope, db.io.secrets));
	expect(mail).toMatchObject({ kind: 'password-request', address: email });
	const [{ minutes }] = await owner<{ minutes: number }[]>`select
		extract(epoch from expires_at - created_at)::float8 / 60 as minutes from password_reset where account_id = ${id}`;
	expect(minutes).toBe(60);
	expect(await signedIn(email, OLD)).toBe('done');
	const token = mail?.path?.replace('/reset/', '') ?? '';
	expect(await redeemReset(db.database, token, NEW)).toEqual({ accountId: id });
	expect([await signedIn(email, OLD), await signedIn(email, NEW)]).toEqual(['wrong', 'done']);
	const acts = await owner<{ action: string; account: string | null; objectId: string }[]>`select action,
		account_id as account, object_id as "objectId" from audit_entry where organisation_id = ${scope.organisation}`;
	expect([...acts]).toEqual([{ action: 'member.password-asked', account: null, objectId: id }]);
});

test('of a known and an unknown address the same is kept, sealed; the unknown one, a disabled account and one in a sample alone get nothing', async () => {
	const { id: disabled, email } = await member();
	await owner`update account set disabled_at = now() where id = ${disabled}`;
	const { id: organisation } = await createOrganisation(db.database);
	await owner`update organisation set is_sample = true where id = ${organisation}`;
	const guest = await createAccount(db.database, { organisation, roles: ['analyst'], password: OLD });
	for (const each of ['nobody-here@example.org', email, guest.email]) expect(await ask(each)).toBeNull();
	const kept = await wishes();
	expect(kept).toHaveLength(3);
	for (const each of kept) expect(Buffer.from(each.sealedEmail, 'base64').toString('latin1')).not.toContain('example');
	expect(await answerPasswordRequests(db.io)).toBe(0);
	expect([await wishes(), await mailsTo(disabled), await mailsTo(guest.id)]).toEqual([[], [], []]);
});

test('the sixth wish of an hour for one address is answered like the others and not kept, known here or not', async () => {
	const { email } = await member();
	for (const each of [email, 'nobody-else@example.org']) {
		const answers: (number | null)[] = [];
		for (let time = 0; time < 6; time++) answers.push(await ask(each));
		expect(answers).toEqual([null, null, null, null, null, null]);
		expect(await wishes()).toHaveLength(5);
		await answerPasswordRequests(db.io);
	}
});

test('the 31st wish of an hour from one network address waits, and stands among the security events', async () => {
	const address = '203.0.113.9';
	const answers: (number | null)[] = [];
	for (let time = 0; time < 31; time++) answers.push(await ask(`person-${time}@example.org`, address));
	expect(answers.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => null));
	expect(answers[30]).toBeGreaterThan(0);
	expect(await wishes()).toHaveLength(30);
	const events = await owner`select action, result from security_event where address = ${address}`;
	expect([...events]).toEqual([{ action: 'password', result: 'limited' }]);
	await answerPasswordRequests(db.io);
});

test('of 4 processes at once one answers; asked again, the former mail is not sent and its link is gone', async () => {
	const { id, email, scope } = await member();
	const made = await resetLinkForMember(db.database, scope, {
		...{ accountId: id, requestId: null },
		whenMade: (tx, path) =>
			writeMail(tx, scope, db.io.secrets, {
				...{ kind: 'password-reset', accountId: id, occasion: 'by an administrator', path, validHours: 24 }
			})
	});
	await ask(email);
	const answered = await Promise.all([1, 2, 3, 4].map(() => answerPasswordRequests(db.io)));
	expect(answered.sort()).toEqual([0, 0, 0, 1]);
	expect(await mailsTo(id)).toHaveLength(1);
	const former = 'path' in made ? made.path.replace('/reset/', '') : '';
	expect(await redeemReset(db.database, former, NEW)).toBe('gone');
});

test('a wish that no process looked at for an hour is forgotten', async () => {
	const { id, email } = await member();
	await ask(email);
	await owner`update password_request set created_at = now() - interval '61 minutes'`;
	expect(await answerPasswordRequests(db.io)).toBe(0);
	expect([await wishes(), await mailsTo(id)]).toEqual([[], []]);
});
