import { once } from 'node:events';
import { createServer, request as send, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchPace } from './body-guard.ts';

// 500 bytes every 400 ms, of a clock that only this test moves.
const PACE = { everyMs: 400, leastBytes: 500 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A request that is being received, as the server sees it. */
function arriving() {
	const body = new PassThrough();
	const socket = { bytesRead: 0 };
	const request = Object.assign(body, { headers: { 'content-length': '99999' }, socket, complete: false });
	watchPace(request as unknown as IncomingMessage, PACE);
	return {
		request,
		async receive(bytes: number, pauseMs: number) {
			socket.bytesRead += bytes;
			body.write(Buffer.alloc(bytes));
			await vi.advanceTimersByTimeAsync(pauseMs);
		}
	};
}

test('1,000 bytes every 50 ms are steady enough for 500 every 400 ms, over 20 parts', async () => {
	const { request, receive } = arriving();
	request.resume();
	for (let part = 0; part < 20; part++) await receive(1000, 50);
	expect(request.destroyed).toBe(false);
});

test('1,000 bytes every 1,000 ms are not: the connection ends after 800 ms, when 400 brought nothing', async () => {
	const { request, receive } = arriving();
	request.resume();
	await receive(1000, 799);
	expect(request.destroyed).toBe(false);
	await vi.advanceTimersByTimeAsync(1);
	expect(request.destroyed).toBe(true);
});

test('a sender is not blamed for a server that reads 1,500 ms late, nor for a body that is paused', async () => {
	const { request, receive } = arriving();
	await receive(1000, 1500);
	expect(request.destroyed).toBe(false);
	request.resume();
	await receive(1000, 100);
	request.pause();
	await vi.advanceTimersByTimeAsync(1500);
	expect(request.destroyed).toBe(false);
});

test('the watch ends with the body: nothing ends a connection that waits for its answer', async () => {
	const { request, receive } = arriving();
	request.resume();
	await receive(1000, 10);
	request.end();
	await vi.advanceTimersByTimeAsync(10);
	expect(vi.getTimerCount()).toBe(0);
});

test('a sender who falls silent after 100 bytes of 1,000 is cut off', async () => {
	vi.useRealTimers();
	const server = createServer((incoming) => {
		watchPace(incoming, { everyMs: 20, leastBytes: 500 });
		incoming.on('error', () => {}).resume();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const outgoing = send({ port, host: '127.0.0.1', method: 'POST', headers: { 'content-length': '1000' } });
	outgoing.write(Buffer.alloc(100));
	const [error] = await once(outgoing, 'error');
	expect(error).toMatchObject({ code: 'ECONNRESET' });
	server.close();
});
