import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Reader } from '../../src/lib/metrics/registry.server.ts';
import { civilDate } from '../../src/lib/statistics/civil-date.ts';
import { TIMELINE } from '../../src/lib/sample-company/company-model.ts';
import { bundleImport } from './bench-bundle.ts';
import { benchFiles, type BenchFiles } from './bench-files.ts';
import { startBenchServer, type BenchServer } from './bench-server.ts';
import { copyRoster } from './copy-peer.ts';
import { importInChild, type ImportOutcome } from './import-run.ts';
import { compareMetrics, prepareOrganisation, warmFile } from './metric-runs.ts';
import { compareParsing } from './parse-run.ts';
import { compare, printComparison, spread } from './rotation.ts';

const { values } = parseArgs({
	options: {
		rows: { type: 'string', default: '1000000' },
		rounds: { type: 'string', default: '5' },
		'import-rounds': { type: 'string', default: '3' },
		only: { type: 'string', default: 'parse,import,metrics' }
	}
});
const wanted = new Set(values.only.split(','));
const asOf = civilDate(TIMELINE.asOf);

async function bench(): Promise<void> {
	const files = benchFiles(Number(values.rows));
	const megabytes = (files.rosterBytes / 1e6).toFixed(1);
	console.log(
		`Roster of ${files.rows} rows, ${megabytes} MB; Node ${process.version}, ${process.platform} ${process.arch}`
	);
	await warmFile(files.roster);
	if (wanted.has('parse')) printComparison(await compareParsing(files.roster, asOf, Number(values.rounds)));
	if (!wanted.has('import') && !wanted.has('metrics')) return;
	const bundle = await bundleImport();
	const server = await startBenchServer();
	try {
		await benchServer(server, bundle, files);
	} finally {
		await server.stop();
		rmSync(bundle, { recursive: true });
	}
}

async function benchServer(server: BenchServer, bundle: string, files: BenchFiles): Promise<void> {
	const outcomes: ImportOutcome[] = [];
	let organisation: string | null = null;
	const importOnce = async () => {
		if (organisation !== null) await server.removeOrganisation(organisation);
		organisation = await server.newOrganisation();
		const { dataFolder } = server.io;
		const outcome = await importInChild(bundle, {
			appUrl: server.appUrl,
			dataFolder,
			organisation,
			file: files.roster,
			asOf
		});
		if (outcome.rows !== files.rows) throw new Error(`Only ${outcome.rows} of ${files.rows} rows were imported.`);
		outcomes.push(outcome);
		return outcome.milliseconds;
	};
	if (wanted.has('import')) {
		const title = 'Import: receive, inspect, check, store, columns, publish';
		const copy = { name: 'plain COPY of the same file', run: () => copyRoster(server.ownerUrl, files.roster) };
		printComparison(await compare(title, Number(values['import-rounds']), [{ name: 'Muster', run: importOnce }, copy]));
	} else {
		await importOnce();
	}
	printImports(outcomes);
	if (organisation === null || !wanted.has('metrics')) return;
	const reader: Reader = { scope: { organisation, account: null }, tier: 'analyst' };
	await prepareOrganisation(server.io, reader, files);
	for (const result of await compareMetrics(server.io, reader, files, Number(values.rounds))) printComparison(result);
}

function printImports(outcomes: ImportOutcome[]): void {
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

await bench();
