import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

export interface FolderLock {
	/** Tells the next process where this one answers. */
	setAddress(address: string): void;
	release(): void;
}

const holderSchema = v.object({ pid: v.number(), startedAt: v.string(), address: v.string() });
type Holder = v.InferOutput<typeof holderSchema>;

/** Refuses when another living process holds the data folder; the error is one plain line that names it. */
export function lockFolder(folder: string, address: string): FolderLock {
	const path = join(folder, 'muster.lock');
	const mine: Holder = { pid: process.pid, startedAt: processStart(process.pid), address };
	for (let attempt = 0; attempt < 20; attempt++) {
		if (create(path, mine)) return lockOf(path, mine);
		const holder = read(path);
		if (holder && isAlive(holder)) throw new Error(refusal(folder, holder));
		takeAway(path, holder);
	}
	throw new Error(`Could not lock the data folder ${folder}: ${path} keeps changing. Is another Muster starting?`);
}

function refusal(folder: string, holder: Holder): string {
	return (
		`Muster already runs on the data folder ${folder}: process ${holder.pid}, ${holder.address}. ` +
		'Stop that one, or set MUSTER_DATA_DIR to another folder.'
	);
}

function lockOf(path: string, mine: Holder): FolderLock {
	return {
		setAddress(address) {
			mine.address = address;
			writeBeside(path, mine);
			renameSync(beside(path), path);
		},
		release() {
			if (read(path)?.pid === mine.pid) rmSync(path, { force: true });
		}
	};
}

// A link appears whole or not at all, and only one process can make it.
function create(path: string, holder: Holder): boolean {
	writeBeside(path, holder);
	try {
		linkSync(beside(path), path);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	} finally {
		rmSync(beside(path), { force: true });
	}
}

function beside(path: string): string {
	return `${path}.${process.pid}`;
}

function writeBeside(path: string, holder: Holder): void {
	writeFileSync(beside(path), JSON.stringify(holder) + '\n', { mode: 0o600 });
}

function read(path: string): Holder | null {
	try {
		return v.parse(holderSchema, JSON.parse(readFileSync(path, 'utf8')));
	} catch {
		return null;
	}
}

// Two processes may find the same abandoned lock; the one that moves a fresh lock by mistake puts it back.
function takeAway(path: string, abandoned: Holder | null): void {
	const away = `${path}.${process.pid}.old`;
	try {
		renameSync(path, away);
	} catch {
		return;
	}
	const moved = read(away);
	if (moved && JSON.stringify(moved) !== JSON.stringify(abandoned) && isAlive(moved)) {
		try {
			linkSync(away, path);
		} catch {
			// The owner of the place is decided by whoever linked first.
		}
	}
	rmSync(away, { force: true });
}

function isAlive(holder: Holder): boolean {
	try {
		process.kill(holder.pid, 0);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
	}
	return processStart(holder.pid) === holder.startedAt;
}

/** When a process began, so that a later process with the same number is not taken for it; '' where unknown. */
export function processStart(pid: number): string {
	try {
		const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const ticks = status.slice(status.lastIndexOf(')') + 2).split(' ')[19];
		return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${ticks}`;
	} catch {
		return '';
	}
}
