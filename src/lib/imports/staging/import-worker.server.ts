import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase, type Scope } from '#lib/server/database.ts';
import { openLog } from '#lib/server/log.ts';
import type { Quotas } from '#lib/server/quotas.ts';
import type { ReadingTask } from './reading-task.ts';
import { readDraftFile } from './reading.server.ts';

/** What the worker is told. Keys are copied in, because the worker shares no memory with the server. */
export interface WorkerJob {
	databaseUrl: string;
	dataFolder: string;
	logLevel: string;
	personKey: Uint8Array;
	fileKey: Uint8Array;
	quotas?: Quotas;
	scope: Scope;
	draftId: string;
	task: ReadingTask;
}

/**
 * Entry of the worker thread: reads one draft on connections of its own and answers with the outcome. It ends, but
 * after questions: then it waits to be told to read on with the answers, or to end.
 */
async function work(job: WorkerJob): Promise<void> {
	const database = openDatabase(job.databaseUrl, { poolSize: 3 });
	const secrets = {
		personKey: () => Buffer.from(job.personKey),
		fileKey: Buffer.from(job.fileKey),
		key: () => {
			throw new Error('An import worker has no other keys.');
		}
	};
	try {
		const io = { database, secrets, dataFolder: job.dataFolder, log: openLog(job.logLevel), quotas: job.quotas };
		for (let task: ReadingTask | null = job.task; task !== null;) {
			const outcome = await readDraftFile(io, job.scope, job.draftId, task);
			parentPort?.postMessage(outcome);
			task = outcome === 'asking' ? await nextTask() : null;
		}
	} finally {
		await database.close();
	}
}

function nextTask(): Promise<ReadingTask | null> {
	return new Promise((resolve) => parentPort?.once('message', resolve));
}

if (parentPort) await work(workerData as WorkerJob);
