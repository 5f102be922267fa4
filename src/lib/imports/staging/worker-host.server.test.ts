import { EventEmitter } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Io } from '../../server/runtime.ts';
import { readAhead, type ReadingAhead } from './worker-host.server.ts';

const said = { unref: () => undefined, postMessage: vi.fn(), terminate: vi.fn() };
let worker: EventEmitter & typeof said;
let ahead: ReadingAhead;

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	vi.clearAllMocks();
	const io = {
		database: { urlForWorker: () => 'postgres://localhost' },
		dataFolder: '/nowhere',
		log: { level: 'silent' },
		secrets: { personKey: () => Buffer.alloc(32), fileKey: Buffer.alloc(32) }
	} as unknown as Io;
	worker = Object.assign(new EventEmitter(), said);
	worker.terminate.mockImplementation(() => worker.emit('exit', 1));
	const scope = { organisation: 'o', account: null };
	ahead = readAhead(io, scope, 'd', () => worker as unknown as Worker)!;
});
afterEach(() => void vi.useRealTimers());

/** Whether a promise is settled once everything that can go on has gone on. */
async function isSettled(promise: Promise<void>): Promise<boolean> {
	let settled = false;
	void promise.then(() => (settled = true));
	for (let turn = 0; turn < 3; turn++) await nextTurn();
	return settled;
}

test('a file is let go of when its thread, told to end, has ended, and not before', async () => {
	const abandoned = ahead.abandon();
	expect(worker.postMessage.mock.calls).toEqual([[null]]);
	expect(await isSettled(abandoned)).toBe(false);
	worker.emit('exit', 0);
	await abandoned;
	expect([worker.terminate.mock.calls.length, vi.getTimerCount()]).toEqual([0, 0]);
});

test('a thread that does not end within 2 seconds is ended', async () => {
	const abandoned = ahead.abandon();
	await vi.advanceTimersByTimeAsync(1999);
	expect(worker.terminate).not.toHaveBeenCalled();
	expect(await isSettled(abandoned)).toBe(false);
	await vi.advanceTimersByTimeAsync(1);
	expect(worker.terminate).toHaveBeenCalledOnce();
	await abandoned;
});

test('a thread that has crashed meanwhile is not waited for', async () => {
	worker.emit('exit', 1);
	await ahead.abandon();
	expect(worker.postMessage).not.toHaveBeenCalled();
});
