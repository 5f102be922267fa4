import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	createAccount,
	createOrganisation,
	testDatabase,
	type TestDatabase
} from '../../../../test/support/database.ts';
import { AS_OF, rosterText, rosterUpload, viewOf } from '../../../../test/support/imports.ts';
import type { Scope } from '#lib/server/database.ts';
import { readDraftFile } from '../staging/reading.server.ts';
import { decideDraft, discardDraft, receiveUpload } from './draft.server.ts';
import { leftDrafts, markSeen } from '#lib/server/left-drafts.ts';

let db: TestDatabase;
let scope: Scope;
beforeAll(async () => {
	db = await testDatabase();
	scope = await member();
});
afterAll(() => db.drop());

async function member(): Promise<Scope> {
	const { id } = await createOrganisation(db.database);
	return { organisation: id, account: (await createAccount(db.database, { organisation: id })).id };
}
const left = (own = scope) => db.database.inOrganisation(own, (tx) => leftDrafts(tx, own));
const open = (id: string, stage: string, own = scope) =>
	db.database.inOrganisation(own, (tx) => markSeen(tx, own, { id, stage }));

async function received(datasetName = 'Roster'): Promise<string> {
	const answer = await receiveUpload(db.io, scope, rosterUpload(rosterText(6), { datasetName }));
	if ('refused' in answer) throw new Error(`Refused: ${answer.refused.code}`);
	return answer.draftId;
}
const read = (id: string, overrides: { asOf: string } | null) =>
	readDraftFile(db.io, scope, id, { inspect: true, overrides });

test('a draft is left once it asks, not once it was opened, and again when it was checked since', async () => {
	const id = await received();
	expect(await left()).toEqual([]);
	expect(await read(id, null)).toBe('asking');
	expect(await left()).toEqual([id]);
	await open(id, 'asking');
	expect(await left()).toEqual([]);
	await db.database.inOrganisation(
		scope,
		(tx) => tx`update dataset_version set stage = 'reading', rows_done = 0 where id = ${id}`
	);
	expect(await left()).toEqual([]);
	expect(await read(id, { asOf: AS_OF })).toBe('checked');
	expect(await left()).toEqual([id]);
	await discardDraft(db.io, scope, id);
	expect(await left()).toEqual([]);
});

test('what was opened while it asked is not marked when it was checked at the same moment', async () => {
	const id = await received();
	await read(id, { asOf: AS_OF });
	await open(id, 'asking');
	expect(await left()).toEqual([id]);
	await open(id, 'checked');
	expect(await left()).toEqual([]);
	// The same decision checks it anew.
	await (
		await decideDraft(db.io, scope, id, { mode: 'replace' })
	).finished;
	expect((await viewOf(db.io, scope, id)).stage).toBe('checked');
	expect(await left()).toEqual([id]);
	await discardDraft(db.io, scope, id);
});

test('2 imports that were left are named oldest first, and to nobody of another organisation', async () => {
	const ids: string[] = [];
	for (const datasetName of ['Paris', 'Berlin']) {
		ids.push(await received(datasetName));
		await read(ids.at(-1)!, null);
	}
	const stranger = await member();
	expect(await left()).toEqual(ids);
	expect(await left(stranger)).toEqual([]);
	await open(ids[0], 'asking', stranger);
	expect(await left()).toEqual(ids);
});
