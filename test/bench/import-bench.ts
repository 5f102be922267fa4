import { withBadRows, type BenchFiles } from './bench-files.ts';
import type { BenchServer } from './bench-server.ts';
import { copyRoster } from './copy-peer.ts';
import { csvParse } from './csv-parse-peer.ts';
import { duckRead } from './duckdb-read-peer.ts';
import { importInChild, type ImportOutcome } from './import-run.ts';
import { hasPandas, pandasRead } from './pandas-peer.ts';
import { papaParse } from './papaparse-peer.ts';
import { compare, printComparison, spread, type Contestant } from './rotation.ts';

const COPY = 'plain COPY';

export interface ImportBench {
	server: BenchServer;
	/** Folder of the built importing process. */
	bundle: string;
	files: BenchFiles;
	asOf: string;
}

/** Imports into one organisation at a time, which the next import replaces by a new one. */
export function importer({ server, bundle, files, asOf }: ImportBench) {
	const outcomes: ImportOutcome[] = [];
	let organisation: string | null = null;
	const remove = async () => {
		if (organisation !== null) await server.removeOrganisation(organisation);
		organisation = null;
	};
	const run = async (file: string) => {
		await remove();
		organisation = await server.newOrganisation();
		const { dataFolder } = server.io;
		return importInChild(bundle, { appUrl: server.appUrl, dataFolder, organisation, file, asOf });
	};
	return {
		outcomes,
		organisation: () => organisation,
		remove,
		async clean(): Promise<number> {
			const outcome = await run(files.roster);
			if (outcome.rows !== files.rows) throw new Error(`Only ${outcome.rows} of ${files.rows} rows were imported.`);
			outcomes.push(outcome);
			return outcome.milliseconds;
		},
		/** Imports the file in which every hundredth row is wrong; each of them has to be counted as left out. */
		async bad(): Promise<number> {
			const { path, badRows } = withBadRows(files);
			const { excluded, issues, milliseconds } = await run(path);
			if (excluded !== badRows || issues.DATE_IMPOSSIBLE !== badRows)
				throw new Error(`${excluded} rows were left out, not ${badRows}: ${JSON.stringify(issues)}`);
			return milliseconds;
		}
	};
}

export type Importer = ReturnType<typeof importer>;

/** The import beside plain COPY and DuckDB, and the file with wrong rows beside the clean one. */
export async function benchImport({ server, files }: ImportBench, own: Importer, rounds: number): Promise<void> {
	const title = 'Import: receive, inspect, check, store, columns, publish';
	withBadRows(files);
	const reader = (name: string, read: (file: string) => Promise<{ time: number }>): Contestant => ({
		name,
		run: async () => (await read(files.roster)).time
	});
	const contestants = [
		{ name: 'Muster', run: own.clean },
		{ name: COPY, run: () => copyRoster(server.ownerUrl, files.roster) },
		reader('csv-parse, arrays, nothing checked or stored', csvParse),
		reader('papaparse, arrays, nothing checked or stored', papaParse),
		reader('DuckDB read_csv, typed, in memory', duckRead),
		...((await hasPandas()) ? [reader('pandas read_csv, typed, in memory', pandasRead)] : [])
	];
	printComparison(await compare(title, rounds, contestants, undefined, COPY));
	printImports(own.outcomes);
	printComparison(
		await compare('Import with 1 % of its rows wrong, all of them reported', rounds, [
			{ name: 'Muster, 1 % wrong', run: own.bad },
			{ name: 'Muster, clean', run: own.clean }
		])
	);
}

export function printImports(outcomes: readonly ImportOutcome[]): void {
	const line = (name: string, numbers: number[], unit: string) => {
		const { minimum, median, maximum } = spread(numbers);
		const text = [minimum, median, maximum].map((value) => value.toFixed(0).padStart(11)).join('');
		console.log(`  ${name.padEnd(46)}${text} ${unit}`);
	};
	for (const name of Object.keys(outcomes[0].laps))
		line(
			`of which ${name}`,
			outcomes.map((outcome) => outcome.laps[name]),
			'ms'
		);
	const cpu = outcomes.map((outcome) => outcome.cpuMilliseconds);
	line('processor time of the importing process', cpu, 'ms');
	const peaks = outcomes.map((outcome) => outcome.peakKilobytes / 1024);
	line('peak memory of the importing process', peaks, 'MiB');
}
