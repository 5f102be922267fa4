import { deepEqual } from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { importFile } from '../../src/lib/imports/drafts/draft.server.ts';
import { computeHeadcount, computeRoleCoverage, type Reader } from '../../src/lib/metrics/registry.server.ts';
import { ensureDefaultRoleFamilies } from '../../src/lib/roles/role-families.server.ts';
import type { Io } from '../../src/lib/server/runtime.ts';
import { addDays } from '../../src/lib/statistics/civil-date.ts';
import type { BenchFiles } from './bench-files.ts';
import { duckCoverage, duckHeadcount, openDuck, type DuckCoverage, type DuckHeadcount } from './duckdb-peer.ts';
import { compare, milliseconds, type Comparison } from './rotation.ts';
import { sampleRoles } from './sample-roles.ts';

const FIRST_DAY = '2024-03-22';
const BEFORE = '2024-03-20';
const FROM = '2024-03-01';
const MONTHS = { from: '2015-01-01', to: '2024-12-31' };

/** Publishes the generated requirements beside the roster that is already published. */
export async function prepareOrganisation(io: Io, reader: Reader, files: BenchFiles): Promise<void> {
	const { scope } = reader;
	await io.database.inOrganisation(scope, (tx) => ensureDefaultRoleFamilies(tx, scope));
	const bytes = await readFile(files.requirements);
	const kind = 'staffing-requirements';
	await importFile(io, scope, { kind, datasetName: kind, fileName: `${kind}.csv`, bytes });
}

/**
 * Coverage of seven functions and monthly headcount by role over ten years, as the pages ask for them (columns in
 * memory, result not kept), against DuckDB in process with two threads. Before anything is timed, both must agree.
 */
export async function compareMetrics(io: Io, reader: Reader, files: BenchFiles, rounds: number): Promise<Comparison[]> {
	const duck = await openDuck(files.roster, sampleRoles());
	const own = await coverage(io, reader, FIRST_DAY);
	const functions = own.functions;
	const theirs = () => duckCoverage(duck, functions, { from: FROM, before: BEFORE, on: FIRST_DAY });
	deepEqual(own.rows, await theirs());
	deepEqual(await headcount(io, reader, MONTHS.from), await duckHeadcount(duck, MONTHS));
	// A day further each round: no result is served from memory.
	let coverageDay = 0;
	let headcountDay = 0;
	const results = [
		await compare('Coverage of 7 functions, two days and the steps between', rounds, [
			{ name: 'Muster', run: () => milliseconds(() => coverage(io, reader, addDays(FIRST_DAY, ++coverageDay))) },
			{ name: 'DuckDB, 2 threads', run: () => milliseconds(theirs) }
		]),
		await compare('Headcount, hires, separations by role and month, 10 years', rounds, [
			{ name: 'Muster', run: () => milliseconds(() => headcount(io, reader, addDays(MONTHS.from, ++headcountDay))) },
			{ name: 'DuckDB, 2 threads', run: () => milliseconds(() => duckHeadcount(duck, MONTHS)) }
		])
	];
	duck.closeSync();
	return results;
}

async function coverage(io: Io, reader: Reader, on: string) {
	const result = await computeRoleCoverage(io, reader, { on, before: BEFORE, from: FROM, clock: 'worked' });
	if (!result) throw new Error('No coverage: is the roster published?');
	const rows = result.rows.map((row): DuckCoverage => ({
		functionId: row.functionId,
		qualified: row.qualified,
		qualifiedBefore: row.qualifiedBefore ?? NaN,
		changes: row.series.length - 1
	}));
	const functions = result.rows.map((row) => ({ functionId: row.functionId, roleFamily: row.roleFamily ?? '' }));
	return { rows: rows.sort((a, b) => (a.functionId < b.functionId ? -1 : 1)), functions };
}

async function headcount(io: Io, reader: Reader, from: string): Promise<DuckHeadcount[]> {
	const result = await computeHeadcount(io, reader, { from, to: MONTHS.to, step: 'month', group: 'role' });
	if (!result) throw new Error('No headcount: is the roster published?');
	return result.rows
		.filter((row) => row.group !== '')
		.map(({ date, group, headcount, hires, separations }) => ({
			date,
			role: group ?? '',
			headcount,
			hires,
			separations
		}))
		.sort((a, b) => (a.date + a.role < b.date + b.role ? -1 : 1));
}

/** Reads a file once so that every contestant finds it in the page cache. */
export async function warmFile(file: string): Promise<void> {
	for await (const chunk of createReadStream(file)) if (chunk === null) return;
}
