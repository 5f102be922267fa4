import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeKind } from '../../src/lib/imports/drafts/change-kind.server.ts';
import { importFile, readDraft, receiveUpload } from '../../src/lib/imports/drafts/draft.server.ts';
import { readDraftFile } from '../../src/lib/imports/staging/reading.server.ts';
import { createAccount, createOrganisation, testDatabase, type TestDatabase } from '../support/database.ts';
import { rosterUpload, viewOf } from '../support/imports.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await testDatabase()));
afterAll(() => db.drop());

test('the second file of a source with one column more is asked about that column and about its day, nothing else', async () => {
	const { id } = await createOrganisation(db.database);
	const scope = { organisation: id, account: (await createAccount(db.database, { organisation: id })).id };
	const file = 'Key,Start Date,Dept,Left\n1,9/20/2019,IT,\n2,2/11/2023,HR,5/30/2023\n';
	await importFile(db.io, scope, {
		kind: 'roster',
		datasetName: 'Roster',
		fileName: 'first.csv',
		bytes: Buffer.from(file),
		answers: { 'as-of': '2023-06-30', 'field:person_id': '1' }
	});
	const changed = file.replace('Dept', 'Dept,Country').replace('IT', 'IT,FR').replace('HR', 'HR,FR');
	const received = await receiveUpload(db.io, scope, rosterUpload(changed));
	if (!('draftId' in received)) throw new Error('refused');
	await readDraftFile(db.io, scope, received.draftId, { inspect: true, overrides: null });
	const draft = await viewOf(db.io, scope, received.draftId);
	expect(draft.questions.map((question) => question.id)).toEqual(['header-changed', 'as-of']);
	expect(draft.plan?.columns.map((column) => column.field)).toEqual([
		'person_id',
		'hire_date',
		'department',
		'country',
		null
	]);
});

test('a list of events sent as a roster says so, and becomes a draft of events without being sent again', async () => {
	const { id } = await createOrganisation(db.database);
	const scope = { organisation: id, account: (await createAccount(db.database, { organisation: id })).id };
	const list =
		'Company,Date,Laid off,Location,Type,Source\nAcme,2022-11-04,10,Berlin,layoff,x\nBolt,2022-12-04,20,Paris,layoff,y\n';
	const received = await receiveUpload(db.io, scope, rosterUpload(list));
	if (!('draftId' in received)) throw new Error('refused');
	await readDraftFile(db.io, scope, received.draftId, { inspect: true, overrides: null });
	const first = await viewOf(db.io, scope, received.draftId);
	expect([first.stage, first.inspection?.otherKind]).toEqual(['asking', 'events']);
	const changed = await changeKind(db.io, scope, received.draftId, 'events');
	if (!('draftId' in changed)) throw new Error('refused');
	await readDraftFile(db.io, scope, changed.draftId, { inspect: true, overrides: null });
	const second = await viewOf(db.io, scope, changed.draftId);
	expect(second).toMatchObject({ stage: 'checked', rowCount: 2, dataset: { kind: 'events', name: 'events' } });
	expect(second.inspection?.otherKind).toBeUndefined();
	const before = await readDraft(db.io, scope, received.draftId);
	expect(before?.stageNote ?? 'gone').toBe(before ? 'draft-discarded' : 'gone');
});
