import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_PEOPLE, DEFAULT_SEED } from '../lib/sample-company/company-model.ts';
import { sampleFiles } from '../lib/sample-company/sample-files.ts';

const USAGE = `npm run seed -- [--people ${DEFAULT_PEOPLE}] [--seed ${DEFAULT_SEED}] [--out sample]
Writes the seven files of the invented company: 640000 people give a roster of 1000000 rows.`;

function wholeNumber(name: string, text: string): number {
	if (!/^\d{1,10}$/.test(text)) throw new Error(`--${name} must be a whole number, not "${text}".\n${USAGE}`);
	return Number(text);
}

function seed(): void {
	const { values } = parseArgs({
		options: {
			people: { type: 'string', default: String(DEFAULT_PEOPLE) },
			seed: { type: 'string', default: String(DEFAULT_SEED) },
			out: { type: 'string', default: 'sample' },
			help: { type: 'boolean', default: false }
		}
	});
	if (values.help) return console.log(USAGE);
	const files = sampleFiles({
		people: wholeNumber('people', values.people),
		seed: wholeNumber('seed', values.seed)
	});
	mkdirSync(values.out, { recursive: true });
	for (const file of files) {
		const path = join(values.out, file.fileName);
		const bytes = writeChunks(path, file.chunks());
		console.log(`${path}  ${bytes} bytes`);
	}
}

function writeChunks(path: string, chunks: Iterable<Uint8Array>): number {
	const file = openSync(path, 'w');
	let bytes = 0;
	try {
		for (const chunk of chunks) bytes += writeSync(file, chunk);
	} finally {
		closeSync(file);
	}
	return bytes;
}

try {
	seed();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
