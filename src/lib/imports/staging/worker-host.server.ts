import type { Worker, WorkerOptions } from 'node:worker_threads';
import type { Database, Scope } from '#lib/server/database.ts';
import { withoutMessage } from '#lib/server/log.ts';
import type { Io } from '#lib/server/runtime.ts';
import { draftRecord, endAttempt } from '../drafts/draft-record.server.ts';
import type { WorkerJob } from './import-worker.server.ts';
import { takePlace } from './import-places.server.ts';
import { keepAlive } from './progress.server.ts';
import type { Arrival } from './reading-ahead.server.ts';
import type { ReadingTask } from './reading-task.ts';
import type { ReadingOutcome } from './reading.server.ts';
import { areOutside } from './row-collector.server.ts';
import { startThread } from './thread-program.server.ts';

const HEAP_MB = 1024;
// Rows live shortly: with room for few of them the memory of a worker stays small.
const YOUNG_MB = 16;

// How long a thread waits for answers to the questions it found. What it has compiled is worth a quarter of a second.
const WAIT_MS = 120_000;
// How long a thread that is told to end may take before it is ended.
const END_MS = 2000;

// Worker threads of this process, to be ended when their draft is discarded.
const running = new WeakMap<Database, Map<string, Worker>>();
// The thread that waits for answers or for the rest of a file, and its draft.
const waiting = new WeakMap<Database, { draftId: string; worker: Worker; timer: NodeJS.Timeout }>();

/**
 * Reads a draft in a worker thread, once it is its turn among the imports of all organisations. Resolves with the outcome however the worker ends: one that runs out of memory or
 * crashes leaves a failed draft, and the server goes on. A thread that found questions waits a while for the answers.
 */
export async function readInWorker(
	io: Io,
	scope: Scope,
	draftId: string,
	task: ReadingTask,
	start: (options: WorkerOptions) => Worker = startWorker
): Promise<ReadingOutcome> {
	const life = keepAlive(io, scope, draftId);
	try {
		const place = await takePlace(io, scope, draftId);
		if (!place) return 'failed';
		try {
			return await readInPlace(io, scope, { draftId, task }, start);
		} finally {
			await place.leave();
		}
	} finally {
		life.stop();
	}
}

async function readInPlace(
	io: Io,
	scope: Scope,
	{ draftId, task }: { draftId: string; task: ReadingTask },
	start: (options: WorkerOptions) => Worker
): Promise<ReadingOutcome> {
	const worker = waitingWorker(io, draftId, task) ?? newWorker(io, scope, { draftId, task }, start);
	const outcome = await new Promise<ReadingOutcome | null>((resolve) => {
		worker.once('message', resolve);
		worker.once('exit', () => resolve(null));
	});
	if (outcome === 'asking') await letWait(io, scope, { draftId, worker });
	else running.get(io.database)?.delete(draftId);
	if (outcome) return outcome;
	io.log.warn({ draftId }, 'An import worker ended without a result.');
	return outcomeAfterCrash(io, scope, draftId);
}

/** A file that arrives, for the thread that looks at it. */
export interface ReadingAhead {
	arrived(arrival: Arrival): void;
	/** Nothing of the file is kept. Resolves when the thread has let go of it: only then its room is free. */
	abandon(): Promise<void>;
}

/**
 * Looks at the file of a draft while it arrives, in the thread that `readInWorker` then goes on with. Null where another
 * thread waits already: more than one would hold memory while nothing happens.
 */
export function readAhead(
	io: Io,
	scope: Scope,
	draftId: string,
	start: (options: WorkerOptions) => Worker = startWorker
): ReadingAhead | null {
	if (waiting.has(io.database)) return null;
	const worker = newWorker(io, scope, { draftId, task: null }, start);
	const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
	keepWaiting(io.database, draftId, worker);
	const own = () => {
		const known = waiting.get(io.database);
		return known?.worker === worker ? known : null;
	};
	return {
		arrived(arrival) {
			own()?.timer.refresh();
			if (own()) worker.postMessage(arrival);
		},
		async abandon() {
			if (own()) stopWaiting(io.database)?.postMessage(null);
			const timer = setTimeout(() => void worker.terminate(), END_MS);
			await exited;
			clearTimeout(timer);
		}
	};
}

function newWorker(
	io: Io,
	scope: Scope,
	{ draftId, task }: { draftId: string; task: ReadingTask | null },
	start: (options: WorkerOptions) => Worker
): Worker {
	const job: WorkerJob = {
		databaseUrl: io.database.urlForWorker(),
		dataFolder: io.dataFolder,
		logLevel: io.log.level,
		personKey: io.secrets.personKey(scope.organisation),
		fileKey: io.secrets.fileKey,
		quotas: io.quotas,
		scope,
		draftId,
		task
	};
	const worker = start({
		workerData: job,
		resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB }
	});
	worker.on('error', (error) => {
		// Its end, with that of its connections, follows.
		io.log.error({ failure: withoutMessage(error), draftId }, 'An import worker crashed.');
	});
	const workers = running.get(io.database) ?? new Map<string, Worker>();
	running.set(io.database, workers.set(draftId, worker));
	worker.once('exit', () => {
		if (workers.get(draftId) === worker) workers.delete(draftId);
		if (waiting.get(io.database)?.worker === worker) stopWaiting(io.database);
	});
	return worker;
}

/**
 * Of several drafts with questions the latest keeps its thread: an idle one holds some 50 MB. Those of millions of rows
 * do without: the check needs the memory more than the quarter of a second.
 */
async function letWait(io: Io, scope: Scope, { draftId, worker }: { draftId: string; worker: Worker }): Promise<void> {
	const { database } = io;
	const draft = await database.inOrganisation(scope, (tx) => draftRecord(tx, scope, draftId)).catch(() => null);
	if (!draft || areOutside(io, draft.rowsTotal)) return worker.postMessage(null);
	stopWaiting(database)?.postMessage(null);
	keepWaiting(database, draftId, worker);
}

function keepWaiting(database: Database, draftId: string, worker: Worker): void {
	const timer = setTimeout(() => stopWaiting(database)?.postMessage(null), WAIT_MS);
	timer.unref();
	worker.unref();
	waiting.set(database, { draftId, worker, timer });
}

function waitingWorker({ database }: Io, draftId: string, task: ReadingTask): Worker | null {
	if (waiting.get(database)?.draftId !== draftId) return null;
	const worker = stopWaiting(database);
	worker?.ref();
	worker?.postMessage(task);
	return worker;
}

function stopWaiting(database: Database): Worker | null {
	const known = waiting.get(database);
	if (!known) return null;
	clearTimeout(known.timer);
	waiting.delete(database);
	return known.worker;
}

/** Ends the worker that reads this draft, if there is one; its transaction rolls back. */
export async function stopWorker(io: Pick<Io, 'database'>, draftId: string): Promise<void> {
	await running.get(io.database)?.get(draftId)?.terminate();
}

async function outcomeAfterCrash(io: Io, scope: Scope, draftId: string): Promise<ReadingOutcome> {
	return io.database.inOrganisation(scope, async (tx) => {
		await endAttempt(tx, scope, draftId, { stage: 'failed', note: 'worker-crashed' });
		const draft = await draftRecord(tx, scope, draftId);
		return draft?.stage === 'checked' ? 'checked' : 'failed';
	});
}

function startWorker(options: WorkerOptions): Worker {
	return startThread('import-worker', options);
}
