import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface ImportJob {
	appUrl: string;
	dataFolder: string;
	organisation: string;
	file: string;
	asOf: string;
}
export interface ImportOutcome {
	/** From the first byte received to published, columns included. */
	milliseconds: number;
	laps: Record<string, number>;
	/** Processor time of the importing process, worker included, PostgreSQL not. */
	cpuMilliseconds: number;
	rows: number;
	/** Rows left out, and how often each issue was found. */
	excluded: number;
	issues: Record<string, number>;
	/** Largest resident memory of the importing process, its worker included. */
	peakKilobytes: number;
}

const run = promisify(execFile);

/** Imports one file in a process of its own, with the code that `bundleImport` built. */
export async function importInChild(bundle: string, job: ImportJob): Promise<ImportOutcome> {
	const script = join(bundle, 'import-child.js');
	const { stdout } = await run(process.execPath, [script, JSON.stringify(job)], { maxBuffer: 1 << 24 });
	return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as ImportOutcome;
}
