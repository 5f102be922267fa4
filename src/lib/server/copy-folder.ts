import { chownSync, closeSync, copyFileSync, fsyncSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Copies the files and folders of a folder that somebody is working in, with modes and, for root, owners; what is gone
 * when its turn comes is passed over. `isWanted` is asked with the path within the folder. Returns the number of files.
 */
export function copyFolder(from: string, to: string, isWanted: (path: string) => boolean = () => true): number {
	return copyInner({ from, to, isWanted }, '');
}

/** Gives a copy the owner of what it was copied from; only root can, and nobody else needs to. */
export function takeOwner(from: string, to: string): void {
	if (process.getuid?.() !== 0) return;
	const { uid, gid } = statSync(from);
	chownSync(to, uid, gid);
}

interface Copy {
	from: string;
	to: string;
	isWanted: (path: string) => boolean;
}

function copyInner(copy: Copy, path: string): number {
	const source = join(copy.from, path);
	const entries = ifThere(() => readdirSync(source, { withFileTypes: true })) ?? [];
	ifThere(() => {
		mkdirSync(join(copy.to, path), { recursive: true, mode: statSync(source).mode & 0o777 });
		takeOwner(source, join(copy.to, path));
	});
	let files = 0;
	for (const entry of entries) {
		const inner = join(path, entry.name);
		if (!copy.isWanted(inner)) continue;
		if (entry.isDirectory()) files += copyInner(copy, inner);
		else if (entry.isFile()) files += copyFile(copy, inner);
	}
	return files;
}

function copyFile({ from, to }: Copy, path: string): number {
	const copied = ifThere(() => {
		copyFileSync(join(from, path), join(to, path));
		takeOwner(join(from, path), join(to, path));
		settle(join(to, path));
		return 1;
	});
	return copied ?? 0;
}

/** On disk when this returns: a backup that is called whole outlives a power cut. */
function settle(path: string): void {
	const file = openSync(path, 'r+');
	try {
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
}

function ifThere<T>(work: () => T): T | null {
	try {
		return work();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw error;
	}
}
