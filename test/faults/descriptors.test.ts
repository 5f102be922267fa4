import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { freePort, productEnvironment } from '../support/product.ts';

const CONNECTIONS = 2000;
const DESCRIPTORS = 256;
let db: TestDatabase;
let child: ChildProcess;
let port: number;
let output = '';

beforeAll(async () => {
	db = await testDatabase();
	port = await freePort();
	child = spawn('bash', ['-c', `ulimit -n ${DESCRIPTORS} && exec "$0" build/start.js`, process.execPath], {
		env: { PATH: process.env.PATH ?? '', PORT: String(port), ...productEnvironment(db) },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	for (const stream of [child.stdout, child.stderr])
		stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
	await expect.poll(() => output).toContain('Muster answers on');
});
afterAll(async () => {
	const ended = once(child, 'exit');
	child.kill('SIGTERM');
	await ended;
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
	const before = readdirSync(`/proc/${child.pid}/fd`).length;
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
	await expect.poll(() => readdirSync(`/proc/${child.pid}/fd`).length).toBeGreaterThan(DESCRIPTORS - 20);
	expect([child.exitCode, child.signalCode]).toEqual([null, null]);
	for (const socket of sockets) socket.destroy();
	await expect.poll(status).toBe(200);
	await expect.poll(() => readdirSync(`/proc/${child.pid}/fd`).length).toBeLessThan(before + 20);
	expect(output).not.toMatch(/An error that nothing handled/);
});
