import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Database, Scope } from '../server/database.ts';
import type { Io } from '../server/runtime.ts';
import { draftRecord, endAttempt } from './draft-record.server.ts';
import type { WorkerJob } from './import-worker.server.ts';
import type { ReadingOutcome, ReadingTask } from './reading.server.ts';

const HEAP_MB = 1024;

// Worker threads of this process, to be ended when their draft is discarded.
const running = new WeakMap<Database, Map<string, Worker>>();

/**
 * Reads a draft in a worker thread. Resolves with the outcome however the worker ends: one that runs out of memory or
 * crashes leaves a failed draft, and the server goes on.
 */
export async function readInWorker(io: Io, scope: Scope, draftId: string, task: ReadingTask): Promise<ReadingOutcome> {
	const job: WorkerJob = {
		databaseUrl: io.database.url,
		dataFolder: io.dataFolder,
		personKey: io.secrets.personKey(scope.organisation),
		fileKey: io.secrets.fileKey,
		scope,
		draftId,
		task
	};
	const { file, execArgv } = workerEntry();
	const worker = new Worker(file, {
		workerData: job,
		execArgv,
		resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
		stdout: true,
		stderr: true
	});
	const workers = running.get(io.database) ?? new Map<string, Worker>();
	running.set(io.database, workers.set(draftId, worker));
	const outcome = await new Promise<ReadingOutcome | null>((resolve) => {
		worker.once('message', resolve);
		worker.once('error', () => resolve(null));
		worker.once('exit', () => resolve(null));
	});
	workers.delete(draftId);
	return outcome ?? (await outcomeAfterCrash(io, scope, draftId));
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

/** The worker's code: beside this file in the sources (read through tsx), at the top of the build otherwise. */
function workerEntry(): { file: URL; execArgv: string[] } {
	const here = fileURLToPath(import.meta.url);
	if (here.endsWith('.ts')) {
		const loader = pathToFileURL(createRequire(here).resolve('tsx')).href;
		return { file: pathToFileURL(join(dirname(here), 'import-worker.server.ts')), execArgv: ['--import', loader] };
	}
	for (let folder = dirname(here); folder !== dirname(folder); folder = dirname(folder)) {
		const file = join(folder, 'import-worker.js');
		if (existsSync(file)) return { file: pathToFileURL(file), execArgv: [] };
	}
	throw new Error(`import-worker.js is not above ${here}: the build is not complete. Run npm run build.`);
}
