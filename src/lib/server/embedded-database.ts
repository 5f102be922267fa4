import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { openCluster, OWNER_ROLE, postmaster, runProgram, spawnOptions, type Cluster } from './embedded-cluster.ts';
import type { Log } from './log.ts';

export interface EmbeddedDatabase {
	port: number;
	/** Where the cluster lies: the folder that was asked for, or the one that took its place. */
	folder: string;
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

const READY_WITHIN_MS = 120_000;
const FIRST_LAUNCH_MS = 8000;
const FAST_STOP_MS = 8000;
const LOG_BYTES = 5_000_000;

// Muster logs its own errors; the server's could carry cell contents in their text, details and context.
const SETTINGS: Record<string, string> = {
	listen_addresses: '127.0.0.1',
	unix_socket_directories: '',
	timezone: 'UTC',
	max_connections: '60',
	client_connection_check_interval: '5s',
	log_min_messages: 'log',
	log_min_error_statement: 'panic',
	log_error_verbosity: 'terse',
	jit: 'off'
};

/** Starts PostgreSQL in `folder` (made at the first start), restarts it whenever it dies, until `stop`. */
export async function startEmbeddedDatabase(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
	const { folder, ownerPassword, log } = options;
	const server: Server = {
		cluster: await openCluster(folder, ownerPassword, log),
		settings: { ...SETTINGS, ...options.settings },
		log,
		port: 0,
		child: null,
		isStopping: false,
		isReady: false
	};
	await launchOnFreePort(server);
	const password = encodeURIComponent(ownerPassword);
	return {
		port: server.port,
		folder: dirname(server.cluster.data),
		ownerUrl: (database) => `postgres://${OWNER_ROLE}:${password}@127.0.0.1:${server.port}/${database}`,
		pid: () => server.child?.pid ?? null,
		stop: () => stop(server)
	};
}

interface Server {
	cluster: Cluster;
	settings: Record<string, string>;
	log: Log;
	port: number;
	child: ChildProcess | null;
	isStopping: boolean;
	isReady: boolean;
}

// Another program may take the port before the server listens; backends of a killed server may hold its memory for a
// moment. Both pass.
async function launchOnFreePort(server: Server): Promise<void> {
	for (const deadline = Date.now() + FIRST_LAUNCH_MS; ; await sleep(250)) {
		server.port = await freePort();
		try {
			return await launch(server);
		} catch (error) {
			if (Date.now() > deadline) throw error;
		}
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
		const state = postmaster(server.cluster);
		if (state?.pid === child.pid && state?.status === 'ready') {
			server.isReady = true;
			return;
		}
		await sleep(15);
	}
	if (!hasEnded) child.kill('SIGQUIT');
	throw new Error(`The embedded database did not start; its log is ${server.cluster.logFile}.`);
}

// The guard ends the server when this process is gone, however it went: its end of the pipe closes with us.
const GUARDED = `( { read line <&3 || kill -INT $$; } </dev/null >/dev/null 2>&1 & ) ; exec "$0" "$@" 3<&-`;

function spawnServer({ cluster, settings, port }: Server): ChildProcess {
	const given = Object.entries({ ...settings, port: String(port) });
	const args = ['-D', cluster.data, ...given.flatMap(([key, value]) => ['-c', `${key}=${value}`])];
	const output = openServerLog(cluster.logFile);
	try {
		if (process.platform === 'win32') {
			return spawn(cluster.binaries.postgres, args, { ...spawnOptions(cluster), stdio: ['ignore', output, output] });
		}
		return spawn('/bin/sh', ['-c', GUARDED, cluster.binaries.postgres, ...args], {
			...spawnOptions(cluster),
			detached: true,
			stdio: ['ignore', output, output, 'pipe']
		});
	} finally {
		closeSync(output);
	}
}

function openServerLog(path: string): number {
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
	const { child, cluster } = server;
	if (!child) return;
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	if (process.platform === 'win32') {
		await runProgram(cluster, cluster.binaries.pgCtl, ['stop', '-D', cluster.data, '-m', 'fast']);
	} else {
		child.kill('SIGINT');
	}
	const impatience = setTimeout(() => child.kill('SIGQUIT'), FAST_STOP_MS);
	await ended;
	clearTimeout(impatience);
}
