import { afterAll, beforeAll, expect, test } from 'vitest';
import { importFile, receiveUpload } from '../../src/lib/imports/drafts/draft.server.ts';
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
