import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Io } from './runtime.ts';

/** An erasure as it is written down outside of the database, so that a restored backup of it hears of it. */
export interface JournalEntry {
	organisation: string;
	/** Keyed hash of the id, as hexadecimal digits. */
	person: string;
	/** True where an administrator took the person off the list: files may name the id again. */
	isLifted?: boolean;
	/** When it was written down; of several entries about one person the last one holds. */
	writtenAt?: string;
}

export function journalPath(io: Pick<Io, 'dataFolder'>): string {
	return join(io.dataFolder, 'erasures.jsonl');
}

/** What a journal holds; none where there is no file. A line that is no entry, such as one that was cut, is an error. */
export function readJournal(path: string): JournalEntry[] {
	const lines = textOf(path)
		.split('\n')
		.map((line, index) => ({ line: line.trim(), number: index + 1 }))
		.filter(({ line }) => line !== '');
	return lines.map(({ line, number }) => {
		const entry = entryOf(line);
		if (!entry) throw new Error(`Line ${number} of ${path} is no erasure: restore the file, or take the line out.`);
		return entry;
	});
}

function textOf(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
		throw error;
	}
}

function entryOf(line: string): JournalEntry | null {
	try {
		const { organisation, person, lifted, writtenAt } = JSON.parse(line) as Record<string, unknown>;
		if (typeof organisation !== 'string' || !/^[0-9a-f-]{36}$/.test(organisation)) return null;
		if (typeof person !== 'string' || !/^[0-9a-f]{32}$/.test(person)) return null;
		return {
			organisation,
			person,
			...(lifted === true && { isLifted: true }),
			...(typeof writtenAt === 'string' && { writtenAt })
		};
	} catch {
		return null;
	}
}

/** Who of an organisation is on the list by these entries, and who was on it and was taken off. */
export function standing(entries: readonly JournalEntry[], organisation: string) {
	const [erased, lifted] = [new Set<string>(), new Set<string>()];
	const own = entries.filter((entry) => entry.organisation === organisation);
	for (const { person, isLifted } of own.toSorted((a, b) => compare(a.writtenAt ?? '', b.writtenAt ?? ''))) {
		(isLifted ? lifted : erased).add(person);
		(isLifted ? erased : lifted).delete(person);
	}
	return { erased, lifted };
}

const compare = (a: string, b: string) => Number(a > b) - Number(a < b);

/** Adds entries, on disk when this returns. Lines are short, so several processes may write at once. */
export function appendJournal(path: string, entries: readonly JournalEntry[]): void {
	if (entries.length === 0) return;
	const file = openSync(path, 'a', 0o600);
	try {
		for (const { organisation, person, isLifted } of entries) {
			const writtenAt = new Date().toISOString();
			writeSync(file, JSON.stringify({ organisation, person, ...(isLifted && { lifted: true }), writtenAt }) + '\n');
		}
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
}
