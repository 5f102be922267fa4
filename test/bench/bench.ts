import { existsSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Reader } from '../../src/lib/metrics/registry.server.ts';
import { civilDate } from '../../src/lib/statistics/civil-date.ts';
import { TIMELINE } from '../../src/lib/sample-company/company-model.ts';
import { bundleImport } from './bench-bundle.ts';
import { benchFiles } from './bench-files.ts';
import { startBenchServer } from './bench-server.ts';
import { printMetricTimes, timeEveryMetric } from './every-metric.ts';
import { benchImport, importer, printImports, type ImportBench, type Importer } from './import-bench.ts';
import { measureLatency } from './latency-run.ts';
import { compareMetrics, warmFile } from './metric-runs.ts';
import { loadTables, prepareOrganisation, readColumns } from './metric-tables.ts';
import { compareParsing } from './parse-run.ts';
import { compare, printComparison, printGrowth, type Rung } from './rotation.ts';
import { measureWeb } from './web-run.ts';
import { timeWhatIf } from './what-if-run.ts';

const { values } = parseArgs({
	options: {
		/** One or more sizes, e.g. 100000,1000000. */
		rows: { type: 'string', default: '100000,1000000' },
		rounds: { type: 'string', default: '5' },
		'import-rounds': { type: 'string', default: '3' },
		only: { type: 'string', default: 'what-if,parse,import,metrics,latency,web' },
		/** Sizes of the companies whose pages are read. */
		people: { type: 'string', default: '7500,100000' },
		/** Everything once more with 5 million rows. */
		large: { type: 'boolean', default: false }
	}
});
const wanted = new Set(values.only.split(','));
const LARGE_ROWS = 5_000_000;
const asOf = civilDate(TIMELINE.asOf);

async function bench(rows: number): Promise<void> {
	const files = benchFiles(rows);
	const megabytes = (files.rosterBytes / 1e6).toFixed(1);
	console.log(
		`Roster of ${files.rows} rows, ${megabytes} MB; Node ${process.version}, ${process.platform} ${process.arch}`
	);
	await warmFile(files.roster);
	if (wanted.has('parse')) printComparison(await compareParsing(files.roster, asOf, Number(values.rounds)));
	if (!['import', 'metrics', 'latency'].some((part) => wanted.has(part))) return;
	const bundle = await bundleImport();
	const server = await startBenchServer();
	try {
		await benchServer({ server, bundle, files, asOf });
	} finally {
		await server.stop();
		rmSync(bundle, { recursive: true });
	}
}

async function benchServer(bench: ImportBench): Promise<void> {
	const { server, files } = bench;
	const own = importer(bench);
	if (wanted.has('import')) await benchImport(bench, own, Number(values['import-rounds']));
	if (wanted.has('metrics')) await benchMetrics(bench, own);
	await own.remove();
	if (!wanted.has('latency')) return;
	if (existsSync('build/start.js')) await measureLatency(server, files.roster);
	else console.log('\nThe overview page during an import was not measured: there is no build (npm run build).');
}

/** What the sizes before took, the smallest first. */
const ladder: Rung[] = [];

async function benchMetrics({ server, files }: ImportBench, own: Importer): Promise<void> {
	await own.clean();
	if (!wanted.has('import')) printImports(own.outcomes);
	const organisation = own.organisation();
	if (organisation === null) return;
	const reader: Reader = { scope: { organisation, account: null }, tier: 'analyst' };
	await prepareOrganisation(server.io, reader, files);
	const rounds = Number(values.rounds);
	const run = () => readColumns(server, reader);
	printComparison(await compare('Columns of the roster into memory', rounds, [{ name: 'Muster', run }]));
	const tables = await loadTables(server.io, reader, files);
	const results = await compareMetrics(tables, files, rounds);
	for (const result of results) printComparison(result);
	printMetricTimes(files.rows, await timeEveryMetric(tables, rounds));
	const known = ladder.at(-1);
	if (known) printGrowth(known, { rows: files.rows, results });
	ladder.push({ rows: files.rows, results });
}

/** The pages of the built product; each part needs a server of its own, whose accounts nobody else uses. */
async function benchWeb(): Promise<void> {
	if (!existsSync('build/start.js'))
		return console.log('\nThe pages were not measured: there is no build (npm run build).');
	const server = await startBenchServer();
	try {
		await measureWeb(server, values.people.split(',').map(Number), Number(values.rounds));
	} finally {
		await server.stop();
	}
}

if (wanted.has('what-if')) printComparison(await timeWhatIf(Number(values.rounds)));
const isRowsWanted = ['parse', 'import', 'metrics', 'latency'].some((part) => wanted.has(part));
const sizes = [...values.rows.split(',').map(Number), ...(values.large ? [LARGE_ROWS] : [])];
for (const rows of isRowsWanted ? sizes : []) await bench(rows);
if (wanted.has('web')) await benchWeb();
