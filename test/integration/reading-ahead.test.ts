import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker, WorkerOptions } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerDraft, discardDraft, receiveUpload } from '../../src/lib/imports/drafts/draft.server.ts';
import { readDraftFile } from '../../src/lib/imports/staging/reading.server.ts';
import { inspectAhead, type Arrival, type InspectedAhead } from '../../src/lib/imports/staging/reading-ahead.server.ts';
import { startThread } from '../../src/lib/imports/staging/thread-program.server.ts';
import { readAhead, readInWorker } from '../../src/lib/imports/staging/worker-host.server.ts';
import type { Scope } from '../../src/lib/server/database.ts';
import { receiveRawFile } from '../../src/lib/server/raw-files.ts';
import { createOrganisation, testDatabase, type TestDatabase } from '../support/database.ts';
import { AS_OF, rosterText, rosterUpload, streamOf, viewOf } from '../support/imports.ts';

/** 14,000 rows, three frames of 256 KiB each or more. */
const PEOPLE = 14_000;
const text = rosterText(PEOPLE);
const open = { inspect: true as const, overrides: null };
let db: TestDatabase;
beforeAll(async () => {
	db = await testDatabase();
});
afterAll(async () => {
	await db.drop();
});

async function received(): Promise<{ scope: Scope; draftId: string; file: string }> {
	const { id } = await createOrganisation(db.database);
	const scope = { organisation: id, account: null };
	const upload = await receiveUpload(db.io, scope, rosterUpload(text));
	if (!('draftId' in upload)) throw new Error('refused');
	const [{ file }] = await db.database.inOrganisation(
		scope,
		(tx) => tx<{ file: string }[]>`select raw_file as file from dataset_version where id = ${upload.draftId}`
	);
	return { scope, draftId: upload.draftId, file };
}

const folder = () => join(db.io.dataFolder, 'uploads');

async function inspected(scope: Scope, draftId: string, arrivals: Arrival[]): Promise<InspectedAhead | null> {
	return inspectAhead(db.io, scope, draftId, {
		folder: folder(),
		arrivals: (async function* () {
			yield* arrivals;
		})()
	});
}

test('a file that arrives in 4 frames is found to be what it is, and one that is never whole is not', async () => {
	const { scope, draftId, file } = await received();
	const told: Arrival[] = [];
	const limits = { declared: null, limit: 1e9 };
	const again = await receiveRawFile(folder(), db.io.secrets.fileKey, streamOf(text, 100_000), limits, (arrival) =>
		told.push(arrival)
	);
	expect(told.map(({ frames, isWhole }) => [frames, isWhole])).toEqual([
		[1, false],
		[2, false],
		[3, false],
		[4, true]
	]);
	expect(again.name).toBe(told[3].file);
	const ahead = await inspected(
		scope,
		draftId,
		told.map((arrival) => ({ ...arrival, file }))
	);
	expect(ahead?.found.inspection).toMatchObject({ rowCount: PEOPLE, lineCount: PEOPLE + 1 });
	expect(await inspected(scope, draftId, told.slice(0, 3))).toBeNull();
	expect(await inspected(scope, draftId, [])).toBeNull();
	await readDraftFile(db.io, scope, draftId, open);
	const { plan, questions, inspection } = await viewOf(db.io, scope, draftId);
	expect(JSON.parse(JSON.stringify({ ...ahead?.found, fatal: undefined }))).toEqual({ plan, questions, inspection });
});

test('what was found while a file arrived is taken for that file under the same hints, and for nothing else', async () => {
	const { scope, draftId, file } = await received();
	const ahead = await inspected(scope, draftId, [{ file, frames: 4, isWhole: true }]);
	if (!ahead) throw new Error('not found');
	const marked = { ...ahead, found: { ...ahead.found, inspection: { ...ahead.found.inspection, rowCount: 7 } } };
	const rowsFound = async (other: Partial<InspectedAhead>, overrides: object | null = null) => {
		const task = { inspect: true as const, overrides };
		await db.database.inOrganisation(
			scope,
			(tx) => tx`update dataset_version set stage = 'reading' where id = ${draftId}`
		);
		await readDraftFile(db.io, scope, draftId, task, { ...marked, ...other });
		return (await viewOf(db.io, scope, draftId)).inspection?.rowCount;
	};
	expect(await rowsFound({})).toBe(7);
	expect(await rowsFound({ file: '0'.repeat(32) })).toBe(PEOPLE);
	expect(await rowsFound({ hints: { ...ahead.hints, profile: ahead.found.plan } })).toBe(PEOPLE);
	expect(await rowsFound({}, { asOf: AS_OF })).toBe(PEOPLE);
});

test('the thread that looked at an upload goes on with it; of an upload that is cut it ends, with nothing left', async () => {
	const { id } = await createOrganisation(db.database);
	const scope = { organisation: id, account: null };
	const files = readdirSync(folder()).length;
	const threads: Worker[] = [];
	const start = (options: WorkerOptions) => {
		threads.push(startThread('import-worker', options));
		return threads.at(-1)!;
	};
	const { draftId, file } = await received();
	const ahead = readAhead(db.io, scope, draftId, start);
	expect(readAhead(db.io, scope, draftId, start)).toBeNull();
	ahead?.arrived({ file, frames: 1, isWhole: false });
	const ended = once(threads[0], 'exit');
	threads[0].postMessage(null);
	expect(await ended).toEqual([0]);
	await ahead?.abandon();
	const cut = await receiveUpload(db.io, scope, rosterUpload(text, { declaredBytes: 1e7, aheadBytes: 1 }));
	expect(cut).toMatchObject({ refused: { code: 'FILE_INCOMPLETE' } });
	expect(readdirSync(folder()).length).toBe(files + 1);
	const whole = await receiveUpload(db.io, scope, rosterUpload(text, { aheadBytes: 1 }));
	if (!('draftId' in whole)) throw new Error('refused');
	const refuse = () => {
		throw new Error('Another thread was started.');
	};
	expect(await readInWorker(db.io, scope, whole.draftId, open, refuse)).toBe('asking');
	const { finished } = await answerDraft(db.io, scope, whole.draftId, { answers: { 'as-of': AS_OF } });
	expect(await finished).toBe('checked');
	expect((await viewOf(db.io, scope, whole.draftId)).rowCount).toBe(PEOPLE);
	await discardDraft(db.io, scope, whole.draftId);
});
