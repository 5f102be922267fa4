import { once } from 'node:events';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	answerDraft,
	discardDraft,
	publishDraft,
	receiveUpload,
	startReading
} from '../../src/lib/imports/drafts/draft.server.ts';
import { sourceProgram } from '../../src/lib/imports/staging/thread-program.server.ts';
import { readInWorker } from '../../src/lib/imports/staging/worker-host.server.ts';
import type { Log } from '../../src/lib/server/log.ts';
import { createOrganisation, testDatabase, type TestDatabase } from '../support/database.ts';
import { closeGate } from '../support/gate.ts';
import { AS_OF, rosterText, rosterUpload, viewOf } from '../support/imports.ts';
import { ownerSql, type OwnerSql } from '../support/owner.ts';

const PEOPLE = 2_000;
const text = rosterText(PEOPLE);
const task = { inspect: true, overrides: { asOf: AS_OF } };
let db: TestDatabase;
let owner: OwnerSql;
beforeAll(async () => {
	db = await testDatabase();
	owner = ownerSql(db);
});
afterAll(async () => {
	await owner.end();
	await db.drop();
});

/** The real worker, which ends by `fault` when it is told to. */
function faultyWorker(fault: string, told: (worker: Worker) => void) {
	return (options: WorkerOptions): Worker => {
		const code = `require('node:worker_threads').parentPort.on('message', () => { ${fault} }).unref(); ${sourceProgram('import-worker')}`;
		const worker = new Worker(code, { ...options, resourceLimits: { maxOldGenerationSizeMb: 200 }, eval: true });
		told(worker);
		return worker;
	};
}

const lines: unknown[] = [];
function keptLog(): Log {
	const keep = (...line: unknown[]) => void lines.push(line);
	return { level: 'silent', debug: keep, info: keep, warn: keep, error: keep, fatal: keep } as unknown as Log;
}

describe('a worker that dies while it stores 2,000 rows leaves a failed draft that says so, and none of them', () => {
	const FAULTS = {
		throws: `throw new Error('Person Secret1')`,
		'exits the process': 'process.exit(3)',
		'runs out of memory': 'const all = []; for (;;) all.push(new Array(100_000).fill(all.length + 0.5))'
	};

	test.each(Object.entries(FAULTS))('one that %s', async (_, fault) => {
		const { id } = await createOrganisation(db.database);
		const scope = { organisation: id, account: null };
		const received = await receiveUpload(db.io, scope, rosterUpload(text));
		if (!('draftId' in received)) throw new Error('refused');
		const { draftId } = received;
		const workers: Worker[] = [];
		const io = { ...db.io, log: keptLog() };
		const gate = await closeGate(owner, 'roster_spell');
		const start = faultyWorker(fault, (worker) => workers.push(worker));
		const reading = readInWorker(io, scope, draftId, task, start);
		await gate.reached();
		expect((await viewOf(db.io, scope, draftId)).stage).toBe('checking');
		workers[0].postMessage('now');
		expect(await reading).toBe('failed');
		await gate.open();
		expect(await viewOf(db.io, scope, draftId)).toMatchObject({ stage: 'failed', stageNote: 'worker-crashed' });
		const rows = () =>
			db.database.inOrganisation(scope, async (tx) => {
				const [counts] = await tx`select (select count(*) from roster_spell)::int as spells,
					(select count(*) from person_identity)::int as people, (select count(*) from column_snapshot)::int as parts`;
				return counts;
			});
		expect(await rows()).toEqual({ spells: 0, people: 0, parts: 0 });
		expect(lines.length).toBeGreaterThan(0);
		expect(JSON.stringify(lines)).not.toContain('Secret');
		const again = await startReading(db.io, scope, draftId, task);
		expect(await again.finished).toBe('checked');
		const { planHash } = await viewOf(db.io, scope, draftId);
		expect(await publishDraft(db.io, scope, draftId, planHash ?? '')).toEqual({ version: 1 });
		expect(await rows()).toMatchObject({ spells: PEOPLE });
	});
});

test('a worker that is busy for long is not taken for dead: the process it runs in gives the sign of life', async () => {
	const { id } = await createOrganisation(db.database);
	const scope = { organisation: id, account: null };
	const received = await receiveUpload(db.io, scope, rosterUpload(text));
	if (!('draftId' in received)) throw new Error('refused');
	const { draftId } = received;
	const workers: Worker[] = [];
	const blocked = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)';
	const reading = readInWorker({ ...db.io, log: keptLog() }, scope, draftId, task, (options) => {
		workers.push(new Worker(blocked, { ...options, eval: true }));
		return workers[0];
	});
	await expect.poll(() => workers.length).toBe(1);
	await owner`update dataset_version set worker_heartbeat_at = now() - interval '1 minute' where id = ${draftId}`;
	const silence = async () => {
		const [row] = await owner<{ seconds: number }[]>`select
			extract(epoch from now() - worker_heartbeat_at)::float8 as seconds from dataset_version where id = ${draftId}`;
		return row.seconds;
	};
	await expect.poll(silence).toBeLessThan(60);
	expect((await viewOf(db.io, scope, draftId)).stage).toBe('reading');
	await workers[0].terminate();
	expect(await reading).toBe('failed');
});

describe('a thread that found a question waits for the answer', () => {
	/** A draft that asks for its day, and the thread that asked. */
	async function asking() {
		const { id } = await createOrganisation(db.database);
		const scope = { organisation: id, account: null };
		const received = await receiveUpload(db.io, scope, rosterUpload(text));
		if (!('draftId' in received)) throw new Error('refused');
		const { draftId } = received;
		const workers: Worker[] = [];
		const start = (options: WorkerOptions) => {
			workers.push(new Worker(sourceProgram('import-worker'), { ...options, eval: true }));
			return workers[0];
		};
		const open = { inspect: true as const, overrides: null };
		expect(await readInWorker(db.io, scope, draftId, open, start)).toBe('asking');
		return { scope, draftId, ended: once(workers[0], 'exit') };
	}

	test('checks the 2,000 rows under it, and ends', async () => {
		const { scope, draftId, ended } = await asking();
		const { finished } = await answerDraft(db.io, scope, draftId, { answers: { 'as-of': AS_OF } });
		expect(await finished).toBe('checked');
		expect(await ended).toEqual([0]);
		expect((await viewOf(db.io, scope, draftId)).rowCount).toBe(PEOPLE);
	});

	test('ends when its draft is discarded', async () => {
		const { scope, draftId, ended } = await asking();
		await discardDraft(db.io, scope, draftId);
		expect(await ended).toEqual([1]);
	});

	test('ends when another draft waits, and its own is then checked by a new one', async () => {
		const first = await asking();
		const second = await asking();
		expect(await first.ended).toEqual([0]);
		const { finished } = await answerDraft(db.io, first.scope, first.draftId, { answers: { 'as-of': AS_OF } });
		expect(await finished).toBe('checked');
		await discardDraft(db.io, second.scope, second.draftId);
		expect(await second.ended).toEqual([1]);
	});
});
