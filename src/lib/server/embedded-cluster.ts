import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	chmodSync,
	chownSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { embeddedBinaries, serverUser, type DatabaseBinaries, type ServerUser } from './embedded-binaries.ts';
import type { Log } from './log.ts';

/** A database cluster on disk with the programs that run it; no other server has it open. */
export interface Cluster {
	/** PostgreSQL's data directory. */
	data: string;
	logFile: string;
	user: ServerUser | null;
	binaries: DatabaseBinaries;
}

export const OWNER_ROLE = 'muster_owner';
const STOP_WITHIN_MS = 20_000;
const UNFINISHED = 'unfinished-cluster-';
const ELSEWHERE = '/var/lib/muster';

/** Opens the cluster in `folder`, made there at the first start. */
export async function openCluster(folder: string, ownerPassword: string, log: Log): Promise<Cluster> {
	const existing = statSync(join(folder, 'cluster'), { throwIfNoEntry: false });
	const user = serverUser(existing?.uid ?? null);
	const home = user ? reachableFolder(folder, user, log) : folder;
	mkdirSync(home, { recursive: true, mode: 0o700 });
	const cluster: Cluster = {
		data: join(home, 'cluster'),
		logFile: join(home, 'postgres.log'),
		user,
		binaries: embeddedBinaries(user, home)
	};
	removeUnfinished(home);
	if (existsSync(cluster.data)) await endFormerServer(cluster);
	else await makeCluster(cluster, home, ownerPassword);
	return cluster;
}

/** How a program of the cluster is started: as its user, from a folder that user may enter. */
export function spawnOptions({ user, data }: Cluster) {
	return {
		cwd: join(data, '..'),
		env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC', SystemRoot: process.env.SystemRoot },
		...(user ? { uid: user.uid, gid: user.gid } : {})
	};
}

export function runProgram(cluster: Cluster, program: string, args: string[]): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, { ...spawnOptions(cluster), stdio: ['ignore', 'ignore', 'pipe'] });
		let problem = '';
		child.stderr.setEncoding('utf8').on('data', (text: string) => (problem = (problem + text).slice(-2000)));
		child.on('error', reject);
		child.on('close', (code) => {
			if (code === 0) resolve();
			else reject(new Error(`The embedded database could not be set up: ${problem.trim().replaceAll('\n', ' ')}`));
		});
	});
}

/** What the server says of itself in its pid file; null while there is none. */
export function postmaster(cluster: Cluster): { pid: number; status: string } | null {
	try {
		const lines = readFileSync(join(cluster.data, 'postmaster.pid'), 'utf8').split('\n');
		return { pid: Number(lines[0]), status: (lines[7] ?? '').trim() };
	} catch {
		return null;
	}
}

/** Where the cluster of `folder` lies, which may be the folder that took its place; null where none was made. */
export function clusterOf(folder: string): string | null {
	return [folder, placeElsewhere(folder)].map((home) => join(home, 'cluster')).find((path) => existsSync(path)) ?? null;
}

// A checkout below /root, say, is closed to the user the server runs as: the cluster then lives in /var/lib.
function reachableFolder(folder: string, user: ServerUser, log: Log): string {
	if (isReachable(folder, user)) return folder;
	if (existsSync(join(folder, 'cluster'))) {
		throw new Error(
			`The user ${user.name}, whose database is in ${folder}, may not enter it: open its parent folders (chmod o+x).`
		);
	}
	const elsewhere = placeElsewhere(folder);
	if (!isReachable(elsewhere, user))
		throw new Error(`The user ${user.name} may enter neither ${folder} nor ${elsewhere}.`);
	log.info(
		{ folder: elsewhere },
		`The user ${user.name} may not enter the data folder; the database is kept elsewhere.`
	);
	return elsewhere;
}

function placeElsewhere(folder: string): string {
	return join(ELSEWHERE, createHash('sha256').update(folder).digest('hex').slice(0, 12));
}

function isReachable(folder: string, user: ServerUser): boolean {
	const isNew = !existsSync(folder);
	mkdirSync(folder, { recursive: true, mode: 0o711 });
	chownSync(folder, user.uid, user.gid);
	chmodSync(folder, 0o700);
	const as = { uid: user.uid, gid: user.gid, cwd: '/' };
	const mayEnter = spawnSync('ls', [folder], { stdio: 'ignore', ...as }).status === 0;
	if (!mayEnter && isNew) rmSync(folder, { recursive: true });
	return mayEnter;
}

// What an earlier start left when it was killed; its initdb may still be writing, then the next start removes it.
function removeUnfinished(home: string): void {
	for (const name of readdirSync(home).filter((entry) => entry.startsWith(UNFINISHED))) {
		try {
			rmSync(join(home, name), { recursive: true, force: true });
		} catch {
			continue;
		}
	}
}

// Made under another name and renamed at the end: a start that was killed leaves no half-made cluster.
async function makeCluster(cluster: Cluster, home: string, ownerPassword: string): Promise<void> {
	const unfinished = join(home, `${UNFINISHED}${process.pid}`);
	const passwordFile = join(home, 'initial-password');
	writeFileSync(passwordFile, ownerPassword + '\n', { mode: 0o600 });
	if (cluster.user) chownSync(passwordFile, cluster.user.uid, cluster.user.gid);
	try {
		await runProgram(cluster, cluster.binaries.initdb, [
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
	renameSync(unfinished, cluster.data);
}

// A server whose application was killed is shutting down by itself, or was left over: it ends before ours starts.
async function endFormerServer(cluster: Cluster): Promise<void> {
	const deadline = Date.now() + STOP_WITHIN_MS;
	for (let attempt = 0; ; attempt++) {
		const pid = postmaster(cluster)?.pid;
		if (!pid || !isServer(pid, cluster)) return;
		if (attempt % 25 === 0) signal(pid, attempt < 250 ? 'SIGINT' : 'SIGQUIT');
		if (Date.now() > deadline) {
			throw new Error(`Another PostgreSQL (process ${pid}) holds ${cluster.data} and does not stop.`);
		}
		await sleep(40);
	}
}

function isServer(pid: number, cluster: Cluster): boolean {
	try {
		process.kill(pid, 0);
	} catch {
		return false;
	}
	if (process.platform !== 'linux') return true;
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(cluster.data);
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
