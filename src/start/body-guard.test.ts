import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { watchPace } from './body-guard.ts';

let server: Server;
afterEach(() => server.close());

/** Sends `parts` bodies of 1,000 bytes, one every `pauseMs`; resolves with the bytes the server saw, or null when cut off. */
async function send(parts: number, pauseMs: number, readDelayMs = 0): Promise<number | null> {
	server = createServer((incoming, response) => {
		watchPace(incoming, { everyMs: 400, leastBytes: 500 });
		setTimeout(() => {
			let bytes = 0;
			incoming.on('data', (chunk: Buffer) => (bytes += chunk.length)).on('end', () => response.end(String(bytes)));
			incoming.on('error', () => {});
		}, readDelayMs);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const outgoing = request({ port, host: '127.0.0.1', method: 'POST' });
	const answer = new Promise<number | null>((resolve) => {
		outgoing.on('response', (response) =>
			response.setEncoding('utf8').on('data', (text: string) => resolve(Number(text)))
		);
		outgoing.on('error', () => resolve(null));
	});
	for (let part = 0; part < parts && !outgoing.destroyed; part++) {
		outgoing.write(Buffer.alloc(1000));
		await sleep(pauseMs);
	}
	outgoing.end();
	return answer;
}

test('1,000 bytes every 50 ms are steady enough for 500 every 400 ms, over 20 parts', async () => {
	expect(await send(20, 50)).toBe(20_000);
});

test('1,000 bytes every 1,000 ms are not', async () => {
	expect(await send(3, 1000)).toBeNull();
});

test('a sender is not blamed for a server that reads 1,500 ms late', async () => {
	expect(await send(2, 650, 1500)).toBe(2000);
});
