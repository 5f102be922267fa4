import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordAudit } from '../../src/lib/server/audit.ts';
import { keepWish } from '../../src/lib/server/mail-wishes.ts';
import { writeMail } from '../../src/lib/server/outbox.ts';
import { listFindings, setRule } from '../../src/lib/server/watch-rules.ts';
import { bundledProgram } from '../support/bundled-program.ts';
import { createAccount, createOrganisation, testDatabase, type TestDatabase } from '../support/database.ts';
import { mailServer, type MailServer } from '../support/mail-server.ts';
import { ownerSql, type OwnerSql } from '../support/owner.ts';

let db: TestDatabase;
let owner: OwnerSql;
let mail: MailServer;
let program: Awaited<ReturnType<typeof bundledProgram>>;
beforeAll(async () => {
	[program, db, mail] = await Promise.all([bundledProgram('mail-child'), testDatabase(), mailServer()]);
	owner = ownerSql(db);
});
afterAll(async () => {
	program.remove();
	await Promise.all([owner.end(), mail.stop()]);
	await db.drop();
});

/** A process of its own that takes a round; how many mails it says were taken, or how it ended. */
async function sender(organisation: string, fault = 'never', crossings = '[]'): Promise<number | string> {
	const { port } = mail.settings;
	const child = spawn(process.execPath, [program.path, db.appUrl, db.io.dataFolder, organisation, String(port)], {
		stdio: ['ignore', 'pipe', 'inherit'],
		env: { ...process.env, MUSTER_TEST_FAULT: fault, MUSTER_TEST_CROSSINGS: crossings }
	});
	const [said, [code, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
	return code === 0 ? Number(said) : String(signal);
}

const claimsRunOut = () => owner`update outgoing_mail set claimed_until = now() where claimed_until is not null`;
const statesOf = (organisation: string) => owner<{ state: string; count: number }[]>`
	select state, count(*)::int as count from outgoing_mail
	where organisation_id = ${organisation} group by state order by state`;

test('4 processes, one killed between claim and sending and one right after: 12 mails arrive once each, 1 of them as uncertain', async () => {
	const { id } = await createOrganisation(db.database);
	const account = await createAccount(db.database, { organisation: id });
	const scope = { organisation: id, account: account.id };
	const paths = Array.from({ length: 12 }, (_, at) => `/o/x/watch?finding=${at}`);
	await db.database.inOrganisation(scope, async (tx) => {
		for (const path of paths)
			await writeMail(tx, scope, db.io.secrets, {
				...{ kind: 'watch', occasion: path, accountId: account.id, path, validHours: 24 }
			});
	});
	expect(await Promise.all([sender(id, 'mail.claimed'), sender(id, 'mail.answered')])).toEqual(['SIGKILL', 'SIGKILL']);
	const [one, other] = await Promise.all([sender(id), sender(id)]);
	expect(Number(one) + Number(other)).toBe(10);
	expect(mail.mails).toHaveLength(11);
	// What a living process might still be at is left to it until its claim runs out.
	expect(await sender(id)).toBe(0);
	await claimsRunOut();
	expect(await Promise.all([sender(id), sender(id)])).toEqual(expect.arrayContaining([0, 1]));
	expect(mail.mails.map(({ body }) => body.trim()).sort()).toEqual(paths.toSorted());
	expect([...(await statesOf(id))]).toEqual([
		{ state: 'sent', count: 11 },
		{ state: 'uncertain', count: 1 }
	]);
});

test('2 crossings found by 8 processes, 3 of them killed on the way, are kept once and told in 1 mail to each of 2 people', async () => {
	const { id } = await createOrganisation(db.database);
	const [analyst, executive, administrator] = await Promise.all(
		(['analyst', 'executive', 'administrator'] as const).map((role) =>
			createAccount(db.database, { organisation: id, roles: [role] })
		)
	);
	const scope = { organisation: id, account: analyst.id };
	await db.database.inOrganisation(scope, async (tx) => {
		await setRule(tx, scope, { kind: 'below-minimum', days: null });
		for (const { id: account } of [analyst, executive, administrator])
			await keepWish(
				tx,
				{ organisation: id, account },
				{
					...{ findings: true, brief: null, imports: false, language: 'en' }
				}
			);
	});
	const crossings = JSON.stringify(['payroll 2024-03-22', 'security 2024-03-23'].map((key) => ({ key, details: {} })));
	const looksRunOut = () => owner`update watch_look set claimed_until = now()`;
	const before = mail.mails.length;
	for (const fault of ['watch.claimed', 'watch.kept']) {
		expect(await sender(id, fault, crossings)).toBe('SIGKILL');
		expect(await sender(id, 'never', crossings)).toBe(0);
		await looksRunOut();
	}
	expect(await sender(id, 'mail.claimed', crossings)).toBe('SIGKILL');
	await claimsRunOut();
	const both = await Promise.all([sender(id, 'never', crossings), sender(id, 'never', crossings)]);
	expect(Number(both[0]) + Number(both[1])).toBe(2);
	await db.database.inOrganisation(scope, (tx) => recordAudit(tx, scope, { action: 'import.published' }));
	expect(await sender(id, 'never', crossings)).toBe(0);
	const told = mail.mails.slice(before).map(({ to }) => to[0]);
	expect(told.sort()).toEqual([analyst.email, executive.email].sort());
	const findings = await db.database.inOrganisation(scope, (tx) => listFindings(tx, scope));
	expect(findings.map(({ key }) => key).sort()).toEqual(['payroll 2024-03-22', 'security 2024-03-23']);
});
