import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { discardDraft, publishDraft, receiveUpload, startReading } from '../../src/lib/imports/drafts/draft.server.ts';
import { readDraftFile } from '../../src/lib/imports/staging/reading.server.ts';
import { recoverDrafts } from '../../src/lib/imports/drafts/recover.server.ts';
import type { Scope } from '../../src/lib/server/database.ts';
import type { FaultPoint } from '../../src/lib/server/runtime.ts';
import { asAdmin, createOrganisation, testDatabase, type TestDatabase } from '../support/database.ts';
import { AS_OF, rosterText, rosterUpload, viewOf } from '../support/imports.ts';

const PEOPLE = 60_000;
const text = rosterText(PEOPLE);
let db: TestDatabase;
beforeAll(async () => {
	db = await testDatabase();
});
afterAll(() => db.drop());

async function newDraft(): Promise<{ scope: Scope; draftId: string }> {
	const { id } = await createOrganisation(db.database);
	const scope = { organisation: id, account: null };
	const received = await receiveUpload(db.io, scope, rosterUpload(text));
	if (!('draftId' in received)) throw new Error('refused');
	return { scope, draftId: received.draftId };
}

async function storedRows(scope: Scope) {
	const [counts] = await db.database.inOrganisation(
		scope,
		(tx) => tx<{ spells: number; people: number; parts: number }[]>`select
			(select count(*) from roster_spell) as spells, (select count(*) from person_identity) as people,
			(select count(*) from column_snapshot) as parts`
	);
	return counts;
}

/** Until no session of the killed process is left in a transaction. */
async function sessionsGone(): Promise<void> {
	const database = new URL(db.appUrl).pathname.slice(1);
	await expect
		.poll(
			async () => {
				const [{ open }] = await asAdmin(
					(sql) => sql`select count(*)::int as open from pg_stat_activity
					where datname = ${database} and xact_start is not null and query not like '%pg_stat_activity%'`
				);
				return open as number;
			},
			{ timeout: 20_000 }
		)
		.toBe(0);
}

/** Idle connections were killed too: whoever asks first on one of them is told so. */
async function afterReconnecting<T>(ask: () => Promise<T>): Promise<T> {
	for (let tries = 0; tries < 10; tries++) {
		try {
			return await ask();
		} catch {
			await sleep(100);
		}
	}
	return ask();
}

async function killedAfter(milliseconds: number, scope: Scope, draftId: string): Promise<string> {
	const loader = createRequire(import.meta.url).resolve('tsx');
	const script = fileURLToPath(new URL('../support/import-child.ts', import.meta.url));
	const args = [
		'--import',
		pathToFileURL(loader).href,
		script,
		db.appUrl,
		db.io.dataFolder,
		scope.organisation,
		draftId
	];
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
	let said = '';
	child.stdout.on('data', (data: Buffer) => (said += data.toString()));
	const ended = once(child, 'exit');
	await once(child.stdout, 'data');
	await Promise.race([sleep(milliseconds), ended]);
	child.kill('SIGKILL');
	await ended;
	return said;
}

test('killed with -9 at 8 moments, an import leaves none or all of 60,000 rows, says so, and ends well when read again', async () => {
	const outcomes = new Set<string>();
	for (const moment of [20, 150, 300, 500, 750, 1000, 1500, 8000]) {
		const { scope, draftId } = await newDraft();
		await killedAfter(moment, scope, draftId);
		await sessionsGone();
		const rows = await storedRows(scope);
		await db.database.inOrganisation(
			scope,
			(tx) => tx`update dataset_version set worker_heartbeat_at = now() - interval '1 minute'
				where organisation_id = ${scope.organisation}`
		);
		await recoverDrafts(db.io);
		const draft = await viewOf(db.io, scope, draftId);
		outcomes.add(draft.stage);
		if (draft.stage === 'checked') expect(rows).toMatchObject({ spells: PEOPLE });
		else {
			expect(rows).toEqual({ spells: 0, people: 0, parts: 0 });
			expect(draft).toMatchObject({ stage: 'interrupted', stageNote: 'IMPORT_INTERRUPTED' });
			await (
				await startReading(db.io, scope, draftId, { inspect: true, overrides: { asOf: AS_OF } })
			).finished;
			expect(await storedRows(scope)).toMatchObject({ spells: PEOPLE });
		}
		const { planHash } = await viewOf(db.io, scope, draftId);
		expect(await publishDraft(db.io, scope, draftId, planHash ?? '')).toEqual({ version: 1 });
	}
	expect([...outcomes].sort()).toEqual(['checked', 'interrupted']);
}, 180_000);

test('with the backend of its transaction killed at 8 moments, an import fails plainly with 0 rows or is whole', async () => {
	const database = new URL(db.appUrl).pathname.slice(1);
	const outcomes = new Set<string>();
	for (const moment of [50, 120, 200, 300, 400, 500, 700, 20_000]) {
		const { scope, draftId } = await newDraft();
		const reading = readDraftFile(db.io, scope, draftId, { inspect: true, overrides: { asOf: AS_OF } });
		await Promise.race([sleep(moment), reading]);
		await asAdmin(
			(sql) => sql`select pg_terminate_backend(pid) from pg_stat_activity
			where datname = ${database} and usename <> current_user`
		);
		const outcome = await reading;
		outcomes.add(outcome);
		const { draft, rows } = await afterReconnecting(async () => ({
			draft: await viewOf(db.io, scope, draftId),
			rows: await storedRows(scope)
		}));
		expect(draft.stage).toBe(outcome);
		if (outcome === 'checked') expect(rows).toMatchObject({ spells: PEOPLE });
		else {
			expect(draft.stageNote).toBe('database-lost');
			expect(rows).toEqual({ spells: 0, people: 0, parts: 0 });
		}
		await discardDraft(db.io, scope, draftId);
	}
	expect([...outcomes].sort()).toEqual(['checked', 'failed']);
}, 180_000);

test('when the thread that writes its rows ends, an import of 60,000 rows fails, says so, leaves none, and is whole when read again', async () => {
	const { scope, draftId } = await newDraft();
	const task = { inspect: true as const, overrides: { asOf: AS_OF } };
	const threads: Worker[] = [];
	const keep = (worker: Worker) => void threads.push(worker);
	process.on('worker', keep);
	const faultPoint = (point: FaultPoint) => {
		if (point === 'store.piece') void threads.at(-1)?.terminate();
	};
	try {
		expect(await readDraftFile({ ...db.io, faultPoint }, scope, draftId, task)).toBe('failed');
	} finally {
		process.off('worker', keep);
	}
	expect(threads).toHaveLength(1);
	expect(await viewOf(db.io, scope, draftId)).toMatchObject({ stage: 'failed', stageNote: 'worker-crashed' });
	expect(await storedRows(scope)).toEqual({ spells: 0, people: 0, parts: 0 });
	expect(await (await startReading(db.io, scope, draftId, task)).finished).toBe('checked');
	expect(await storedRows(scope)).toMatchObject({ spells: PEOPLE });
});
