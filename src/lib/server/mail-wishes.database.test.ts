import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, createOrganisation, testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { ownerSql, type OwnerSql } from '../../../test/support/owner.ts';
import { recordAudit } from './audit.ts';
import { keepWish, readWish, writeDueBriefs } from './mail-wishes.ts';
import type { Role } from './permissions.ts';
import { claimLook, keepLook } from './watch-looks.ts';
import { setRule } from './watch-rules.ts';

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

const REST = { imports: false, language: 'en' as const };
const MONDAY = Date.parse('2026-11-23T06:00:00Z');
const DAY = 86_400_000;

async function organisationIn(timeZone: string): Promise<string> {
	const { id } = await createOrganisation(db.database);
	await owner`update organisation set time_zone = ${timeZone} where id = ${id}`;
	return id;
}

/** A member who chose a weekly brief so long ago that every Monday counts. */
async function reader(organisation: string, role: Role): Promise<string> {
	const { id: account } = await createAccount(db.database, { organisation, roles: [role] });
	const scope = { organisation, account };
	await db.database.inOrganisation(scope, (tx) => keepWish(tx, scope, { findings: false, brief: 'weekly', ...REST }));
	await owner`update mail_wish set chosen_at = '2026-01-01' where account_id = ${account}`;
	return account;
}

const briefs = (organisation: string, now: number) =>
	db.database.inOrganisation({ organisation, account: null }, (tx) =>
		writeDueBriefs(tx, { organisation, account: null }, db.io.secrets, now)
	);
const toldOf = async (organisation: string) =>
	(await owner`select account_id from outgoing_mail where organisation_id = ${organisation}`).map(
		({ account_id }) => account_id as string
	);

test('on Monday at 7 in Paris 1 brief is written to each of 2 who may read it, and again only a week later', async () => {
	const organisation = await organisationIn('Europe/Paris');
	const readers = [await reader(organisation, 'executive'), await reader(organisation, 'analyst')];
	await reader(organisation, 'administrator');
	const gone = await reader(organisation, 'analyst');
	await owner`delete from membership where account_id = ${gone}`;
	expect(await briefs(organisation, MONDAY - 1)).toBe(0);
	expect(await briefs(organisation, MONDAY)).toBe(2);
	expect((await toldOf(organisation)).sort()).toEqual(readers.sort());
	expect([await briefs(organisation, MONDAY), await briefs(organisation, MONDAY + 2 * DAY)]).toEqual([0, 0]);
	expect(await briefs(organisation, MONDAY + 7 * DAY)).toBe(2);
	expect(await owner`select from mail_wish where account_id = ${gone}`).toHaveLength(0);
});

test('in Los Angeles the same moment is Sunday night: nothing yet; after 4 days down nothing either', async () => {
	const organisation = await organisationIn('America/Los_Angeles');
	await reader(organisation, 'executive');
	expect([await briefs(organisation, MONDAY), await briefs(organisation, MONDAY + 4 * DAY)]).toEqual([0, 0]);
	expect(await briefs(organisation, MONDAY + DAY)).toBe(1);
});

test('who chooses a rhythm on Tuesday waits for next Monday; another wish of the same rhythm changes nothing', async () => {
	const organisation = await organisationIn('Europe/Paris');
	const account = await reader(organisation, 'executive');
	const scope = { organisation, account };
	await owner`update mail_wish set chosen_at = ${new Date(MONDAY + DAY)} where account_id = ${account}`;
	await db.database.inOrganisation(scope, (tx) => keepWish(tx, scope, { findings: true, brief: 'weekly', ...REST }));
	expect(await briefs(organisation, MONDAY + 2 * DAY)).toBe(0);
	expect(await briefs(organisation, MONDAY + 7 * DAY)).toBe(1);
	expect(await db.database.inOrganisation(scope, (tx) => readWish(tx, scope))).toEqual({
		findings: true,
		brief: 'weekly',
		imports: false
	});
});

test('a look is due after an act and on a new day, not before; a claim that ran out keeps nothing', async () => {
	const organisation = await organisationIn('Europe/Paris');
	const scope = { organisation, account: null };
	const claim = (now: number) => db.database.inOrganisation(scope, (tx) => claimLook(tx, scope, now));
	const keep = (look: NonNullable<Awaited<ReturnType<typeof claim>>>) =>
		db.database.inOrganisation(scope, (tx) => {
			const crossings = new Map([[look.rules[0].id, [{ key: 'payroll 2024-03-22', details: {} }]]]);
			return keepLook(tx, scope, look, { crossings, secrets: db.io.secrets, isMailed: false });
		});
	const act = () => db.database.inOrganisation(scope, (tx) => recordAudit(tx, scope, { action: 'import.published' }));
	expect(await claim(MONDAY)).toBeNull();
	await db.database.inOrganisation(scope, (tx) => setRule(tx, scope, { kind: 'below-minimum', days: null }));
	const first = await claim(MONDAY);
	expect(first).toMatchObject({ day: '2026-11-23', rules: [{ kind: 'below-minimum' }] });
	expect(await claim(MONDAY)).toBeNull();
	await owner`update watch_look set claimed_until = now() where organisation_id = ${organisation}`;
	const second = await claim(MONDAY);
	expect([await keep(first!), (await keep(second!))?.length]).toEqual([null, 1]);
	expect(await claim(MONDAY)).toBeNull();
	await act();
	expect(await keep((await claim(MONDAY))!)).toEqual([]);
	expect(await claim(MONDAY + 16 * 3_600_000)).toBeNull();
	expect(await claim(MONDAY + 17 * 3_600_000)).toMatchObject({ day: '2026-11-24' });
});
