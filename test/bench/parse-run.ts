import { closeSync, openSync, readSync } from 'node:fs';
import { kindById } from '../../src/lib/datasets/registry.ts';
import { openCheck } from '../../src/lib/imports/check/check.ts';
import { inspectFile } from '../../src/lib/imports/inspect.ts';
import type { ImportPlan } from '../../src/lib/imports/plan.ts';
import { csvParse } from './csv-parse-peer.ts';
import { duckRead } from './duckdb-read-peer.ts';
import { hasPandas, pandasRead } from './pandas-peer.ts';
import { papaParse } from './papaparse-peer.ts';
import { compare, milliseconds, type Comparison, type Contestant } from './rotation.ts';

const CHUNK_BYTES = 1 << 18;

/** Parsing and checking every cell of the roster, no database, beside readers that split it or type its columns. */
export async function compareParsing(file: string, asOf: string, rounds: number): Promise<Comparison> {
	const kind = kindById('roster')!;
	const { plan } = await inspectFile(chunks(file), kind, { overrides: { asOf } });
	const counts = new Map<string, number>();
	const peer = (name: string, read: (file: string) => Promise<{ time: number; rows: number }>): Contestant => ({
		name,
		run: async () => {
			const { time, rows } = await read(file);
			counts.set(name, rows);
			return time;
		}
	});
	const own = 'Muster, every cell checked and typed';
	const contestants = [
		peer(own, async () => {
			let rows = 0;
			const time = await milliseconds(() => (rows = checkedRows(file, plan)));
			return { time, rows };
		}),
		peer('csv-parse, arrays, nothing checked', csvParse),
		peer('papaparse stream, arrays, nothing checked', papaParse),
		peer('DuckDB read_csv, typed, 2 threads', duckRead),
		...((await hasPandas()) ? [peer('pandas read_csv, typed', pandasRead)] : [])
	];
	return compare('Parse and check, no database', rounds, contestants, () => {
		const different = [...counts].filter(([, rows]) => rows !== counts.get(own));
		if (different.length === 0) return `${counts.get(own)} rows each`;
		return `NOT EQUAL: ${[...counts].map(([name, rows]) => `${name} ${rows}`).join(', ')}`;
	});
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
