import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
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
		requirements: path('staffing-requirements')
	};
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
