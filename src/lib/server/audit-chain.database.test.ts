import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOrganisation, testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { ownerSql, type OwnerSql } from '../../../test/support/owner.ts';
import { auditLines } from '../../start/verify-audits.ts';
import { verifyAudit } from './audit-chain.ts';
import { listAudit, recordAudit } from './audit.ts';

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

async function organisationWith(entries: number) {
	const { id } = await createOrganisation(db.database);
	const scope = { organisation: id, account: null };
	for (let i = 1; i <= entries; i++)
		await db.database.inOrganisation(scope, (tx) =>
			recordAudit(tx, scope, { action: 'roles.saved', details: { step: i, note: 'é ✓' }, objectId: String(i) })
		);
	return scope;
}
type Scope = Awaited<ReturnType<typeof organisationWith>>;
const verified = (scope: Scope) => db.database.inOrganisation(scope, (tx) => verifyAudit(tx, scope));

/** Acts as somebody who owns the tables: the app role may do nothing of the kind. */
async function tamper(work: (sql: OwnerSql) => Promise<unknown>) {
	await owner`alter table audit_entry no force row level security`;
	await work(owner);
	await owner`alter table audit_entry force row level security`;
}

test('an empty log is whole and has no head', async () => {
	expect(await verified(await organisationWith(0))).toEqual({ entries: 0, head: null, broken: null });
});

test('entries written by 8 transactions at once make one chain without gap, each organisation its own', async () => {
	const [a, b] = [await organisationWith(0), await organisationWith(2)];
	const write = (i: number) =>
		db.database.inOrganisation(a, (tx) => recordAudit(tx, a, { action: 'roles.saved', details: { i } }));
	await Promise.all(Array.from({ length: 24 }, (_, i) => write(i)));
	expect(await verified(a)).toMatchObject({ entries: 24, head: expect.stringMatching(/^[0-9a-f]{64}$/), broken: null });
	expect(await verified(b)).toMatchObject({ entries: 2, broken: null });
	const positions = await owner<{ position: number }[]>`select position from audit_entry
		where organisation_id = ${a.organisation} order by sequence`;
	expect(positions.map(({ position }) => Number(position)).sort((x, y) => x - y)).toEqual(
		Array.from({ length: 24 }, (_, i) => i + 1)
	);
});

test.each([
	[
		'its details',
		(sql: OwnerSql, s: Scope) => sql`update audit_entry set details = '{"step": 30}'
		where organisation_id = ${s.organisation} and position = 3`
	],
	[
		'its time, by a microsecond',
		(sql: OwnerSql, s: Scope) => sql`update audit_entry
		set occurred_at = occurred_at + interval '1 microsecond' where organisation_id = ${s.organisation} and position = 3`
	],
	[
		'who did it',
		(sql: OwnerSql, s: Scope) => sql`update audit_entry set account_id = gen_random_uuid()
		where organisation_id = ${s.organisation} and position = 3`
	]
])('of 5 entries the 3rd is named when %s was changed', async (_, change) => {
	const scope = await organisationWith(5);
	await tamper((sql) => change(sql, scope));
	expect((await verified(scope)).broken).toMatchObject({ position: 3, fault: 'changed' });
});

test('an entry taken out shows at the one after it; one recomputed with its own hash shows at the next link', async () => {
	const [cut, forged] = [await organisationWith(5), await organisationWith(5)];
	await tamper((sql) => sql`delete from audit_entry where organisation_id = ${cut.organisation} and position = 2`);
	expect((await verified(cut)).broken).toMatchObject({ position: 3, fault: 'missing-before' });
	await tamper(
		(sql) => sql`update audit_entry set result = 'refused'
		where organisation_id = ${forged.organisation} and position = 4`
	);
	await tamper(
		(sql) => sql`update audit_entry e set hash = audit_entry_hash(e)
		where organisation_id = ${forged.organisation} and position = 4`
	);
	expect((await verified(forged)).broken).toMatchObject({ position: 5, fault: 'missing-before' });
});

test('an end that was cut off leaves a whole chain with another head', async () => {
	const scope = await organisationWith(3);
	const before = await verified(scope);
	await tamper((sql) => sql`delete from audit_entry where organisation_id = ${scope.organisation} and position = 3`);
	const after = await verified(scope);
	expect([after.broken, after.entries]).toEqual([null, 2]);
	expect(after.head).not.toBe(before.head);
});

test('what the app role gives for position and hash is overwritten', async () => {
	const scope = await organisationWith(1);
	await db.database.inOrganisation(
		scope,
		(tx) => tx`insert into audit_entry (organisation_id, id, action, position, previous_hash, hash)
			values (${scope.organisation}, gen_random_uuid(), 'forged', 99, '\\x00', '\\x00')`
	);
	expect(await verified(scope)).toMatchObject({ entries: 2, broken: null });
});

test('the list is filtered by act, account and days in UTC, both days included', async () => {
	const scope = await organisationWith(3);
	await tamper(
		(sql) => sql`update audit_entry set occurred_at = '2024-02-29T23:59:59.5Z'
		where organisation_id = ${scope.organisation} and position = 2`
	);
	const found = async (filter: object) => {
		const whole = { action: null, account: null, from: null, to: null, ...filter };
		const entries = await db.database.inOrganisation(scope, (tx) =>
			listAudit(tx, scope, { before: null, limit: 9, filter: whole })
		);
		return entries.map(({ objectId }) => objectId);
	};
	expect(await found({ from: '2024-02-29', to: '2024-02-29' })).toEqual(['2']);
	expect(await found({ to: '2024-02-28' })).toEqual([]);
	expect(await found({ from: '2024-03-01' })).toEqual(['3', '1']);
	expect(await found({ action: 'roles.saved' })).toEqual(['3', '2', '1']);
	expect(await found({ action: 'roles.changed' })).toEqual([]);
	expect(await found({ account: '00000000-0000-4000-8000-000000000000' })).toEqual([]);
});

test('the command prints one line an organisation and names the broken entry', async () => {
	const [whole, broken] = [await organisationWith(1), await organisationWith(2)];
	await tamper((sql) => sql`update audit_entry set action = 'x' where organisation_id = ${broken.organisation}`);
	const { head } = await verified(whole);
	const lines = await auditLines(db.database);
	const lineOf = ({ organisation }: Scope) => lines.find(({ text }) => text.includes(organisation.slice(0, 8)));
	expect(lineOf(whole)).toEqual({
		text: `org-${whole.organisation.slice(0, 8)}: 1 entries, whole, last hash ${head}`,
		isWhole: true
	});
	expect(lineOf(broken)).toEqual({
		text: `org-${broken.organisation.slice(0, 8)}: BROKEN, entry 1 of 2 was changed`,
		isWhole: false
	});
});
