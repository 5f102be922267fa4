import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOrganisation, testDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { AS_OF, rosterText, rosterUpload, viewOf } from '../../../../test/support/imports.ts';
import { readDraftFile } from '../staging/reading.server.ts';
import { receiveUpload } from './draft.server.ts';
import { taskAgain } from './read-again.server.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await testDatabase()));
afterAll(() => db.drop());

/** A draft whose reading ended at this point for a reason that is not its file's. */
async function failedAt(point: string, overrides: object | null) {
	const scope = { organisation: (await createOrganisation(db.database)).id, account: null };
	const received = await receiveUpload(db.io, scope, rosterUpload(rosterText(20)));
	if ('refused' in received) throw new Error(received.refused.code);
	const faultPoint = (name: string) => {
		if (name === point) throw new Error('Something else.');
	};
	const { draftId } = received;
	expect(await readDraftFile({ ...db.io, faultPoint }, scope, draftId, { inspect: true, overrides })).toBe('failed');
	const again = async () => {
		const task = await taskAgain(db.io, scope, draftId);
		await db.database.inOrganisation(
			scope,
			(tx) => tx`update dataset_version set stage = 'reading' where id = ${draftId}`
		);
		return task && readDraftFile(db.io, scope, draftId, task);
	};
	return { scope, draftId, again };
}

test('a file whose 20 rows could not be stored is read again under what was decided, and checked', async () => {
	const { scope, draftId, again } = await failedAt('store.copied', { asOf: AS_OF });
	expect(await taskAgain(db.io, scope, draftId)).toEqual({ inspect: false });
	expect(await again()).toBe('checked');
	expect(await viewOf(db.io, scope, draftId)).toMatchObject({ rowCount: 20, plan: { asOf: AS_OF } });
	expect(await taskAgain(db.io, scope, draftId)).toBeNull();
});

test('a file that could not be looked at is looked at again, and asks when it was true', async () => {
	const { scope, draftId, again } = await failedAt('read.read', null);
	expect(await taskAgain(db.io, scope, draftId)).toEqual({ inspect: true, overrides: null });
	expect(await again()).toBe('asking');
	expect((await viewOf(db.io, scope, draftId)).questions.map(({ id }) => id)).toEqual(['as-of']);
});

test('a file that is not kept any more is not read again', async () => {
	const { scope, draftId } = await failedAt('store.copied', { asOf: AS_OF });
	await db.database.inOrganisation(
		scope,
		(tx) => tx`update dataset_version set raw_file = null, raw_file_until = null where id = ${draftId}`
	);
	expect(await taskAgain(db.io, scope, draftId)).toBeNull();
});
