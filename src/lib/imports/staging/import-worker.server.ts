import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { openDatabase, type Scope } from '#lib/server/database.ts';
import { openLog, withoutMessage } from '#lib/server/log.ts';
import type { Quotas } from '#lib/server/quotas.ts';
import type { Io } from '#lib/server/runtime.ts';
import { inspectAhead, type Arrival, type InspectedAhead } from './reading-ahead.server.ts';
import type { ReadingTask } from './reading-task.ts';
import { readDraftFile, uploadsFolder } from './reading.server.ts';
import { standBack } from './stand-back.server.ts';

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
	/** Null where the file still arrives: what to do follows by message, and before that how far it is there. */
	task: ReadingTask | null;
}

/** What a worker is told while it waits: a task, how far its file has arrived, or null where nothing is left to do. */
type Message = ReadingTask | Arrival | null;

/**
 * Entry of the worker thread: reads one draft on connections of its own and answers with the outcome. A file that still
 * arrives is looked at meanwhile. It ends, but after questions: then it waits to be told to read on with the answers, or
 * to end.
 */
async function work(job: WorkerJob, port: MessagePort): Promise<void> {
	const database = openDatabase(job.databaseUrl, { poolSize: 3 });
	const secrets = {
		personKey: () => Buffer.from(job.personKey),
		fileKey: Buffer.from(job.fileKey),
		key: () => {
			throw new Error('An import worker has no other keys.');
		}
	};
	const messages = messagesOf(port);
	const nextTask = async () => {
		for (;;) {
			const message = await messages.next();
			if (message === null || 'inspect' in message) return message;
		}
	};
	try {
		const io = { database, secrets, dataFolder: job.dataFolder, log: openLog(job.logLevel), quotas: job.quotas };
		const { scope, draftId } = job;
		const ahead = job.task === null ? await inspectArriving(io, scope, draftId, messages) : null;
		for (let task = job.task ?? (await nextTask()); task !== null;) {
			const outcome = await readDraftFile(io, scope, draftId, task, ahead);
			port.postMessage(outcome);
			task = outcome === 'asking' ? await nextTask() : null;
		}
	} finally {
		messages.close();
		await database.close();
	}
}

/** What a file that arrives turns out to be; null where that is not to be known, which reading finds out for itself. */
async function inspectArriving(
	io: Io,
	scope: Scope,
	draftId: string,
	messages: Messages
): Promise<InspectedAhead | null> {
	const folder = uploadsFolder(io);
	const arrivals = async function* () {
		for (;;) {
			const message = await messages.next();
			if (message === null || 'inspect' in message) return messages.putBack(message);
			yield message;
		}
	};
	try {
		return await inspectAhead(io, scope, draftId, { folder, arrivals: arrivals() });
	} catch (error) {
		io.log.warn({ failure: withoutMessage(error), draftId }, 'A file could not be looked at while it arrived.');
		return null;
	}
}

interface Messages {
	next(): Promise<Message>;
	putBack(message: Message): void;
	close(): void;
}

/** The messages of a port, one after the other as they are asked for. */
function messagesOf(port: MessagePort): Messages {
	const waiting: Message[] = [];
	let asked: ((message: Message) => void) | null = null;
	const take = (message: Message) => {
		// A file whose bytes wait to be read is deleted by now.
		if (message === null) waiting.length = 0;
		if (asked === null) return void waiting.push(message);
		asked(message);
		asked = null;
	};
	port.on('message', take);
	return {
		next: () => (waiting.length > 0 ? Promise.resolve(waiting.shift()!) : new Promise((resolve) => (asked = resolve))),
		putBack: (message) => void waiting.unshift(message),
		close: () => void port.off('message', take)
	};
}

if (parentPort) {
	standBack();
	await work(workerData as WorkerJob, parentPort);
}
