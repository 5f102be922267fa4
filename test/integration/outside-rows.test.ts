import { afterAll, beforeAll, expect, test } from 'vitest';
import { discardDraft } from '../../src/lib/imports/drafts/draft.server.ts';
import type { Scope } from '../../src/lib/server/database.ts';
import type { Io } from '../../src/lib/server/runtime.ts';
import { createOrganisation, testDatabase, type TestDatabase } from '../support/database.ts';
import { checkedDraft, published, rosterText, rosterUpload } from '../support/imports.ts';

const ROWS = 2500;
let db: TestDatabase;
let scope: Scope;
beforeAll(async () => {
	db = await testDatabase();
	scope = { organisation: (await createOrganisation(db.database)).id, account: null };
	await published(db.io, scope, await checkedDraft(db.io, scope, rosterUpload(rosterText(ROWS))));
});
afterAll(() => db.drop());

// Of the published people 100 are gone, those of every fifth title have another, and 150 are new.
const changed = rosterText(ROWS + 150, { from: 100 }).replaceAll('Title 3', 'Title 33');

/** What is stored of the changed roster, and what is said of it. */
async function stored(io: Io) {
	const draft = await checkedDraft(io, scope, rosterUpload(changed));
	const { rowCount, excludedCount, issueCounts, difference } = draft;
	const facts = await db.database.inOrganisation(scope, async (tx) => {
		const [{ hash }] = await tx`select content_hash as hash from dataset_version where id = ${draft.id}`;
		const people = await tx`select part, person_keys, length(ids_encrypted) as size from person_identity
			where version_id = ${draft.id} order by part`;
		const columns = await tx`select schema_hash, part, bytes from column_snapshot
			where version_id = ${draft.id} order by schema_hash, part`;
		const rows = await tx`select to_jsonb(r) - 'version_id' as row from roster_spell r
			where version_id = ${draft.id} order by line`;
		return { hash, people, columns, rows };
	});
	await discardDraft(db.io, scope, draft.id);
	return { rowCount, excludedCount, issueCounts, difference, ...facts };
}

test('a roster of 2,550 rows that goes the way of millions is stored as any other, and differs as it does', async () => {
	const [here, outside] = [await stored(db.io), await stored({ ...db.io, outsideRows: 1000 })];
	expect(here.rowCount).toBe(2550);
	expect(here.difference).toMatchObject({ added: 150, removed: 100, changed: 480 });
	expect(here.rows).toHaveLength(2550);
	expect(outside).toEqual(here);
});
