import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
	chmodSync,
	chownSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	rmSync,
	statSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { bundledProgram } from '../support/bundled-program.ts';
import { idleSeconds } from '../support/idle-seconds.ts';

const NOBODY = 65_534;
const PATIENCE_MS = 100_000;
// What a start reads; the program lies in node_modules.
const INSTALLATION = ['package.json', 'migrations', 'node_modules'];

interface App {
	process: ChildProcess;
	/** Everything printed so far. */
	output(): string;
	errors(): string;
	/** The exit code, once it has ended. */
	ended: Promise<number | null>;
}

let bundle: Awaited<ReturnType<typeof bundledProgram>>;
let folder: string;
let apps: App[];

beforeAll(async () => void (bundle = await bundledProgram('embedded-process')));
afterAll(() => bundle.remove());
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'muster-embedded-'));
	chmodSync(folder, 0o711);
	apps = [];
});
afterEach(async () => {
	for (const app of apps) app.process.kill('SIGKILL');
	await until(() => serverPid() === null || !isAlive(serverPid()), 'the server has ended');
	rmSync(folder, { recursive: true });
});

interface Start {
	uid?: number;
	gid?: number;
	cwd?: string;
	program?: string;
}

function startApp({ program = process.execPath, ...options }: Start = {}): App {
	const child = spawn(program, [relative(process.cwd(), bundle.path)], {
		// Empty counts as unset: this is about the embedded server, whatever the run's own is.
		env: {
			...process.env,
			DATABASE_URL: '',
			DATABASE_APP_URL: '',
			MUSTER_DATA_DIR: join(folder, 'data'),
			HOME: folder,
			NODE_ENV: 'production'
		},
		stdio: ['ignore', 'pipe', 'pipe'],
		...options
	});
	let [output, errors] = ['', ''];
	child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
	child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
	const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
	const app = { process: child, output: () => output, errors: () => errors, ended };
	apps.push(app);
	return app;
}

/** How nobody starts it: from copies where Node or the installation lie in a closed folder, such as root's home. */
function asNobody(): Start {
	const as = { uid: NOBODY, gid: NOBODY };
	const mayUse = (path: string) => spawnSync('ls', [path], { ...as, cwd: '/', stdio: 'ignore' }).status === 0;
	const copied = (paths: string[], name: string) => {
		const target = join(folder, name);
		mkdirSync(target);
		expect(spawnSync('cp', ['-r', ...paths, target]).status).toBe(0);
		return target;
	};
	const program = mayUse(process.execPath)
		? process.execPath
		: join(copied([process.execPath], 'bin'), basename(process.execPath));
	const cwd = mayUse(bundle.path) ? process.cwd() : copied(INSTALLATION, 'installation');
	return { ...as, program, cwd };
}

async function until(holds: () => boolean, what: string): Promise<void> {
	for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(20)) if (holds()) return;
	throw new Error(`Waited ${PATIENCE_MS} ms, but not: ${what}. ${apps.map((app) => app.errors()).join(' ')}`);
}

async function started(app: App): Promise<{ checksums: string; fsync: string; port: number; accounts: number }> {
	await until(() => app.output().includes('\n'), 'the application started');
	return JSON.parse(app.output().split('\n')[0]);
}

function cameBack(output: string): boolean {
	const down = output.indexOf('down\n');
	return down !== -1 && output.indexOf('up\n', down) !== -1;
}

function serverPid(): number | null {
	const file = join(folder, 'data', 'database', 'cluster', 'postmaster.pid');
	try {
		return Number(readFileSync(file, 'utf8').split('\n')[0]) || null;
	} catch {
		// No server is there, or it is just going.
		return null;
	}
}

function isAlive(pid: number | null): boolean {
	try {
		process.kill(pid ?? 0, 0);
		return pid !== null;
	} catch {
		return false;
	}
}

function secret(name: string): string {
	return readFileSync(join(folder, 'data', 'secrets', name), 'utf8').trim();
}

async function asOwner(port: number, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
	const sql = postgres({
		host: '127.0.0.1',
		port,
		user: 'muster_owner',
		pass: secret('database-owner-password'),
		database: 'muster',
		max: 1
	});
	try {
		await work(sql);
	} finally {
		await sql.end();
	}
}

const addAccount = (port: number) =>
	asOwner(
		port,
		(sql) => sql`insert into account (id, email, display_name, password_hash)
			values (gen_random_uuid(), 'a@example.org', 'A', 'none')`
	);

test('a first start makes a cluster with checksums and fsync on and secrets nobody else can read', async () => {
	const { checksums, fsync } = await started(startApp());
	expect([checksums, fsync]).toEqual(['on', 'on']);
	for (const name of ['master-key', 'database-owner-password', 'database-app-password']) {
		expect(statSync(join(folder, 'data', 'secrets', name)).mode & 0o777).toBe(0o600);
	}
	expect(statSync(join(folder, 'data', 'database')).mode & 0o777).toBe(0o700);
});

test('a wrong password is refused', async () => {
	const { port } = await started(startApp());
	const sql = postgres({ host: '127.0.0.1', port, user: 'muster_owner', pass: 'guess', database: 'muster', max: 1 });
	await expect(sql`select 1`).rejects.toThrow('password authentication failed');
	await sql.end();
});

test('the server never runs as root', async () => {
	await started(startApp());
	const status = readFileSync(`/proc/${serverPid()}/status`, 'utf8');
	expect(Number(/^Uid:\s+(\d+)/m.exec(status)?.[1])).toBeGreaterThan(0);
});

test('an ordinary user starts it too, and the server runs under that user', async () => {
	const isRoot = process.getuid?.() === 0;
	if (isRoot) chownSync(folder, NOBODY, NOBODY);
	await started(startApp(isRoot ? asNobody() : {}));
	expect(statSync(join(folder, 'data', 'database', 'cluster')).uid).toBe(isRoot ? NOBODY : process.getuid?.());
});

test('a second application on the same folder is refused with one line that names the first', async () => {
	const first = startApp();
	await started(first);
	const second = startApp();
	expect(await second.ended).toBe(1);
	expect(second.errors()).toBe(
		`Muster already runs on the data folder ${join(folder, 'data')}: process ${first.process.pid}, ` +
			'http://127.0.0.1:4711. Stop that one, or set MUSTER_DATA_DIR to another folder.\n'
	);
	expect(first.process.exitCode).toBeNull();
});

test('when the server is killed it is back on the same port within 10 s, with its data', async () => {
	const app = startApp();
	const { port } = await started(app);
	await addAccount(port);
	const former = serverPid();
	const printed = app.output().length;
	process.kill(former ?? 0, 'SIGKILL');
	const isBack = () => until(() => cameBack(app.output().slice(printed)), 'the database went down and came up');
	expect(await idleSeconds(isBack)).toBeLessThan(10);
	expect(serverPid()).not.toBe(former);
	await asOwner(port, async (sql) => expect(await sql`select email from account`).toHaveLength(1));
});

test('when the application is killed its server ends by itself, and the next start has the data', async () => {
	const app = startApp();
	await addAccount((await started(app)).port);
	const server = serverPid();
	app.process.kill('SIGKILL');
	await until(() => !isAlive(server), 'the server ended');
	expect((await started(startApp())).accounts).toBe(1);
});

test('a start right after both were killed recovers', async () => {
	const app = startApp();
	await addAccount((await started(app)).port);
	process.kill(serverPid() ?? 0, 'SIGKILL');
	app.process.kill('SIGKILL');
	await app.ended;
	expect((await started(startApp())).accounts).toBe(1);
});

test('a start that was killed while it made the cluster is made good by the next', async () => {
	const first = startApp();
	const isMaking = (name: string) => name.startsWith('unfinished-cluster-');
	const home = join(folder, 'data', 'database');
	await until(() => existsSync(home) && readdirSync(home).some(isMaking), 'the cluster is being made');
	first.process.kill('SIGKILL');
	await first.ended;
	expect((await started(startApp())).accounts).toBe(0);
});

test('SIGTERM ends the application with code 0 and leaves no server and no lock; without its secrets the next start names the folder', async () => {
	const app = startApp();
	await started(app);
	const server = serverPid();
	app.process.kill('SIGTERM');
	expect(await app.ended).toBe(0);
	expect([isAlive(server), existsSync(join(folder, 'data', 'muster.lock'))]).toEqual([false, false]);
	rmSync(join(folder, 'data', 'secrets'), { recursive: true });
	const again = startApp();
	expect(await again.ended).toBe(1);
	const database = join(folder, 'data', 'database');
	expect(again.errors()).toBe(
		`The database in ${database} was made with other passwords than those in ${join(folder, 'data', 'secrets')}. ` +
			`Put the secrets folder back that it was made with; or, to begin with an empty one, move ${database} away.\n`
	);
});
