import { KeysAhead } from '#lib/server/keys-ahead.ts';
import { withoutMessage } from '#lib/server/log.ts';
import type { NumberedIds } from '#lib/server/person-identities.ts';
import type { Io } from '#lib/server/runtime.ts';
import type { KeyJob } from './key-worker.server.ts';
import { startThread } from './thread-program.server.ts';

const HEAP_MB = 32;
const YOUNG_MB = 1;

/** The keys of people, made by a thread of their own until `end`. One that does not come up is missed by nobody. */
export function keysByThread({ log }: Pick<Io, 'log'>, ids: NumberedIds, personKey: Uint8Array): KeysAhead {
	const ahead = new KeysAhead(ids);
	const job: KeyJob = { memory: ahead.memory, personKey };
	const thread = startThread('key-worker', {
		workerData: job,
		resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB }
	});
	thread.on('error', (error) => log.warn({ failure: withoutMessage(error) }, 'A thread that makes keys crashed.'));
	thread.unref();
	return ahead;
}
