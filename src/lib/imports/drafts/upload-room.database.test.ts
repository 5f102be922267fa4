import { readdirSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createOrganisation, testDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { AS_OF, rosterText, rosterUpload, streamOf, viewOf } from '../../../../test/support/imports.ts';
import type { Scope } from '../../server/database.ts';
import type { Quotas } from '../../server/quotas.ts';
import { listDatasets } from '../../server/dataset-store.ts';
import { receiveUpload } from './draft.server.ts';

import { readDraftFile, uploadsFolder } from '../staging/reading.server.ts';

const text = rosterText(20);
const size = Buffer.byteLength(text);
const undeclared = { body: streamOf(text, 100), declaredBytes: null };
let db: TestDatabase;
let scope: Scope;

beforeAll(async () => void (db = await testDatabase()));
beforeEach(async () => void (scope = { organisation: (await createOrganisation(db.database)).id, account: null }));
afterAll(() => db.drop());

const quota = (bytes: number) => ({ quotas: { rows: null, bytes, drafts: null } });
const refused = (used: number, limit: number) => ({
	refused: { code: 'LIMIT_QUOTA_BYTES', severity: 'fatal', details: { used, limit } }
});
const files = () => readdirSync(uploadsFolder(db.io)).length;

const listedDatasets = () => db.database.inOrganisation(scope, (tx) => listDatasets(tx, scope));

/** Upload in two halves, the second of which waits to be let go. */
function inHalves(declaredBytes: number | null, name: string) {
	const held = signal();
	const begun = signal();
	async function* body(): AsyncGenerator<Uint8Array> {
		yield Buffer.from(text.slice(0, 30));
		begun.give();
		await held.given;
		yield Buffer.from(text.slice(30));
	}
	const upload = rosterUpload('', { body: body(), declaredBytes, datasetName: name });
	return { upload, begun: begun.given, release: held.give };
}

function signal(): { given: Promise<void>; give: () => void } {
	let give = () => {};
	const given = new Promise<void>((resolve) => (give = resolve));
	return { given, give: () => give() };
}

test('a file that did not say its length is cut where the quota ends, and leaves neither draft nor file', async () => {
	const before = await receiveUpload(db.io, scope, rosterUpload(text));
	expect(before).toHaveProperty('draftId');
	const kept = files();
	const upload = { ...rosterUpload(text, { ...undeclared, datasetName: 'Second' }), ...quota(2 * size - 1) };
	expect(await receiveUpload(db.io, scope, upload)).toEqual(refused(size, 2 * size - 1));
	expect(files()).toBe(kept);
	expect((await listedDatasets()).map(({ name }) => name)).toEqual(['Roster']);
});

test('while one file arrives, a second has no room that the first announced', async () => {
	const first = inHalves(size, 'First');
	const arriving = receiveUpload(db.io, scope, { ...first.upload, ...quota(2 * size - 1) });
	await first.begun;
	const second = rosterUpload(text, { ...quota(2 * size - 1), datasetName: 'Second' });
	expect(await receiveUpload(db.io, scope, second)).toEqual(refused(size, 2 * size - 1));
	first.release();
	expect(await arriving).toHaveProperty('draftId');
});

test('of two files of unknown length that fit one by one, the second to be whole is refused', async () => {
	const limit = size + 100;
	const first = inHalves(null, 'First');
	const arriving = receiveUpload(db.io, scope, { ...first.upload, ...quota(limit) });
	await first.begun;
	const second = { ...rosterUpload(text, { body: streamOf(text), declaredBytes: null, datasetName: 'Second' }) };
	expect(await receiveUpload(db.io, scope, { ...second, ...quota(limit) })).toHaveProperty('draftId');
	const kept = files();
	first.release();
	expect(await arriving).toEqual(refused(size, limit));
	// The first was written beside the second, and is gone.
	expect(files()).toBe(kept - 1);
});

test.each([
	['that is cut', { declaredBytes: size + 1 }, 'FILE_INCOMPLETE'],
	['for which no room is left', { declaredBytes: null, ...quota(size - 1) }, 'LIMIT_QUOTA_BYTES']
])(
	'the sender of a file %s is answered when the thread that looks at it has let go of it',
	async (_, changes, code) => {
		const thread = signal();
		const told = signal();
		const lookAhead = () => ({
			arrived: () => undefined,
			abandon: async () => {
				told.give();
				await thread.given;
			}
		});
		const upload = { ...rosterUpload(text, { body: streamOf(text, 100), aheadBytes: 0 }), ...changes };
		let isAnswered = false;
		const answer = receiveUpload(db.io, scope, upload, lookAhead).finally(() => (isAnswered = true));
		await told.given;
		await listedDatasets();
		await nextTurn();
		expect(isAnswered).toBe(false);
		thread.give();
		expect(await answer).toMatchObject({ refused: { code } });
	}
);

test('of two files of 20 rows at once where 39 may be held, one is checked and the other refused with 20 and 39', async () => {
	const quotas = { rows: 39, bytes: null, drafts: null };
	const checked = async (datasetName: string, limits: Quotas) => {
		const received = await receiveUpload(db.io, scope, { ...rosterUpload(text, { datasetName }), quotas: limits });
		if ('refused' in received) throw new Error(received.refused.code);
		const task = { inspect: true, overrides: { asOf: AS_OF } } as const;
		await readDraftFile({ ...db.io, quotas: limits }, scope, received.draftId, task);
		return viewOf(db.io, scope, received.draftId);
	};
	const drafts = await Promise.all([checked('First', quotas), checked('Second', quotas)]);
	expect(drafts.map(({ stage, stageNote }) => [stage, stageNote]).sort()).toEqual([
		['checked', null],
		['failed', 'LIMIT_QUOTA_NEW_ROWS']
	]);
	const refusedDraft = drafts.find(({ stage }) => stage === 'failed')!;
	expect(refusedDraft.issues[0]).toMatchObject({ severity: 'fatal', details: { used: 20, rows: 20, limit: 39 } });
	expect(await checked('Third', { ...quotas, rows: 40 })).toMatchObject({ stage: 'checked', rowCount: 20 });
});
