import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROSTER_COLUMNS, loadRosterColumns } from '../../src/lib/datasets/roster/roster.server.ts';
import { discardDraft } from '../../src/lib/imports/drafts/draft.server.ts';
import { readDraftFile } from '../../src/lib/imports/staging/reading.server.ts';
import { OWN_TABLE_ROWS } from '../../src/lib/imports/staging/row-store.server.ts';
import { columnsFromRows } from '../../src/lib/server/column-rows.ts';
import type { Scope } from '../../src/lib/server/database.ts';
import { deletePersonRows } from '../../src/lib/server/person-rows.ts';
import { erasePerson } from '../../src/lib/server/person-erasure.ts';
import { createOrganisation, testDatabase, type TestDatabase } from '../support/database.ts';
import { AS_OF, checkedDraft, published, rosterText, rosterUpload } from '../support/imports.ts';

const text = rosterText(OWN_TABLE_ROWS);
let db: TestDatabase;
let owner: postgres.Sql;
let app: postgres.Sql;
beforeAll(async () => {
	db = await testDatabase();
	owner = postgres(db.ownerUrl, { max: 1, onnotice: () => {} });
	app = postgres(db.appUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
	await Promise.all([owner.end(), app.end()]);
	await db.drop();
});

async function newScope(): Promise<Scope> {
	return { organisation: (await createOrganisation(db.database)).id, account: null };
}

/** Tables of versions of an organisation, found by what their rows get without being told. */
async function tablesOf({ organisation }: Scope) {
	return owner<{ name: string; isForced: boolean; policies: number; isFirstInKey: boolean }[]>`
		select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as "isForced",
			(select count(*)::int from pg_policy where polrelid = c.oid) as policies,
			coalesce((select indkey[0] = a.attnum from pg_index where indrelid = c.oid and indisprimary), false)
				as "isFirstInKey"
		from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id'
			join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
		where pg_get_expr(d.adbin, d.adrelid) = ${`'${organisation}'::uuid`}`;
}

const countOf = (scope: Scope) =>
	db.database.inOrganisation(scope, async (tx) => {
		const [{ count }] = await tx<{ count: number }[]>`select count(*) from roster_spell`;
		return count;
	});

describe(`a roster of ${OWN_TABLE_ROWS} rows`, () => {
	test('gets a table of its own with forced policies, whose rows are the rows of roster_spell for its organisation alone', async () => {
		const [scope, other] = [await newScope(), await newScope()];
		const draft = await checkedDraft(db.io, scope, rosterUpload(text));
		expect(draft.rowCount).toBe(OWN_TABLE_ROWS);
		await published(db.io, scope, draft);
		const [table, ...more] = await tablesOf(scope);
		expect(more).toEqual([]);
		expect(table).toMatchObject({ isForced: true, policies: 1, isFirstInKey: true });
		expect([await countOf(scope), await countOf(other)]).toEqual([OWN_TABLE_ROWS, 0]);
		const [unset] = await app`select count(*)::int as count from roster_spell`;
		expect(unset.count).toBe(0);
		await expect(app`select count(*) from ${app(table.name)}`).rejects.toThrow('permission denied');
		await expect(app`insert into ${app(table.name)} (line) values (1)`).rejects.toThrow('permission denied');
		const scanned = await loadRosterColumns(db.io, scope, { versionId: draft.id, revision: 'first' });
		const rebuilt = await db.database.inOrganisation(scope, (tx) =>
			columnsFromRows(tx, scope, ROSTER_COLUMNS, draft.id)
		);
		expect(rebuilt.rowCount).toBe(OWN_TABLE_ROWS);
		expect(scanned).toEqual(rebuilt);
		const erased = await erasePerson(db.io, scope, { id: 'CANARY-000003' });
		expect(erased).toEqual({ erased: { rows: 1, versions: 1, drafts: 0, files: 1 } });
		expect(await countOf(scope)).toBe(OWN_TABLE_ROWS - 1);
	});

	test('one row fewer stays in the common table', async () => {
		const scope = await newScope();
		await checkedDraft(db.io, scope, rosterUpload(rosterText(OWN_TABLE_ROWS - 1)));
		expect([await countOf(scope), (await tablesOf(scope)).length]).toEqual([OWN_TABLE_ROWS - 1, 0]);
	});

	test('read a second time has 1 table, discarded none, and a neighbour keeps its own', async () => {
		const [scope, other] = [await newScope(), await newScope()];
		const draft = await checkedDraft(db.io, scope, rosterUpload(text));
		await checkedDraft(db.io, other, rosterUpload(text));
		await db.database.inOrganisation(
			scope,
			(tx) => tx`update dataset_version set stage = 'reading' where organisation_id = ${scope.organisation}`
		);
		const outcome = await readDraftFile(db.io, scope, draft.id, { inspect: true, overrides: { asOf: AS_OF } });
		expect([outcome, await countOf(scope), (await tablesOf(scope)).length]).toEqual(['checked', OWN_TABLE_ROWS, 1]);
		await db.database.inOrganisation(scope, (tx) => tx`select drop_row_store('roster_spell', ${crypto.randomUUID()})`);
		await discardDraft(db.io, scope, draft.id);
		expect([await countOf(scope), (await tablesOf(scope)).length]).toEqual([0, 0]);
		expect([await countOf(other), (await tablesOf(other)).length]).toEqual([OWN_TABLE_ROWS, 1]);
		await db.database.inOrganisation(other, async (tx) => {
			await tx`delete from organisation where id = ${other.organisation}`;
			await deletePersonRows(tx, other);
		});
		expect(await tablesOf(other)).toEqual([]);
	});
});

describe('the functions that make and drop such tables', () => {
	test('refuse without an organisation and for tables that are no tables of people', async () => {
		await expect(app`select open_row_store('roster_spell', ${crypto.randomUUID()})`).rejects.toThrow('no organisation');
		const scope = await newScope();
		for (const table of ['dataset', 'roster_spell; drop table dataset', 'pg_class']) {
			const opened = db.database.inOrganisation(
				scope,
				(tx) => tx`select open_row_store(${table}, ${crypto.randomUUID()})`
			);
			await expect(opened).rejects.toThrow('no tables of versions');
		}
	});

	test('let the importing transaction choose neither organisation nor version of a row, nor read it back', async () => {
		const [scope, other] = [await newScope(), await newScope()];
		const attempt = (columns: 'organisation_id' | 'version_id' | 'read') =>
			db.database.inOrganisation(scope, async (tx) => {
				const [{ name }] = await tx<{ name: string }[]>`
					select open_row_store('roster_spell', ${crypto.randomUUID()}) as name`;
				if (columns === 'read') return tx`select * from ${tx(name)}`;
				return tx`insert into ${tx(name)} ${tx({ [columns]: other.organisation, line: 1, hire_date: '2020-01-01' })}`;
			});
		for (const columns of ['organisation_id', 'version_id', 'read'] as const)
			await expect(attempt(columns)).rejects.toThrow('permission denied');
		expect(await tablesOf(scope)).toEqual([]);
	});

	test('of one organisation do not reach the table of another, whose version they are told', async () => {
		const [scope, other] = [await newScope(), await newScope()];
		const draft = await checkedDraft(db.io, other, rosterUpload(text));
		await db.database.inOrganisation(scope, (tx) => tx`select drop_row_store('roster_spell', ${draft.id})`);
		await db.database.inOrganisation(scope, (tx) => tx`select drop_row_stores()`);
		const closed = db.database.inOrganisation(scope, (tx) => tx`select close_row_store('roster_spell', ${draft.id})`);
		await expect(closed).rejects.toThrow('does not exist');
		expect(await countOf(other)).toBe(OWN_TABLE_ROWS);
	});
});
