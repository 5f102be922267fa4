import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Io } from './runtime.ts';

/** An erasure as it is written down outside of the database, so that a restored backup of it hears of it. */
export interface JournalEntry {
	organisation: string;
	/** Keyed hash of the id, as hexadecimal digits. */
	person: string;
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
		const { organisation, person } = JSON.parse(line) as Record<string, unknown>;
		if (typeof organisation !== 'string' || !/^[0-9a-f-]{36}$/.test(organisation)) return null;
		return typeof person === 'string' && /^[0-9a-f]{32}$/.test(person) ? { organisation, person } : null;
	} catch {
		return null;
	}
}

/** Adds entries, on disk when this returns. Lines are short, so several processes may write at once. */
export function appendJournal(path: string, entries: readonly JournalEntry[]): void {
	if (entries.length === 0) return;
	const file = openSync(path, 'a', 0o600);
	try {
		for (const { organisation, person } of entries)
			writeSync(file, JSON.stringify({ organisation, person, writtenAt: new Date().toISOString() }) + '\n');
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
}
