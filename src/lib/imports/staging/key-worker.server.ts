import { workerData } from 'node:worker_threads';
import { makeKeysAhead } from '#lib/server/keys-ahead.ts';
import { standBack } from './stand-back.server.ts';

/** What the thread is told. */
export interface KeyJob {
	memory: SharedArrayBuffer;
	personKey: Uint8Array;
}

const { memory, personKey } = workerData as KeyJob;
standBack();
makeKeysAhead(memory, personKey);
