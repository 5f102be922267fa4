import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOrganisation, testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { checkedDraft, rosterText, rosterUpload } from '../../../test/support/imports.ts';
import type { Scope } from './database.ts';
import { brokenQuota, type Quotas } from './quotas.ts';

const NO_LIMIT: Quotas = { rows: null, bytes: null, drafts: null };
let db: TestDatabase;
let scope: Scope;
const text = rosterText(8);

beforeAll(async () => {
	db = await testDatabase();
	scope = { organisation: (await createOrganisation(db.database)).id, account: null };
	await checkedDraft(db.io, scope, rosterUpload(text));
});
afterAll(() => db.drop());

const broken = (quotas: Partial<Quotas>, bytes = 0) =>
	db.database.inOrganisation(scope, (tx) => brokenQuota(tx, scope, { ...NO_LIMIT, ...quotas }, bytes));

test('without quotas there is always room', async () => {
	expect(await broken({}, 1e12)).toBeNull();
});

test('8 rows of 8 leave no room, of 9 they do', async () => {
	expect(await broken({ rows: 8 })).toEqual({ name: 'rows', used: 8, limit: 8 });
	expect(await broken({ rows: 9 })).toBeNull();
});

test('a kept upload and one of 100 bytes may have their bytes together, and not one fewer', async () => {
	const used = Buffer.byteLength(text);
	expect(await broken({ bytes: used + 100 }, 100)).toBeNull();
	expect(await broken({ bytes: used + 99 }, 100)).toEqual({ name: 'bytes', used, limit: used + 99 });
});

test('1 open draft of 1 leaves no room; another organisation has its own count', async () => {
	expect(await broken({ drafts: 1 })).toEqual({ name: 'drafts', used: 1, limit: 1 });
	const other = { organisation: (await createOrganisation(db.database)).id, account: null };
	const room = await db.database.inOrganisation(other, (tx) => brokenQuota(tx, other, { ...NO_LIMIT, drafts: 1 }, 0));
	expect(room).toBeNull();
});
