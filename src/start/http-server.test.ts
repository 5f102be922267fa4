import { connect } from 'node:net';
import { Agent, request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLog, type Log } from '../lib/server/log.ts';
import { siteServer } from './http-server.ts';
import { MOST_UNANSWERED } from './requests-in-turn.ts';

const ONE_MEGABYTE = 1024 ** 2;
let server: Server;
let port: number;
let reached: string[];
const logged: object[] = [];

beforeAll(async () => {
	reached = [];
	server = siteServer(
		{ origin: 'http://127.0.0.1:1', allowedHosts: ['proxy.internal'], uploadLimitBytes: ONE_MEGABYTE, log: keptLog() },
		(incoming, response) => {
			reached.push(incoming.url ?? '');
			incoming.resume().on('end', () => response.end('site'));
		}
	);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

function keptLog(): Log {
	return openLog('info', { write: (line) => void logged.push(JSON.parse(line) as object) });
}

interface Answer {
	status: number;
	headers: IncomingHttpHeaders;
	text: string;
}

function ask(
	path: string,
	options: { method?: string; headers?: Record<string, string>; body?: Buffer; agent?: Agent } = {}
): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const { method = 'GET', headers = {}, body, agent } = options;
		const outgoing = request(
			{ host: '127.0.0.1', port, path, method, agent, headers: { Host: '127.0.0.1:1', ...headers } },
			(response) => {
				let text = '';
				response.setEncoding('utf8').on('data', (part: string) => (text += part));
				response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
			}
		);
		outgoing.on('error', reject);
		outgoing.end(body);
	});
}

function raw(text: string): Promise<string> {
	return new Promise((resolve) => {
		let answer = '';
		const socket = connect(port, '127.0.0.1', () => socket.write(text));
		socket.setEncoding('latin1').on('data', (part: string) => (answer += part));
		socket.on('close', () => resolve(answer));
		socket.on('error', () => resolve(answer));
	});
}

describe('headers', () => {
	test.each([
		['a page', '/', {}, 200],
		['a refused host', '/', { Host: 'evil.example' }, 421],
		['a redirect', '/', { Host: 'localhost:1' }, 307]
	])('%s carries all of the baseline', async (_, path, headers, status) => {
		const answer = await ask(path, { headers });
		expect(answer.status).toBe(status);
		expect(answer.headers).toMatchObject({
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'same-origin',
			'x-frame-options': 'DENY',
			'cross-origin-opener-policy': 'same-origin',
			'cross-origin-resource-policy': 'same-origin',
			'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
			'cache-control': 'private, no-store'
		});
		expect(answer.headers['permissions-policy']).toContain('camera=()');
		expect([
			answer.headers.server,
			answer.headers['x-powered-by'],
			answer.headers['access-control-allow-origin']
		]).toEqual([undefined, undefined, undefined]);
	});

	test('only a site on https promises to stay there', async () => {
		expect((await ask('/')).headers['strict-transport-security']).toBeUndefined();
		const secure = siteServer({ origin: 'https://m.example', allowedHosts: [], uploadLimitBytes: 1 }, (_, response) =>
			response.end()
		);
		await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
		const url = `http://127.0.0.1:${(secure.address() as AddressInfo).port}/healthz`;
		expect((await fetch(url)).headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
		secure.close();
	});
});

describe('the Host header', () => {
	test.each([
		['127.0.0.1:1', 200],
		['PROXY.internal', 200],
		['localhost:1', 307],
		['[::1]:1', 307],
		['localhost:2', 421],
		['127.0.0.1:1.evil.example', 421],
		['evil.example', 421]
	])('%s is answered with %d', async (host, status) => {
		expect((await ask('/', { headers: { Host: host } })).status).toBe(status);
	});

	test('what is refused for its host or its size is a line of the log, with method and status and nothing of what was sent', async () => {
		const before = logged.length;
		await ask('/zqpath', { headers: { Host: 'zqhost.example' } });
		await ask('/zqpath', { method: 'POST', headers: { 'content-length': '99999999' } }).catch(() => undefined);
		await ask('/', {});
		await expect.poll(() => logged.length).toBe(before + 2);
		expect(logged.slice(before)).toMatchObject([
			{ method: 'GET', status: 421 },
			{ method: 'POST', status: 413 }
		]);
		expect(JSON.stringify(logged)).not.toContain('zq');
	});

	test('a form sent to another name of the machine is not redirected but refused', async () => {
		expect((await ask('/login', { method: 'POST', headers: { Host: 'localhost:1' } })).status).toBe(421);
	});

	test('health is answered under any name', async () => {
		expect((await ask('/healthz', { headers: { Host: '10.0.0.7' } })).status).toBe(200);
	});

	test('two of them, or a whole URL as the path, are a bad request', async () => {
		const two = await raw('GET / HTTP/1.1\r\nHost: 127.0.0.1:1\r\nHost: evil.example\r\nConnection: close\r\n\r\n');
		const absolute = await raw('GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1:1\r\nConnection: close\r\n\r\n');
		expect([two.slice(9, 12), absolute.slice(9, 12)]).toEqual(['400', '400']);
	});

	test('the redirect leads to the origin with path and query', async () => {
		const { headers } = await ask('/login?next=%2Fo', { headers: { Host: 'localhost:1' } });
		expect(headers.location).toBe('http://127.0.0.1:1/login?next=%2Fo');
	});
});

describe('bodies', () => {
	const csv = { 'Content-Type': 'text/csv' };
	const post = (path: string, size: number, headers: Record<string, string> = csv) =>
		ask(path, { method: 'POST', headers, body: Buffer.alloc(size) });

	test('524,288 bytes pass everywhere, one more passes only as an upload', async () => {
		expect((await post('/login', 524_288)).status).toBe(200);
		expect((await post('/login', 524_289)).status).toBe(413);
		expect((await post('/o/acme/data/new', 524_289)).status).toBe(200);
		expect((await post('/o/acme/data/drafts/1/corrections', 524_289)).status).toBe(200);
		expect((await post('/o/acme/data/drafts/1/report', 524_289)).status).toBe(413);
	});

	test('a browser that sends a form of 524,289 bytes reads the limit of 512 kB in both languages, as a page', async () => {
		const { status, headers, text } = await post('/login', 524_289, { ...csv, Accept: 'text/html,*/*;q=0.8' });
		expect([status, headers['content-type']]).toEqual([413, 'text/html; charset=utf-8']);
		expect(text).toContain('512\u00a0kB at most');
		expect(text).toContain('512\u00a0ko au plus');
	});

	test('an upload over the limit of 1 MiB is refused before the site sees it', async () => {
		const before = reached.length;
		const answer = await post('/o/acme/data/new', ONE_MEGABYTE + 1);
		expect(answer.status).toBe(413);
		expect(reached.length).toBe(before);
		expect(JSON.parse(answer.text)).toEqual({
			issue: {
				code: 'FILE_TOO_LARGE',
				severity: 'fatal',
				details: { size: ONE_MEGABYTE + 1, limit: ONE_MEGABYTE }
			}
		});
	});

	test('a sender who goes on writing 8 MiB after the refusal of the first kilobyte reads it all the same', async () => {
		const answer = await new Promise<string>((resolve, reject) => {
			const socket = connect(port, '127.0.0.1');
			socket.write(
				`POST /login HTTP/1.1\r\nHost: 127.0.0.1:1\r\nContent-Length: ${8 * ONE_MEGABYTE}\r\n\r\n${'a'.repeat(1024)}`
			);
			let received = '';
			socket.setEncoding('latin1').on('error', reject);
			socket.once('data', () => socket.write(Buffer.alloc(8 * ONE_MEGABYTE - 1024)));
			socket.on('data', (part: string) => (received += part)).on('end', () => resolve(received));
		});
		expect([answer.slice(9, 12), answer.endsWith('larger than allowed here.\n')]).toEqual(['413', true]);
	});

	test('a form to the upload address stays small', async () => {
		const form = { 'Content-Type': 'multipart/form-data; boundary=x' };
		expect((await post('/o/acme/data/new', 524_289, form)).status).toBe(413);
	});

	test('a body of unknown length is taken as an upload only', async () => {
		const chunked = { ...csv, 'Transfer-Encoding': 'chunked' };
		expect((await post('/login', 10, chunked)).status).toBe(411);
		expect((await post('/o/acme/data/new', 10, chunked)).status).toBe(200);
	});
});

test('headers over 16 kB are answered with 431 and the server goes on', async () => {
	const answer = await raw(`GET / HTTP/1.1\r\nHost: 127.0.0.1:1\r\nX: ${'a'.repeat(17_000)}\r\n\r\n`);
	expect(answer.slice(9, 12)).toBe('431');
	expect((await ask('/')).status).toBe(200);
});

test('a header named __proto__ does no harm', async () => {
	const answer = await raw('GET / HTTP/1.1\r\nHost: 127.0.0.1:1\r\n__proto__: x\r\nConnection: close\r\n\r\n');
	expect(answer.slice(9, 12)).toBe('200');
});

test('content length and chunks at once are a bad request', async () => {
	const answer = await raw(
		'POST / HTTP/1.1\r\nHost: 127.0.0.1:1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'
	);
	expect(answer.slice(9, 12)).toBe('400');
});

test('of 1,000 requests in one packet 16 reach the site and the connection ends; 20 on one connection, each after the last answer, are served', async () => {
	reached.splice(0);
	const one = (more = '') => `GET /many HTTP/1.1\r\nHost: 127.0.0.1:1\r\n${more}\r\n`;
	await raw(one().repeat(1000));
	expect(reached).toEqual(Array<string>(MOST_UNANSWERED).fill('/many'));
	const fewer = await raw(one().repeat(MOST_UNANSWERED - 1) + one('Connection: close\r\n'));
	expect(fewer.match(/HTTP\/1\.1 200/g)).toHaveLength(MOST_UNANSWERED);
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	const inTurn = Array.from({ length: 20 }, () => ask('/turn', { agent }));
	expect((await Promise.all(inTurn)).map(({ status }) => status)).toEqual(Array<number>(20).fill(200));
	agent.destroy();
});
