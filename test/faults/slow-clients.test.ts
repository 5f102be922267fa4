import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProduct, type Product } from '../support/product.ts';
import { MOST_UNANSWERED } from '../../src/start/requests-in-turn.ts';
import { openCompany } from './company.ts';
import { quantile } from './readers.ts';
import { SCALE } from './scale.ts';

const CONNECTIONS = SCALE.seconds > 60 ? 1000 : 200;
const HEADER_SECONDS = 10;
const BODY_IDLE_SECONDS = 30;
const SILENT_SECONDS = 120;
const CHECK_SECONDS = 8;
let product: Product;

beforeAll(async () => {
	product = await startProduct();
});
afterAll(() => product.stop());

const descriptors = () => readdirSync(`/proc/${product.process.pid}/fd`).length;

interface SlowSocket {
	socket: Socket;
	/** Seconds after which the server ended it; null while it is open. */
	closedAfter: number | null;
}

function open(begin: string, isReading: boolean): SlowSocket {
	const { hostname, port } = new URL(product.origin);
	const socket = connect(Number(port), hostname);
	const slow: SlowSocket = { socket, closedAfter: null };
	const start = performance.now();
	socket.on('error', () => {});
	socket.once('close', () => (slow.closedAfter ??= (performance.now() - start) / 1000));
	socket.write(begin.replace('HOST', `${hostname}:${port}`));
	if (isReading) socket.resume();
	return slow;
}

const KINDS = [
	{
		name: 'headers',
		begin: 'GET /login HTTP/1.1\r\nHost: HOST\r\nX-Slow: ',
		drip: 'a',
		reads: true,
		within: HEADER_SECONDS
	},
	{
		name: 'body',
		begin:
			'POST /login HTTP/1.1\r\nHost: HOST\r\nOrigin: http://HOST\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n',
		drip: '',
		reads: true,
		within: BODY_IDLE_SECONDS
	},
	{
		name: 'reading',
		// As many as one connection may have unanswered: what is not read of them fits into the system's own buffers.
		begin: 'GET /library HTTP/1.1\r\nHost: HOST\r\n\r\n'.repeat(MOST_UNANSWERED),
		drip: '',
		reads: false,
		within: SILENT_SECONDS
	}
];

test.each(KINDS)(
	`R08: ${CONNECTIONS} connections slow in $name are ended within $within s, and others are served`,
	async (kind) => {
		const before = descriptors();
		const sockets = Array.from({ length: CONNECTIONS }, () => open(kind.begin, kind.reads));
		const probes: number[] = [];
		// Who does not read does not see the end either: counted where the server counts.
		const isOver = () => descriptors() < before + 20 && probes.length > 2;
		const began = performance.now();
		for (
			const deadline = Date.now() + (kind.within + CHECK_SECONDS + 60) * 1000;
			Date.now() < deadline && !isOver();
			await sleep(1000)
		) {
			for (const { socket, closedAfter } of sockets) if (kind.drip && closedAfter === null) socket.write(kind.drip);
			const start = performance.now();
			const response = await fetch(`${product.origin}/login`);
			await response.text();
			probes.push(performance.now() - start);
			expect(response.status).toBe(200);
		}
		const seconds = (performance.now() - began) / 1000;
		for (const { socket } of sockets) socket.destroy();
		console.log(
			`R08 ${kind.name}: all ended after ${seconds.toFixed(0)} s, other pages 99 % within ${quantile(probes, 0.99).toFixed(0)} ms`
		);
		expect(isOver()).toBe(true);
		expect(seconds).toBeLessThan(kind.within + CHECK_SECONDS);
		expect(quantile(probes, 0.99)).toBeLessThan(SCALE.slowestMs);
		await expect.poll(descriptors).toBeLessThan(before + 20);
	}
);

test('R08: an upload that is slow but steady is taken to its end', async () => {
	const company = await openCompany(product.database.io, product.origin);
	const seconds = Math.min(SCALE.slowSeconds, 100);
	const lines = 'person_id,hire_date\n' + Array.from({ length: 50_000 }, (_, i) => `p${i},2020-01-01\n`).join('');
	const part = Buffer.from(lines);
	let sent = 0;
	const body = new ReadableStream({
		async pull(controller) {
			if (sent++ === seconds) return controller.close();
			controller.enqueue(part);
			await sleep(1000);
		}
	});
	const path = `/o/${company.organisation.slug}/data/new?kind=roster&name=steady&file=steady.csv`;
	const headers = { origin: product.origin, cookie: company.cookie, 'content-type': 'text/csv' };
	const init = { method: 'POST', headers, body, duplex: 'half' };
	const response = await fetch(product.origin + path, init as RequestInit);
	expect(response.status).toBe(201);
});
