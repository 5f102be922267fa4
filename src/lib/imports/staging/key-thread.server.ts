import type { Worker } from 'node:worker_threads';
import { KeysAhead } from '#lib/server/keys-ahead.ts';
import { withoutMessage } from '#lib/server/log.ts';
import type { NumberedIds } from '#lib/server/person-identities.ts';
import type { Io } from '#lib/server/runtime.ts';
import type { KeyJob } from './key-worker.server.ts';
import { startThread } from './thread-program.server.ts';

const HEAP_MB = 32;
const YOUNG_MB = 1;

/** The keys of people, made by a thread of their own until `end`; null where none can be started, which nobody misses. */
export function keysByThread({ log }: Pick<Io, 'log'>, ids: NumberedIds, personKey: Uint8Array): KeysAhead | null {
	const ahead = new KeysAhead(ids);
	const job: KeyJob = { memory: ahead.memory, personKey };
	const failed = (error: unknown) => log.warn({ failure: withoutMessage(error) }, 'A thread that makes keys ended.');
	try {
		startKeyThread(job).on('error', failed).unref();
		return ahead;
	} catch (error) {
		failed(error);
		return null;
	}
}

function startKeyThread(workerData: KeyJob): Worker {
	const resourceLimits = { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB };
	return startThread('key-worker', { workerData, resourceLimits });
}
