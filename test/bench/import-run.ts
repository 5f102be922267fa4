import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
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
	rows: number;
	/** Largest resident memory of the importing process, its worker included. */
	peakKilobytes: number;
}

const run = promisify(execFile);

/** Imports one file in a process of its own. */
export async function importInChild(job: ImportJob): Promise<ImportOutcome> {
	const script = fileURLToPath(new URL('import-child.ts', import.meta.url));
	const { stdout } = await run(process.execPath, ['--import', 'tsx', script, JSON.stringify(job)], {
		maxBuffer: 1 << 24
	});
	return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as ImportOutcome;
}
