import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createAccount, createOrganisation, testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { mailServer, type MailServer } from '../../../test/support/mail-server.ts';
import { ownerSql, type OwnerSql } from '../../../test/support/owner.ts';
import { openDatabase } from './database.ts';
import { invite, withdrawInvitation } from './invitations.ts';
import { sendDueMail, type Compose, type Post } from './mail-round.ts';
import type { MailSettings } from './mail-settings.ts';
import { postMail } from './mail-transport.ts';
import { BACK_OFF_MINUTES, listUnsentMail, writeMail, type MailOutcome, type NewMail } from './outbox.ts';

let db: TestDatabase;
let owner: OwnerSql;
let mail: MailServer;
beforeAll(async () => {
	db = await testDatabase();
	owner = ownerSql(db);
	mail = await mailServer();
});
afterEach(() => void mail.mails.splice(0));
afterAll(async () => {
	await mail.stop();
	await owner.end();
	await db.drop();
});

type Scope = { organisation: string; account: string };
const compose: Compose = ({ path, organisationName }) => ({
	subject: `To ${organisationName}`,
	text: `https://muster.example.org${path}`
});
const by =
	(settings: MailSettings): Post =>
	(one, handOver) =>
		postMail(settings, one, handOver);
const send = (scope: Scope, post = by(mail.settings), io = db.io) => sendDueMail(io, scope, compose, post);
const fixed =
	(outcome: MailOutcome): Post =>
	async (_, handOver) => {
		await handOver();
		return outcome;
	};

async function newScope(name?: string): Promise<Scope> {
	const { id } = await createOrganisation(db.database, { name });
	const admin = await createAccount(db.database, { organisation: id, roles: ['administrator', 'analyst'] });
	return { organisation: id, account: admin.id };
}

async function invited(scope: Scope, email: string): Promise<string> {
	return db.database.inOrganisation(scope, async (tx) => {
		const made = await invite(tx, scope, { email, displayName: 'Eve', roles: ['executive'] });
		if ('problem' in made) throw new Error(made.problem);
		const { id, path } = made;
		await writeMail(tx, scope, db.io.secrets, { ...invitation(id), path });
		return id;
	});
}

const invitation = (id: string): NewMail => ({
	...{ kind: 'invitation', occasion: `invitation ${id}`, invitationId: id, path: '/invitations/x', validHours: 168 }
});
const watch = (scope: Scope, occasion: string): NewMail => ({
	...{ kind: 'watch', occasion, accountId: scope.account, path: '/o/x/watch', validHours: 24 }
});
const write = (scope: Scope, one: NewMail) =>
	db.database.inOrganisation(scope, (tx) => writeMail(tx, scope, db.io.secrets, one));
const unsent = (scope: Scope) => db.database.inOrganisation(scope, (tx) => listUnsentMail(tx, scope));
const stateOf = async ({ organisation }: Scope) => {
	const [row] = await owner`select state, attempts, problem, link, round(extract(epoch from due_at - now()) / 60)::int
		as minutes from outgoing_mail where organisation_id = ${organisation}`;
	return row;
};

test('an invitation is sent once, to its address alone, with a link that stands nowhere in the database', async () => {
	const scope = await newScope('Acme');
	const id = await invited(scope, 'eve@example.org');
	const kept = JSON.stringify(await stateOf(scope));
	expect(await send(scope)).toBe(1);
	const [one] = mail.mails;
	expect({ from: one.from, to: one.to }).toEqual({ from: 'muster@example.org', to: ['eve@example.org'] });
	const link = /https:\/\/muster\.example\.org\/invitations\/\S+/.exec(one.body)?.[0] ?? '';
	expect(link.length).toBeGreaterThan(80);
	expect(kept).not.toContain(link.slice(-43));
	expect(JSON.stringify(await owner`select * from outgoing_mail where invitation_id = ${id}`)).not.toContain('eve@');
	expect(await stateOf(scope)).toMatchObject({ state: 'sent', attempts: 1, link: null });
	expect([await send(scope), mail.mails.length]).toEqual([0, 1]);
});

test('of 8 rounds at once over two pools, 1 sends each of 5 mails', async () => {
	const scope = await newScope();
	for (const at of [1, 2, 3, 4, 5]) expect(await write(scope, watch(scope, `finding ${at}`))).toBe(true);
	expect(await write(scope, watch(scope, 'finding 5'))).toBe(false);
	const second = openDatabase(db.appUrl, { poolSize: 4, waitMs: 60_000 });
	const rounds = Array.from({ length: 8 }, (_, at) =>
		send(scope, by(mail.settings), at % 2 === 0 ? db.io : { ...db.io, database: second })
	);
	expect((await Promise.all(rounds)).reduce((sum, sent) => sum + sent, 0)).toBe(5);
	expect(mail.mails).toHaveLength(5);
	await second.close();
});

test('no line break in a name, a subject or an address makes a header or a recipient', async () => {
	const scope = await newScope('Acme\r\nBcc: mallory@example.org\r\n\r\nBought');
	await invited(scope, 'eve@example.org\r\nBcc: mallory@example.org').catch(() => 0);
	await invited(scope, 'eve2@example.org');
	expect(await send(scope)).toBe(1);
	expect(mail.mails.map(({ to }) => to)).toEqual([['eve2@example.org']]);
	const names = mail.mails[0].headers.map((line) => line.split(':')[0].toLowerCase());
	expect(names).not.toContain('bcc');
	expect(new Set(names)).toEqual(
		new Set([
			...['from', 'to', 'subject', 'message-id', 'date', 'mime-version', 'content-type'],
			...['auto-submitted', 'content-transfer-encoding']
		])
	);
	for (const address of ['eve@example.org\r\nRCPT TO:<mallory@example.org>', 'a@example.org,b@example.org', '<a>@b.c'])
		expect(await postMail(mail.settings, { id: 'x', address, subject: '', text: '' }, async () => true)).toEqual({
			kind: 'refused',
			code: 'EADDRESS'
		});
});

test('a withdrawn invitation takes its mail along; a member without a role any more gets none', async () => {
	const scope = await newScope();
	const id = await invited(scope, 'eve@example.org');
	await db.database.inOrganisation(scope, (tx) => withdrawInvitation(tx, scope, id));
	expect(await stateOf(scope)).toBeUndefined();
	await write(scope, watch(scope, 'finding'));
	await owner`delete from membership where account_id = ${scope.account} and role = 'analyst'`;
	expect(await send(scope)).toBe(0);
	expect(await stateOf(scope)).toMatchObject({ state: 'dropped', link: null });
	expect([mail.mails, await unsent(scope)]).toEqual([[], []]);
});

test('a server that is down is tried again after 1, 5, 30, 120 and 360 minutes, then the mail is given up', async () => {
	const scope = await newScope();
	const nobody = await mailServer();
	await nobody.stop();
	await write(scope, watch(scope, 'finding'));
	const waits = [];
	for (let round = 0; round <= BACK_OFF_MINUTES.length; round++) {
		await send(scope, by(nobody.settings));
		const row = await stateOf(scope);
		if (row.state === 'waiting') waits.push(row.minutes);
		expect(await send(scope, by(nobody.settings))).toBe(0);
		await owner`update outgoing_mail set due_at = now() where organisation_id = ${scope.organisation}`;
	}
	expect(waits).toEqual([1, 5, 30, 120, 360]);
	expect(await unsent(scope)).toMatchObject([{ state: 'given-up', attempts: 6, problem: 'ESOCKET' }]);
});

test('of 3 mails that are due 1 is tried while the server is down: the others do not make everybody wait for them', async () => {
	const scope = await newScope();
	const nobody = await mailServer();
	await nobody.stop();
	for (const at of [1, 2, 3]) await write(scope, watch(scope, `finding ${at}`));
	expect(await send(scope, by(nobody.settings))).toBe(0);
	const tries = await owner`select attempts, state from outgoing_mail where organisation_id = ${scope.organisation}
		order by attempts`;
	expect(tries.map(({ attempts, state }) => `${attempts} ${state}`)).toEqual(['0 waiting', '0 waiting', '1 waiting']);
	expect(await send(scope)).toBe(2);
});

test('a recipient who is refused for now does not hold up the next one', async () => {
	const scope = await newScope();
	for (const at of [1, 2]) await write(scope, watch(scope, `finding ${at}`));
	expect(await send(scope, fixed({ kind: 'failed', code: 'EENVELOPE 450' }))).toBe(0);
	const tries = await owner`select attempts from outgoing_mail where organisation_id = ${scope.organisation}`;
	expect(tries.map(({ attempts }) => attempts as number)).toEqual([1, 1]);
});

test('a refused recipient is given up at once, by a code and without the words of the server', async () => {
	const scope = await newScope();
	const strict = await mailServer({
		onRcptTo: (_, __, done) => done(Object.assign(new Error('no <eve@example.org> here'), { responseCode: 550 }))
	});
	await write(scope, watch(scope, 'finding'));
	expect(await send(scope, by(strict.settings))).toBe(0);
	expect(await unsent(scope)).toMatchObject([{ state: 'given-up', attempts: 1, problem: 'EENVELOPE 550' }]);
	await strict.stop();
});

test('a connection lost after the message was handed over is told as uncertain, and the mail is not sent again', async () => {
	const scope = await newScope();
	const taken: string[] = [];
	const dying = await mailServer({
		onData(stream, session) {
			taken.push(session.id);
			stream.resume();
			stream.on('end', () => dying.drop());
		}
	});
	await write(scope, watch(scope, 'finding'));
	expect(await send(scope, by(dying.settings))).toBe(0);
	expect(await unsent(scope)).toMatchObject([{ state: 'uncertain', problem: 'ECONNECTION' }]);
	expect([await send(scope), taken.length, mail.mails.length]).toEqual([0, 1, 0]);
	await dying.stop();
});

test('without TLS, or with a certificate nobody vouches for, nothing is handed over', async () => {
	for (const options of [{}, { disabledCommands: [] }]) {
		const scope = await newScope();
		const server = await mailServer(options);
		await write(scope, watch(scope, 'finding'));
		expect(await send(scope, by({ ...server.settings, mustEncrypt: true }))).toBe(0);
		expect(await stateOf(scope)).toMatchObject({ state: 'waiting', attempts: 1, problem: expect.stringMatching(/^E/) });
		expect(server.mails).toEqual([]);
		await server.stop();
	}
});

test('a wrong password is tried again, and a mail whose claim ran out belongs to whoever claimed it next', async () => {
	const scope = await newScope();
	const locked = await mailServer({
		authOptional: false,
		allowInsecureAuth: true,
		onAuth: (_, __, done) => done(null, {})
	});
	await write(scope, watch(scope, 'finding'));
	expect(await send(scope, by({ ...locked.settings, user: 'ada', password: 'x' }))).toBe(0);
	expect(await stateOf(scope)).toMatchObject({ state: 'waiting', problem: 'EAUTH 535' });
	await owner`update outgoing_mail set due_at = now() where organisation_id = ${scope.organisation}`;
	const slow: Post = async (_, handOver) => {
		await owner`update outgoing_mail set claimed_until = now() where organisation_id = ${scope.organisation}`;
		expect(await send(scope)).toBe(1);
		expect(await handOver()).toBe(false);
		return 'not-ours';
	};
	expect(await send(scope, slow)).toBe(0);
	expect([mail.mails.length, await stateOf(scope)]).toMatchObject([1, { state: 'sent', attempts: 3 }]);
	await locked.stop();
});

test('a second link for a new password takes the place of the first: 1 mail, with the second link', async () => {
	const scope = await newScope();
	for (const at of [1, 2])
		await write(scope, {
			...{ kind: 'password-reset', occasion: `reset ${at}`, accountId: scope.account },
			...{ path: `/reset/${at}`, validHours: 24 }
		});
	expect(await send(scope)).toBe(1);
	expect(mail.mails.map(({ body }) => body.trim())).toEqual(['https://muster.example.org/reset/2']);
});

test('another organisation sees none of it, and what was settled 31 days ago is forgotten', async () => {
	const [scope, other] = [await newScope(), await newScope()];
	await write(scope, watch(scope, 'finding'));
	expect(await send(other, fixed({ kind: 'refused', code: 'E' }))).toBe(0);
	expect(await send(scope, fixed({ kind: 'refused', code: 'E' }))).toBe(0);
	expect([(await unsent(other)).length, (await unsent(scope)).length]).toEqual([0, 1]);
	await owner`update outgoing_mail set settled_at = now() - interval '31 days'
		where organisation_id = ${scope.organisation}`;
	await send(scope);
	expect(await stateOf(scope)).toBeUndefined();
});
