import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { siteServer } from './http-server.ts';
import { openMetrics } from './metrics.ts';

const TOKEN = 'a-token-of-the-operator';
let servers: Server[];
let origin: string;
let without: string;

async function listening(metrics: ReturnType<typeof openMetrics> | null): Promise<[Server, string]> {
	const site = { origin: 'http://127.0.0.1:1', allowedHosts: ['127.0.0.1'], uploadLimitBytes: 1000 };
	const server = siteServer(
		site,
		(request, response) => {
			response.statusCode = request.url === '/none' ? 404 : 200;
			response.end('site');
		},
		metrics
	);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	site.allowedHosts.push(`127.0.0.1:${(server.address() as AddressInfo).port}`);
	return [server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
}

beforeAll(async () => {
	const [first, second] = [await listening(openMetrics(TOKEN, '0.1.0')), await listening(null)];
	servers = [first[0], second[0]];
	[origin, without] = [first[1], second[1]];
});
afterAll(() => servers.forEach((server) => server.close()));

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
	fetch(origin + path, { method, headers });

test('without the token, with another one and by POST the address does not exist', async () => {
	const statuses = [
		(await ask('/metrics')).status,
		(await ask('/metrics', { authorization: 'Bearer guess' })).status,
		(await ask('/metrics', { authorization: `Bearer ${TOKEN}` }, 'POST')).status
	];
	expect(statuses).toEqual([404, 404, 404]);
});

test('off, it is an address of the site like any other', async () => {
	expect(await (await fetch(`${without}/metrics`)).text()).toBe('site');
});

test('2 answers found and 1 not found are counted by class, each once in the histogram, without their addresses', async () => {
	for (const path of ['/o/secret-company', '/', '/none']) await (await ask(path)).text();
	const answer = await ask('/metrics', { authorization: `Bearer ${TOKEN}` });
	expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
	await expect
		.poll(async () => (await ask('/metrics', { authorization: `Bearer ${TOKEN}` })).text())
		.toContain('muster_http_seconds_count 3');
	const text = await (await ask('/metrics', { authorization: `Bearer ${TOKEN}` })).text();
	const lines = text.split('\n');
	expect(lines).toContain('muster_http_answers_total{status="2xx"} 2');
	expect(lines).toContain('muster_http_answers_total{status="4xx"} 1');
	expect(lines).toContain('muster_http_seconds_bucket{le="+Inf"} 3');
	expect(lines).toContain('muster_http_open 0');
	expect(lines).toContain('muster_info{version="0.1.0"} 1');
	expect(text).not.toContain('secret-company');
	const samples = lines.filter((line) => line !== '' && !line.startsWith('#'));
	// Name and labels without a space, then a number.
	const isSample = (line: string) =>
		/^[a-z_]+(?:\{[a-z]+="[^" ]*"\})? [^ ]+$/.test(line) && Number(line.split(' ')[1]) >= 0;
	expect(samples.filter((line) => !isSample(line))).toEqual([]);
});
