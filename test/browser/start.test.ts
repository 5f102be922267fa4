import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { idleSeconds } from '../support/idle-seconds.ts';
import { freePort, productEnvironment, startProduct, type Product } from '../support/product.ts';

let product: Product;

beforeAll(async () => {
	product = await startProduct();
});
afterAll(() => product.stop());

function startFails(environment: Record<string, string>): Promise<{ code: number | null; text: string }> {
	return new Promise((resolve) => {
		const child = spawn(process.execPath, ['build/start.js'], {
			env: { PATH: process.env.PATH ?? '', MUSTER_DATA_DIR: product.database.io.dataFolder, ...environment },
			stdio: ['ignore', 'ignore', 'pipe']
		});
		let text = '';
		child.stderr.setEncoding('utf8').on('data', (part: string) => (text += part));
		child.on('close', (code) => resolve({ code, text: text.replace(/^Node\.js .*\n/, '') }));
	});
}

describe('every answer carries the security headers', () => {
	const asset = () =>
		`/_app/immutable/entry/${readdirSync('build/client/_app/immutable/entry').find((name) => name.endsWith('.js'))}`;
	const sameSite = () => ({ origin: product.origin, 'content-type': 'application/x-www-form-urlencoded' });
	test.each([
		['a page', () => ['/login', {}], 200],
		['its data', () => ['/login/__data.json', {}], 200],
		['a page that does not exist', () => ['/nothing-here', {}], 404],
		['a static file', () => ['/favicon.svg', {}], 200],
		['a hashed asset', () => [asset(), {}], 200],
		['HEAD', () => ['/login', { method: 'HEAD' }], 200],
		[
			'a write from another site',
			() => ['/login', { method: 'POST', headers: { origin: 'http://evil.example' } }],
			403
		],
		['a body over 512 KB', () => ['/login', { method: 'POST', body: 'a'.repeat(524_289), headers: sameSite() }], 413],
		[
			'a failed sign-in',
			() => ['/login', { method: 'POST', body: 'email=a&password=b', headers: { ...sameSite(), accept: 'text/html' } }],
			400
		]
	] as [string, () => [string, RequestInit], number][])('%s', async (_, request, status) => {
		const [path, init] = request();
		const { headers, status: actual } = await fetch(product.origin + path, { redirect: 'manual', ...init });
		expect(actual).toBe(status);
		expect(Object.fromEntries(headers)).toMatchObject({
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'same-origin',
			'x-frame-options': 'DENY',
			'cross-origin-opener-policy': 'same-origin',
			'cross-origin-resource-policy': 'same-origin'
		});
		expect(headers.get('content-security-policy')).toMatch(/default-src 'none';.*frame-ancestors 'none'/);
		const isAsset = path.startsWith('/_app/immutable');
		expect(headers.get('cache-control')).toBe(isAsset ? 'public,max-age=31536000,immutable' : 'private, no-store');
		expect([headers.get('server'), headers.get('x-powered-by'), headers.get('access-control-allow-origin')]).toEqual([
			null,
			null,
			null
		]);
	});
});

test.skipIf(!existsSync('/dev/full'))(
	'with its log on a disk that is full it starts, answers, refuses and ends with code 0',
	async () => {
		const full = openSync('/dev/full', 'w');
		const port = await freePort();
		const child = spawn(process.execPath, ['build/start.js'], {
			env: { PATH: process.env.PATH ?? '', PORT: String(port), ...productEnvironment(product.database) },
			stdio: ['ignore', 'ignore', full]
		});
		closeSync(full);
		const ended = once(child, 'exit') as Promise<[number | null]>;
		const status = (path: string, init: RequestInit = {}) =>
			fetch(`http://127.0.0.1:${port}${path}`, init).then(
				(response) => response.status,
				() => 0
			);
		await expect.poll(() => status('/healthz')).toBe(200);
		const headers = { origin: 'http://evil.example' };
		expect(await status('/login', { method: 'POST', headers })).toBe(403);
		expect(await status('/login')).toBe(200);
		child.kill('SIGTERM');
		expect((await ended)[0]).toBe(0);
	}
);

describe('a start that cannot work ends with code 1 and one plain line', () => {
	test('when the port is taken', async () => {
		const taken = createServer();
		await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
		const { port } = taken.address() as AddressInfo;
		const { ownerUrl, appUrl } = product.database;
		const failure = await startFails({ PORT: String(port), DATABASE_URL: ownerUrl, DATABASE_APP_URL: appUrl });
		taken.close();
		expect(failure).toEqual({
			code: 1,
			text: `Port ${port} is in use. Stop the other program, or set PORT to a free one.\n`
		});
	});

	test.each([
		[
			{ NODE_ENV: 'development' },
			'NODE_ENV must be production, or unset, for npm start: other values switch off protections.\n'
		],
		[
			{ HOST: '0.0.0.0' },
			'HOST is 0.0.0.0, so others can reach this server: set ORIGIN to the address they type, such as https://muster.example.org.\n'
		],
		[
			{ PORT: 'x', LOG_LEVEL: 'y' },
			'PORT must be a port number from 0 to 65535.\nLOG_LEVEL must be debug, info, warn, error, fatal or silent.\n'
		],
		[
			{ DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' },
			'DATABASE_URL: no PostgreSQL answers there. Is it running, and are host and port right?\n'
		]
	])('with %o', async (environment, text) => {
		expect(await startFails(environment)).toEqual({ code: 1, text });
	});

	test('with a wrong password for the database', async () => {
		const url = new URL(product.database.ownerUrl);
		url.password = 'wrong';
		expect(await startFails({ DATABASE_URL: url.href })).toEqual({
			code: 1,
			text: 'DATABASE_URL or DATABASE_APP_URL: the server refuses this user and password.\n'
		});
	});
});

test('SIGTERM under load: answers that were begun are finished, then code 0 within 30 s', async () => {
	const own = await startProduct();
	const answers: number[] = [];
	let hasEnded = false;
	// Refused connections after the stop are 0; an answer that is cut off fails the test.
	const ask = async () => {
		const response = await fetch(`${own.origin}/login`).catch(() => null);
		const text = await response?.text();
		answers.push(response ? (text?.includes('</html>') ? response.status : -1) : 0);
	};
	const load = Array.from({ length: 20 }, async () => {
		while (!hasEnded) await ask();
	});
	await expect.poll(() => answers.length).toBeGreaterThan(100);
	let code: number | null = null;
	const seconds = await idleSeconds(async () => {
		const ended = once(own.process, 'exit') as Promise<[number | null]>;
		own.process.kill('SIGTERM');
		own.process.kill('SIGTERM');
		[code] = await ended;
	});
	hasEnded = true;
	await Promise.all(load);
	await own.stop();
	expect([code, seconds < 30]).toEqual([0, true]);
	expect(new Set(answers.filter((status) => status !== 0))).toEqual(new Set([200]));
	// The import of the library's other cases, which a start begins, ends without a word.
	expect(own.output()).not.toMatch(/CONNECTION_|could not be imported|An import failed/);
});
