import { createHash } from 'node:crypto';
import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { setTimeout } from 'node:timers';

/** One answer a reader got; status 0 where the connection ended instead. */
export interface Reading {
	/** The cookie it was asked with. */
	cookie: string;
	path: string;
	status: number;
	/** SHA-256 of the body without what is new in every answer. */
	body: string;
	milliseconds: number;
	/** Milliseconds after the readers began. */
	at: number;
}

export interface Readers {
	readings: Reading[];
	/** Resolves when every reader has his last answer. */
	stop(): Promise<Reading[]>;
}

const PATIENCE_MS = 60_000;
const NONCE = /nonce(?:="|-)[\w+/=]+/g;
const REFERENCE = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?=<\/code>)/g;

/** `count` readers on connections of their own, each asking for `paths` in turn with a pause after every answer; the first come one after the other within one pause. */
export function startReaders(options: {
	origin: string;
	/** One for each account that reads; the readers share them. */
	cookies: readonly string[];
	paths: readonly string[];
	count: number;
	pauseMs: number;
}): Readers {
	const agent = new Agent({ keepAlive: true, maxSockets: options.count });
	const readings: Reading[] = [];
	const began = performance.now();
	let isOver = false;
	const reader = async (number: number) => {
		// Nobody begins in the same millisecond as 200 others.
		await sleep((options.pauseMs * number) / options.count);
		const cookie = options.cookies[number % options.cookies.length];
		for (let turn = number; !isOver; turn++) {
			const path = options.paths[turn % options.paths.length];
			const start = performance.now();
			const { status, text } = await answerOf(agent, options.origin + path, cookie);
			const at = performance.now();
			readings.push({ cookie, path, status, body: fingerprint(text), milliseconds: at - start, at: at - began });
			await sleep(options.pauseMs * (0.5 + (number % 10) / 10));
		}
	};
	const all = Promise.all(Array.from({ length: options.count }, (_, number) => reader(number)));
	return {
		readings,
		async stop() {
			isOver = true;
			await all;
			agent.destroy();
			return readings;
		}
	};
}

/** Without what differs from one answer to the next though nothing changed. */
export function fingerprint(text: string): string {
	return createHash('sha256').update(text.replace(NONCE, '').replace(REFERENCE, '')).digest('hex');
}

export function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
}

/** How many readings had which status. */
export function statusCounts(readings: readonly Reading[]): Record<number, number> {
	const counts: Record<number, number> = {};
	for (const { status } of readings) counts[status] = (counts[status] ?? 0) + 1;
	return counts;
}

interface Answer {
	status: number;
	text: string;
	headers: IncomingHttpHeaders;
}

export function answerOf(agent: Agent, url: string, cookie: string, isFirst = true): Promise<Answer> {
	return new Promise((resolve) => {
		const lost = { status: 0, text: '', headers: {} };
		const ask = request(url, { agent, headers: { accept: 'text/html', cookie } }, (response) => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part));
			response.once('end', () =>
				resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString(), headers: response.headers })
			);
			response.once('error', () => resolve(lost));
		});
		const timer = setTimeout(() => ask.destroy(), PATIENCE_MS);
		ask
			.once('close', () => clearTimeout(timer))
			.once('error', () => {
				// As a browser does: a kept connection may have been ended while the request was on its way.
				if (isFirst && ask.reusedSocket) resolve(answerOf(agent, url, cookie, false));
				else resolve(lost);
			});
		ask.end();
	});
}
