import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { freePort, productEnvironment } from '../support/product.ts';
import { startWrapped, type WrappedProduct } from './wrapped-product.ts';

const CONNECTIONS = 2000;
const DESCRIPTORS = 256;
let db: TestDatabase;
let app: WrappedProduct;
let port: number;

beforeAll(async () => {
	db = await testDatabase();
	port = await freePort();
	const limited = ['bash', '-c', `ulimit -n ${DESCRIPTORS} && exec "$0" build/start.js`, process.execPath];
	app = await startWrapped(limited, { PORT: String(port), ...productEnvironment(db) });
});
afterAll(async () => {
	await app?.stop();
	await db.drop();
});

const status = () =>
	fetch(`http://127.0.0.1:${port}/login`, { headers: { connection: 'close' } }).then(
		async (response) => {
			await response.text();
			return response.status;
		},
		() => 0
	);

test(`R11: with ${DESCRIPTORS} descriptors and ${CONNECTIONS} connections it lives, and answers once they are gone`, async () => {
	expect(await status()).toBe(200);
	const before = readdirSync(`/proc/${app.child.pid}/fd`).length;
	let settled = 0;
	const sockets: Socket[] = Array.from({ length: CONNECTIONS }, () => {
		const socket = connect(port, '127.0.0.1');
		let isSettled = false;
		const settle = () => {
			if (!isSettled) settled++;
			isSettled = true;
		};
		return socket.once('connect', settle).on('error', settle).on('close', settle);
	});
	await expect.poll(() => settled).toBe(CONNECTIONS);
	await expect.poll(() => readdirSync(`/proc/${app.child.pid}/fd`).length).toBeGreaterThan(DESCRIPTORS - 20);
	expect([app.child.exitCode, app.child.signalCode]).toEqual([null, null]);
	for (const socket of sockets) socket.destroy();
	await expect.poll(status).toBe(200);
	await expect.poll(() => readdirSync(`/proc/${app.child.pid}/fd`).length).toBeLessThan(before + 20);
	expect(app.output()).not.toMatch(/An error that nothing handled/);
});
