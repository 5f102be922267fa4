import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SEED } from '../../src/lib/sample-company/company-model.ts';
import { sampleFiles } from '../../src/lib/sample-company/sample-files.ts';
import { rosterSize } from '../../src/lib/sample-company/sample-person.ts';

export interface BenchFiles {
	people: number;
	rows: number;
	roster: string;
	rosterBytes: number;
	requirements: string;
	events: string;
	responses: string;
}

/** The generated roster and requirements of a company whose roster has about `rows` rows, kept for the next run. */
export function benchFiles(rows: number): BenchFiles {
	const people = Math.round((rows * 16) / 25);
	const folder = join(tmpdir(), `muster-bench-${DEFAULT_SEED}-${people}`);
	mkdirSync(folder, { recursive: true });
	const path = (kind: string) => join(folder, `${kind}.csv`);
	for (const file of sampleFiles({ people }))
		if (!existsSync(path(file.kind))) writeWhole(path(file.kind), file.chunks());
	return {
		people,
		rows: rosterSize(people).rows,
		roster: path('roster'),
		rosterBytes: statSync(path('roster')).size,
		requirements: path('staffing-requirements'),
		events: path('events'),
		responses: path('ultimatum-responses')
	};
}

/** A copy of the roster in which the hire date on every hundredth line is the 31st of February. */
export function withBadRows({ roster, rows }: BenchFiles): { path: string; badRows: number } {
	const path = roster.replace(/\.csv$/, '-bad.csv');
	if (!existsSync(path)) writeWhole(path, spoilt(roster));
	return { path, badRows: Math.floor((rows + 1) / 100) };
}

function* spoilt(roster: string): Generator<Uint8Array> {
	let line = 0;
	for (const row of linesOf(roster)) {
		if (++line % 100 !== 0) yield row;
		else yield Buffer.from(row.toString('latin1').replace(/^([^,]*,\d{4})-\d{2}-\d{2}/, '$1-02-31'), 'latin1');
	}
}

function* linesOf(path: string): Generator<Buffer> {
	const file = openSync(path, 'r');
	let rest = Buffer.alloc(0);
	try {
		for (;;) {
			const piece = Buffer.allocUnsafe(1 << 20);
			const length = readSync(file, piece);
			if (length === 0) break;
			const bytes = Buffer.concat([rest, piece.subarray(0, length)]);
			let from = 0;
			for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
				yield bytes.subarray(from, end + 1);
				from = end + 1;
			}
			rest = bytes.subarray(from);
		}
		if (rest.length > 0) yield rest;
	} finally {
		closeSync(file);
	}
}

// Under another name until complete: a run that was stopped leaves no half file.
function writeWhole(path: string, chunks: Iterable<Uint8Array>): void {
	const file = openSync(`${path}.part`, 'w');
	try {
		for (const chunk of chunks) writeSync(file, chunk);
	} finally {
		closeSync(file);
	}
	renameSync(`${path}.part`, path);
}
