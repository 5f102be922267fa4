import { Worker } from 'node:worker_threads';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createOrganisation, testDatabase, type TestDatabase } from '../support/database.ts';
import { rosterText, rosterUpload, viewOf } from '../support/imports.ts';
import { openDatabase, type Scope } from '../../src/lib/server/database.ts';
import type { Io } from '../../src/lib/server/runtime.ts';
import { discardDraft, receiveUpload } from '../../src/lib/imports/drafts/draft.server.ts';
import { importsByCores, takePlace, type Place } from '../../src/lib/imports/staging/import-places.server.ts';
import { readInWorker } from '../../src/lib/imports/staging/worker-host.server.ts';

let db: TestDatabase;
let owner: postgres.Sql;
let io: Io;
// However busy the machine, nobody here is taken for dead but where that is what the test is about.
const PATIENT = { askEveryMs: 20, silentSeconds: 3600 };

beforeAll(async () => {
	db = await testDatabase();
	owner = postgres(db.ownerUrl, { max: 1, onnotice: () => {} });
	io = { ...db.io, importsAtOnce: 1 };
});
beforeEach(() => owner`delete from import_place`);
afterAll(async () => {
	await owner.end();
	await db.drop();
});

const newScope = async (): Promise<Scope> => ({
	organisation: (await createOrganisation(db.database)).id,
	account: null
});

/** A draft whose file is to be read. */
async function received(scope: Scope, datasetName: string): Promise<string> {
	const upload = await receiveUpload(db.io, scope, rosterUpload(rosterText(3), { datasetName }));
	if ('refused' in upload) throw new Error(upload.refused.code);
	// Two at once within an organisation is another limit.
	await owner`update dataset_version set worker_heartbeat_at = now() - interval '1 minute' where id = ${upload.draftId}`;
	return upload.draftId;
}

const isAsking = async (draftId: string) => {
	const rows = await owner`select from import_place where draft_id = ${draftId}`;
	return rows.count === 1;
};

/** A draft that stands in the queue: what it gets, and what its page says. */
async function asking(of: Io, scope: Scope, name: string) {
	const draftId = await received(scope, name);
	const place = takePlace(of, scope, draftId, PATIENT);
	await expect.poll(() => isAsking(draftId)).toBe(true);
	return {
		draftId,
		place: place as Promise<Place>,
		ahead: async () => {
			await owner`update dataset_version set worker_heartbeat_at = now() where id = ${draftId}`;
			return (await viewOf(db.io, scope, draftId)).waitsFor;
		}
	};
}

test('2 cores read 2 imports at once, 3 cores 2, 8 cores 4', () => {
	expect([1, 2, 3, 8].map(importsByCores)).toEqual([2, 2, 2, 4]);
});

test('one place: an organisation that sends 1 file after 3 of another is next, and each page says how many are ahead', async () => {
	const [many, one] = [await newScope(), await newScope()];
	const first = await asking(io, many, 'First');
	const place = await first.place;
	expect(await first.ahead()).toBeNull();
	const second = await asking(io, many, 'Second');
	const third = await asking(io, many, 'Third');
	expect([await second.ahead(), await third.ahead()]).toEqual([1, 2]);
	const other = await asking(io, one, 'Other');
	expect([await other.ahead(), await second.ahead(), await third.ahead()]).toEqual([1, 2, 3]);

	await place.leave();
	const next = await other.place;
	expect([await other.ahead(), await second.ahead(), await third.ahead()]).toEqual([null, 1, 2]);
	await next.leave();
	await (await second.place).leave();
	await (await third.place).leave();
	expect((await owner`select from import_place`).count).toBe(0);
});

test('two processes share 2 places: a third import goes on when one of the other process is over', async () => {
	const [here, there] = [await newScope(), await newScope()];
	const database = openDatabase(db.appUrl, { poolSize: 2, waitMs: 60_000 });
	try {
		const both = { ...io, importsAtOnce: 2 };
		const elsewhere = { ...both, database };
		const first = await (await asking(both, here, 'First')).place;
		const second = await (await asking(elsewhere, there, 'Second')).place;
		const third = await asking(elsewhere, there, 'Third');
		expect(await third.ahead()).toBe(2);
		await first.leave();
		await (await third.place).leave();
		await second.leave();
	} finally {
		await database.close();
	}
});

test('a place of a process that was killed is free once it was silent for too long', async () => {
	const [dead, alive] = [await newScope(), await newScope()];
	const draftId = await received(dead, 'Dead');
	await owner`insert into import_place (draft_id, party, round, started_at) values (${draftId}, 'dead', 0, now())`;
	const next = await asking(io, alive, 'Alive');
	expect(await next.ahead()).toBe(1);
	await owner`update import_place set seen_at = now() - interval '2 hours' where draft_id = ${draftId}`;
	await (await next.place).leave();
	expect(await isAsking(draftId)).toBe(false);
});

test('an import that was killed and is read again has its own place, and does not wait for itself', async () => {
	const scope = await newScope();
	const draftId = await received(scope, 'Again');
	await owner`insert into import_place (draft_id, party, round, started_at) values (${draftId}, 'again', 0, now())`;
	const place = await takePlace(io, scope, draftId, PATIENT);
	await place?.leave();
	expect(place).not.toBeNull();
});

test('a draft that is discarded while it waits leaves the queue', async () => {
	const scope = await newScope();
	const place = await (await asking(io, scope, 'First')).place;
	const second = await asking(io, scope, 'Second');
	await discardDraft(io, scope, second.draftId);
	expect(await second.place).toBeNull();
	expect(await isAsking(second.draftId)).toBe(false);
	await place.leave();
});

test('no thread is started before the import of another organisation is over: until then the draft says 1 is ahead', async () => {
	const scope = await newScope();
	const other = await received(await newScope(), 'Busy');
	await owner`insert into import_place (draft_id, party, round, started_at, seen_at)
		values (${other}, 'busy', 0, now(), now() + interval '1 hour')`;
	const draftId = await received(scope, 'Own');
	await owner`update dataset_version set worker_heartbeat_at = now() + interval '1 hour' where id = ${draftId}`;
	const workers: Worker[] = [];
	const answer = `require('node:worker_threads').parentPort.postMessage('checked')`;
	const reading = readInWorker(io, scope, draftId, { inspect: false }, (options) => {
		workers.push(new Worker(answer, { ...options, eval: true }));
		return workers[0];
	});
	await expect.poll(async () => (await viewOf(db.io, scope, draftId)).waitsFor).toBe(1);
	expect(workers).toHaveLength(0);
	await owner`delete from import_place where draft_id = ${other}`;
	expect(await reading).toBe('checked');
	expect(workers).toHaveLength(1);
	expect(await isAsking(draftId)).toBe(false);
});
