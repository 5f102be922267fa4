import { closeSync, openSync, readSync } from 'node:fs';
import { kindById } from '../../src/lib/datasets/registry.ts';
import { openCheck } from '../../src/lib/imports/check/check.ts';
import { inspectFile } from '../../src/lib/imports/inspect.ts';
import type { ImportPlan } from '../../src/lib/imports/plan.ts';
import { csvParse } from './csv-parse-peer.ts';
import { compare, milliseconds, type Comparison } from './rotation.ts';

const CHUNK_BYTES = 1 << 18;

/** Parsing and checking every cell of the roster, no database, against csv-parse that only splits it. */
export async function compareParsing(file: string, asOf: string, rounds: number): Promise<Comparison> {
	const kind = kindById('roster')!;
	const { plan } = await inspectFile(chunks(file), kind, { overrides: { asOf } });
	let rows = 0;
	let peerRows = 0;
	return compare(
		'Parse and check, no database',
		rounds,
		[
			{
				name: 'Muster, every cell checked and typed',
				run: () => milliseconds(() => (rows = checkedRows(file, plan)))
			},
			{
				name: 'csv-parse, arrays, nothing checked',
				run: async () => {
					const { time, rows: count } = await csvParse(file);
					peerRows = count;
					return time;
				}
			}
		],
		() => (rows === peerRows ? `${rows} rows each` : `NOT EQUAL: ${rows} and ${peerRows} rows`)
	);
}

function checkedRows(file: string, plan: ImportPlan): number {
	const check = openCheck(kindById('roster')!, plan, { row() {} });
	for (const chunk of chunks(file)) check.write(chunk);
	return check.end().rowCount;
}

function* chunks(file: string): Generator<Uint8Array> {
	const descriptor = openSync(file, 'r');
	const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
	try {
		for (;;) {
			const length = readSync(descriptor, buffer);
			if (length === 0) return;
			yield buffer.subarray(0, length);
		}
	} finally {
		closeSync(descriptor);
	}
}
