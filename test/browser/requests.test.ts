import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccount, createOrganisation } from '../support/database.ts';
import { idleSeconds } from '../support/idle-seconds.ts';
import { startProduct, type Product } from '../support/product.ts';
import { visitor, type Visitor } from '../support/visitor.ts';

const PASSWORD = 'seven lost umbrellas';
let product: Product;
let cable: Cable;
let analyst: Visitor;
let slug: string;

beforeAll(async () => {
	cable = openCable();
	await cable.plug();
	product = await startProduct((database) => ({ DATABASE_APP_URL: cable.through(database.appUrl) }));
	const organisation = await createOrganisation(product.database.database);
	slug = organisation.slug;
	const options = {
		organisation: organisation.id,
		roles: ['analyst' as const, 'administrator' as const],
		password: PASSWORD
	};
	const { email } = await createAccount(product.database.database, options);
	analyst = visitor(product.origin);
	await analyst.post('/login', { email, password: PASSWORD });
});
afterAll(async () => {
	await product.stop();
	cable.unplug();
});

describe('writes from another site', () => {
	const foreign: [string, Record<string, string>][] = [
		['another port', { origin: 'http://127.0.0.1:9' }],
		['localhost against 127.0.0.1', { origin: 'http://localhost:3000', 'sec-fetch-site': 'cross-site' }],
		['Origin: null', { origin: 'null' }],
		['no Origin', {}]
	];
	const types = [
		'application/x-www-form-urlencoded',
		'multipart/form-data; boundary=x',
		'text/plain',
		'text/csv',
		'application/json',
		''
	];

	test.each(foreign)('from %s: 403 for every content type and method, no cookie, no effect', async (_, headers) => {
		for (const type of types) {
			for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
				for (const path of ['/logout', '/preferences', `/o/${slug}/settings?/save`]) {
					const answer = await analyst.send(path, {
						method,
						headers: { ...headers, ...(type ? { 'content-type': type } : {}) },
						body: 'name=Stolen&language=fr&theme=dark'
					});
					expect([type, method, path, answer.status]).toEqual([type, method, path, 403]);
					expect(answer.setCookies).toEqual([]);
				}
			}
		}
		const settings = await analyst.get(`/o/${slug}/settings`);
		expect(settings.status).toBe(200);
		expect(settings.text).not.toContain('Stolen');
		expect(settings.text).toContain('data-theme="system"');
	});

	test('the same form from the site itself is saved', async () => {
		const answer = await analyst.post(`/o/${slug}/settings?/save`, { name: 'Renamed', language: 'fr', zone: 'UTC' });
		expect(answer.status).toBe(200);
		expect((await analyst.get(`/o/${slug}/settings`)).text).toContain('Renamed');
	});
});

describe('headers', () => {
	test.each([
		['a page', '/', 200],
		['a missing page', '/nope', 404],
		['a refused page', '/o/nobody/people', 404],
		['data', '/login/__data.json', 200],
		['health', '/healthz', 200],
		['a redirect', '/login', 303],
		['a wrong method', '/logout', 405],
		['a static file', '/favicon.svg', 200]
	])('%s carries the baseline and says nothing of the server', async (_, path, status) => {
		const { headers, status: seen } = await analyst.get(path);
		expect(seen).toBe(status);
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('x-frame-options')).toBe('DENY');
		expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
		expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
		expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
		expect(headers.get('referrer-policy')).toMatch(/^(?:no-referrer|same-origin)$/);
		expect(headers.get('cache-control')).toMatch(/no-store/);
		expect(headers.get('server') ?? headers.get('x-powered-by')).toBeNull();
		expect(headers.get('access-control-allow-origin')).toBeNull();
		const type = headers.get('content-type');
		if (type?.startsWith('text/')) expect(type).toContain('charset=utf-8');
	});

	test('pages have a nonce of their own each time and no etag', async () => {
		const policies = await Promise.all([analyst.get('/login?x'), visitor(product.origin).get('/login')]);
		const nonces = policies.map(
			({ headers }) => /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1]
		);
		expect(nonces[1]).toMatch(/^.{16,}$/);
		expect(policies[1].headers.get('etag')).toBeNull();
		expect(policies[1].text).toContain(`nonce="${nonces[1]}"`);
	});
});

describe('a path that leads out of the site', () => {
	// Sent as it stands: a browser, and fetch, would tidy it.
	const statusOf = (path: string) =>
		new Promise<string>((resolve) => {
			const { hostname, port, host } = new URL(product.origin);
			let answer = '';
			const socket = connect(Number(port), hostname, () =>
				socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
			);
			socket.setEncoding('latin1').on('data', (part: string) => (answer += part));
			socket.on('error', () => resolve(answer)).on('close', () => resolve(answer));
		});

	test.each([
		'/../package.json',
		'/..%2fpackage.json',
		'/%2e%2e/%2e%2e/package.json',
		'/_app/../../package.json',
		'/_app/..%2f..%2fpackage.json',
		'/_app/immutable/%2e%2e%2f%2e%2e%2f%2e%2e%2fstart.js',
		'/..%5cpackage.json',
		'/%c0%ae%c0%ae/package.json',
		'/favicon.svg%00.txt',
		'/%00',
		'/%',
		'/cases/../../../start.js',
		`/${'a'.repeat(10_000)}`,
		'/CON',
		'/nul.txt'
	])('%s is 400 or 404 and gives no file', async (path) => {
		const answer = await statusOf(path);
		expect(answer).toMatch(/^HTTP\/1\.1 (?:400|404) /);
		expect(answer).not.toMatch(/"name":\s*"muster"|migrationsFolder|root:x:/);
	});
});

describe('while the database is unreachable', () => {
	test('pages are 503 with Retry-After in the reader’s language, the process is healthy, and all is well afterwards', async () => {
		cable.unplug();
		for (const path of [`/o/${slug}/people`, '/login']) {
			let answer!: Awaited<ReturnType<Visitor['get']>>;
			const seconds = await idleSeconds(async () => {
				answer = await analyst.get(path, { 'accept-language': 'fr' });
			});
			expect([path, seconds < 10]).toEqual([path, true]);
			expect([path, answer.status]).toEqual([path, 503]);
			expect(answer.headers.get('retry-after')).toBe('5');
			expect(answer.text).toContain('Muster ne joint pas sa base de données');
			expect(answer.text).not.toMatch(/ECONN|at .*\.js/);
		}
		expect((await analyst.get('/healthz')).status).toBe(200);
		expect(await analyst.get('/readyz')).toMatchObject({ status: 503, text: 'database down' });
		await cable.plug();
		await expect.poll(async () => (await analyst.get(`/o/${slug}/people`)).status).toBe(200);
		expect((await analyst.get('/readyz')).status).toBe(200);
	});
});

interface Cable {
	/** The same database, reached through this cable. */
	through(url: string): string;
	plug(): Promise<void>;
	unplug(): void;
}

/** A wire between product and database that a test can pull. */
function openCable(): Cable {
	let target = { host: '', port: 0 };
	let port = 0;
	let server: Server | null = null;
	const sockets = new Set<Socket>();
	return {
		through(url) {
			const through = new URL(url);
			target = { host: through.hostname, port: Number(through.port || 5432) };
			through.hostname = '127.0.0.1';
			through.port = String(port);
			return through.href;
		},
		plug: () =>
			new Promise((resolve) => {
				server = createServer((socket) => {
					const upstream = connect(target);
					for (const end of [socket, upstream]) {
						sockets.add(end);
						end.on('error', () => {}).on('close', () => [socket, upstream].forEach((one) => one.destroy()));
					}
					socket.pipe(upstream).pipe(socket);
				}).listen(port, '127.0.0.1', () => {
					port = (server?.address() as AddressInfo).port;
					resolve();
				});
			}),
		unplug() {
			server?.close();
			for (const socket of sockets) socket.destroy();
			sockets.clear();
		}
	};
}
