import { spawn, type ChildProcess } from 'node:child_process';
import {
	chmodSync,
	chownSync,
	existsSync,
	mkdirSync,
	openSync,
	closeSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { embeddedBinaries, serverUser, type DatabaseBinaries, type ServerUser } from './embedded-binaries.ts';
import type { Log } from './log.ts';

export interface EmbeddedDatabase {
	port: number;
	/** URL of the superuser, for migrations only. */
	ownerUrl(database: string): string;
	/** Process id of the running server; null while it is down. */
	pid(): number | null;
	stop(): Promise<void>;
}

export interface EmbeddedOptions {
	/** Holds the cluster, its log and, if need be, a copy of the programs. */
	folder: string;
	ownerPassword: string;
	log: Log;
	/** Server settings beside our own, for tests. */
	settings?: Record<string, string>;
}

export const OWNER_ROLE = 'muster_owner';
const READY_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 20_000;
const LOG_BYTES = 5_000_000;

// Muster logs its own errors; the server's could carry cell contents in their text, details and context.
const SETTINGS: Record<string, string> = {
	listen_addresses: '127.0.0.1',
	unix_socket_directories: '',
	timezone: 'UTC',
	max_connections: '60',
	client_connection_check_interval: '5s',
	idle_in_transaction_session_timeout: '120s',
	log_min_messages: 'log',
	log_min_error_statement: 'panic',
	log_error_verbosity: 'terse',
	jit: 'off'
};

/** Starts PostgreSQL in `folder` (made at the first start), restarts it whenever it dies, until `stop`. */
export async function startEmbeddedDatabase(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
	const server = await prepareServer(options);
	for (let attempt = 1; ; attempt++) {
		server.port = await freePort();
		try {
			await launch(server);
			break;
		} catch (error) {
			if (attempt === 3) throw error;
		}
	}
	return {
		port: server.port,
		ownerUrl: (database) =>
			`postgres://${OWNER_ROLE}:${encodeURIComponent(options.ownerPassword)}@127.0.0.1:${server.port}/${database}`,
		pid: () => server.child?.pid ?? null,
		stop: () => stop(server)
	};
}

interface Server {
	cluster: string;
	logFile: string;
	user: ServerUser | null;
	binaries: DatabaseBinaries;
	settings: Record<string, string>;
	log: Log;
	port: number;
	child: ChildProcess | null;
	isStopping: boolean;
	isReady: boolean;
}

async function prepareServer(options: EmbeddedOptions): Promise<Server> {
	const user = serverUser();
	mkdirSync(options.folder, { recursive: true, mode: 0o700 });
	if (user) openFolderTo(user, options.folder);
	const binaries = embeddedBinaries(user, options.folder);
	const cluster = join(options.folder, 'cluster');
	const server: Server = {
		cluster,
		logFile: join(options.folder, 'postgres.log'),
		user,
		binaries,
		settings: { ...SETTINGS, ...options.settings },
		log: options.log,
		port: 0,
		child: null,
		isStopping: false,
		isReady: false
	};
	if (existsSync(cluster)) await waitOutFormerServer(server);
	else await makeCluster(server, options);
	return server;
}

function openFolderTo(user: ServerUser, folder: string): void {
	chownSync(folder, user.uid, user.gid);
	chmodSync(folder, 0o700);
}

async function makeCluster(server: Server, { folder, ownerPassword }: EmbeddedOptions): Promise<void> {
	const unfinished = `${server.cluster}.new`;
	const passwordFile = join(folder, 'initial-password');
	rmSync(unfinished, { recursive: true, force: true });
	writeFileSync(passwordFile, ownerPassword + '\n', { mode: 0o600 });
	if (server.user) chownSync(passwordFile, server.user.uid, server.user.gid);
	try {
		await run(server, server.binaries.initdb, [
			`--pgdata=${unfinished}`,
			`--username=${OWNER_ROLE}`,
			`--pwfile=${passwordFile}`,
			'--encoding=UTF8',
			'--locale=C',
			'--auth=scram-sha-256',
			'--data-checksums',
			'--no-instructions'
		]);
	} finally {
		rmSync(passwordFile, { force: true });
	}
	renameSync(unfinished, server.cluster);
}

function spawnOptions(server: Server) {
	return {
		cwd: join(server.cluster, '..'),
		env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC', SystemRoot: process.env.SystemRoot },
		...(server.user ? { uid: server.user.uid, gid: server.user.gid } : {})
	};
}

function run(server: Server, program: string, args: string[]): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, { ...spawnOptions(server), stdio: ['ignore', 'ignore', 'pipe'] });
		let problem = '';
		child.stderr.setEncoding('utf8').on('data', (text: string) => (problem = (problem + text).slice(-2000)));
		child.on('error', reject);
		child.on('close', (code) => {
			if (code === 0) resolve();
			else reject(new Error(`The embedded database could not be set up: ${problem.trim().replaceAll('\n', ' ')}`));
		});
	});
}

// A server whose application was killed is shutting down by itself, or was left over: it is ended before ours starts.
async function waitOutFormerServer(server: Server): Promise<void> {
	const deadline = Date.now() + STOP_WITHIN_MS;
	for (let attempt = 0; ; attempt++) {
		const pid = postmaster(server)?.pid;
		if (!pid || !isServer(pid, server)) return;
		if (attempt % 25 === 0) signal(pid, attempt < 250 ? 'SIGINT' : 'SIGQUIT');
		if (Date.now() > deadline) {
			throw new Error(`Another PostgreSQL (process ${pid}) holds ${server.cluster} and does not stop.`);
		}
		await sleep(40);
	}
}

function postmaster(server: Server): { pid: number; status: string } | null {
	try {
		const lines = readFileSync(join(server.cluster, 'postmaster.pid'), 'utf8').split('\n');
		return { pid: Number(lines[0]), status: (lines[7] ?? '').trim() };
	} catch {
		return null;
	}
}

function isServer(pid: number, server: Server): boolean {
	try {
		process.kill(pid, 0);
	} catch {
		return false;
	}
	if (process.platform !== 'linux') return true;
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(server.cluster);
	} catch {
		return false;
	}
}

function signal(pid: number, name: NodeJS.Signals): void {
	try {
		process.kill(pid, name);
	} catch {
		// Gone already.
	}
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.on('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const address = probe.address();
			probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});
}

async function launch(server: Server): Promise<void> {
	const child = spawnServer(server);
	server.child = child;
	server.isReady = false;
	let hasEnded = false;
	const ended = () => {
		hasEnded = true;
		releaseGuard(child);
		server.child = null;
		if (server.isReady && !server.isStopping) void restart(server);
	};
	child.once('error', ended).once('exit', ended);
	const deadline = Date.now() + READY_WITHIN_MS;
	while (!hasEnded && Date.now() < deadline) {
		const state = postmaster(server);
		if (state?.pid === child.pid && state?.status === 'ready') {
			server.isReady = true;
			return;
		}
		await sleep(15);
	}
	if (!hasEnded) child.kill('SIGQUIT');
	throw new Error(`The embedded database did not start; its log is ${server.logFile}.`);
}

// The guard ends the server when this process is gone, however it went: its end of the pipe closes with us.
const GUARDED = `( { read line <&3 || kill -INT $$; } </dev/null >/dev/null 2>&1 & ) ; exec "$0" "$@" 3<&-`;

function spawnServer(server: Server): ChildProcess {
	const settings = { ...server.settings, port: String(server.port) };
	const args = ['-D', server.cluster, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])];
	const output = openLog(server.logFile);
	try {
		if (process.platform === 'win32') {
			return spawn(server.binaries.postgres, args, { ...spawnOptions(server), stdio: ['ignore', output, output] });
		}
		return spawn('/bin/sh', ['-c', GUARDED, server.binaries.postgres, ...args], {
			...spawnOptions(server),
			detached: true,
			stdio: ['ignore', output, output, 'pipe']
		});
	} finally {
		closeSync(output);
	}
}

function openLog(path: string): number {
	if (existsSync(path) && statSync(path).size > LOG_BYTES) renameSync(path, `${path}.old`);
	return openSync(path, 'a', 0o600);
}

function releaseGuard(child: ChildProcess): void {
	const pipe = child.stdio[3] as Writable | undefined;
	pipe?.on('error', () => {});
	pipe?.end('ended\n');
}

async function restart(server: Server): Promise<void> {
	server.log.warn('The embedded database died; starting it again.');
	for (let pause = 100; !server.isStopping; pause = Math.min(pause * 2, 5000)) {
		try {
			await launch(server);
			server.log.info('The embedded database is back.');
			return;
		} catch {
			await sleep(pause);
		}
	}
}

async function stop(server: Server): Promise<void> {
	server.isStopping = true;
	const child = server.child;
	if (!child) return;
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	if (process.platform === 'win32')
		await run(server, server.binaries.pgCtl, ['stop', '-D', server.cluster, '-m', 'fast']);
	else child.kill('SIGINT');
	const impatience = setTimeout(() => child.kill('SIGQUIT'), STOP_WITHIN_MS);
	await ended;
	clearTimeout(impatience);
}
