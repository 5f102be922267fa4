import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import type { ListedMetric } from '../lib/metrics/metric-definition.server.ts';
import { MissingInput, UnfitParameter } from '../lib/metrics/metric-definition.server.ts';
import { METRICS, metricOf } from '../lib/metrics/metric-list.server.ts';
import { translator, type Locale } from '../lib/messages/messages.ts';
import { fileCheckJson, messages } from './file-check-json.ts';
import { fileName, INPUTS, readMetricFiles, type MetricFile, type MetricFiles } from './metric-files.ts';
import { UnreadablePersonal } from './personal-file.ts';
import { jsonOf, rowsAsCsv, withIds } from './metric-output.ts';

const USAGE = `npm run metric -- <id> --roster file.csv [--staffing f] [--responses f] [--events f] [--executives f]
  [--incidents f] [--personal f] [--params '{"group":"role"}'] [--answers answers.json] [--format json|csv]
  [--columns a,b] [--lang en|fr]
Computes a metric from files, as the pages do for an analyst, without a server or a database, and prints it.
Exit 0: printed; 1: a file raises questions or cannot be read, or a parameter does not fit the files; 2: called wrongly.
See docs/command-line.md.
Metrics: ${METRICS.map(({ id }) => id).join(', ')}`;

/** What a command prints, complains about and ends with. */
export interface CommandAnswer {
	code: number;
	output: string;
	complaint: string;
}

/** Answers a call of `npm run metric`; bad input is an answer, only our own faults are thrown. */
export async function metricCall(args: string[]): Promise<CommandAnswer> {
	try {
		return await answer(args);
	} catch (error) {
		const wrong = (code: number, text: string) => ({ code, output: '', complaint: `${text}\n` });
		if (error instanceof UnreadablePersonal) return wrong(1, `--personal: ${error.message}`);
		if (error instanceof UnfitParameter) return wrong(1, `${error.parameter}: ${error.message}`);
		if (error instanceof MissingInput) return wrong(1, error.message);
		if (error instanceof WrongCall || error instanceof RangeError) return wrong(2, error.message);
		throw error;
	}
}

/** The command was called wrongly; the text says how. */
class WrongCall extends Error {}

const options = {
	...Object.fromEntries(INPUTS.map((input) => [input, { type: 'string', multiple: true } as const])),
	params: { type: 'string', default: '{}' },
	answers: { type: 'string' },
	format: { type: 'string', default: 'json' },
	columns: { type: 'string' },
	lang: { type: 'string', default: 'en' },
	help: { type: 'boolean', default: false }
} as const;

async function answer(args: string[]): Promise<CommandAnswer> {
	const { values, positionals } = parsed(args);
	if (values.help) return { code: 0, output: `${USAGE}\n`, complaint: '' };
	const metric = metricOf(positionals[0] ?? '');
	if (positionals.length !== 1 || !metric)
		throw new WrongCall(positionals.length === 1 ? `There is no metric "${positionals[0]}".\n${USAGE}` : USAGE);
	const { format, lang } = values;
	if (format !== 'json' && format !== 'csv') throw new WrongCall(`--format is json or csv, not "${format}".`);
	if (values.columns !== undefined && format !== 'csv') throw new WrongCall('--columns goes with --format csv.');
	if (lang !== 'en' && lang !== 'fr') throw new WrongCall(`--lang is en or fr, not "${lang}".`);
	const params = parametersOf(metric, values.params);
	const given = filesOf(metric, values);
	const answers = values.answers === undefined ? {} : objectOf('--answers', readText(values.answers));
	const files = await readMetricFiles(given, answers as never, new Date().toISOString().slice(0, 10));
	const unread = files.read.filter(({ found }) => found.verdict !== 'importable');
	if (unread.length > 0) return unreadAnswer(unread, lang);
	const result = withIds(metric.compute(files.tables, params), files.ids);
	const csv = () => rowsAsCsv(result.rows, values.columns?.split(','));
	const output = format === 'csv' ? csv() : jsonOf(resultJson(metric, params, result, files, lang));
	return { code: 0, output, complaint: '' };
}

function parsed(args: string[]) {
	try {
		return parseArgs({ args, allowPositionals: true, options });
	} catch (error) {
		throw new WrongCall(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
	}
}

function objectOf(option: string, text: string): object {
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
	} catch {
		// Said below.
	}
	throw new WrongCall(`${option} must be one JSON object.`);
}

function readText(path: string): string {
	if (!existsSync(path)) throw new WrongCall(`There is no file ${path}.`);
	return readFileSync(path, 'utf8');
}

function parametersOf(metric: ListedMetric, text: string): object {
	const found = v.safeParse(metric.parameters, objectOf('--params', text));
	if (found.success) return found.output;
	const faults = found.issues.map((issue) => `  ${v.getDotPath(issue) ?? 'params'}: ${issue.message}`);
	throw new WrongCall(`The parameters of ${metric.id} do not fit:\n${faults.join('\n')}`);
}

function filesOf(metric: ListedMetric, values: Record<string, unknown>): MetricFile[] {
	const files = INPUTS.flatMap((input) =>
		((values[input] ?? []) as string[]).map((path): MetricFile => ({ input, path }))
	);
	const used = [...metric.inputs.needed, ...metric.inputs.optional];
	const unused = files.find(({ input }) => !used.includes(input));
	if (unused) throw new WrongCall(`${metric.id} does not read --${unused.input}; it reads ${used.join(', ')}.`);
	const missing = metric.inputs.needed.filter((input) => !files.some((file) => file.input === input));
	if (missing.length > 0) throw new WrongCall(`${metric.id} needs ${missing.map((input) => `--${input}`).join(', ')}.`);
	for (const { path } of files) readable(path);
	return files;
}

function readable(path: string): void {
	if (!existsSync(path)) throw new WrongCall(`There is no file ${path}.`);
}

function unreadAnswer(unread: MetricFiles['read'], lang: Locale): CommandAnswer {
	const files = unread.map((file) => {
		const { verdict, questions, issues } = fileCheckJson(file.found, lang);
		return {
			...{ input: file.input, file: fileName(file), verdict },
			questions: questions.filter((question) => question.answer === undefined),
			issues: verdict === 'refused' ? issues : []
		};
	});
	const asked = files.filter(({ verdict }) => verdict === 'asks');
	const form = Object.fromEntries(
		asked.map(({ input, questions }) => [input, Object.fromEntries(questions.map(({ id }) => [id, '…']))])
	);
	const complaint =
		asked.length > 0 ? `Answer in a file and name it with --answers: ${JSON.stringify(form)}` : 'Refused.';
	return { code: 1, output: jsonOf({ files }), complaint: `${complaint}\n` };
}

function resultJson(
	metric: ListedMetric,
	parameters: object,
	{ rows, summary, notes }: ReturnType<ListedMetric['compute']>,
	{ read, tables }: MetricFiles,
	lang: Locale
) {
	const t = translator(lang, { metrics: messages(lang, 'metrics') });
	return {
		...{ metric: metric.id, name: t(`metrics.name.${metric.id}`), unit: metric.unit },
		files: read.map((file) => ({
			...{ input: file.input, file: fileName(file), sha256: file.sha256 },
			...{ rows: file.found.report?.rowCount, leftOut: file.found.report?.excludedCount }
		})),
		asOf: tables.asOf ?? null,
		...{ parameters, summary, rows },
		notes: notes.map(({ key, details }) => ({ key, ...(details && { details }), text: t(key, details) }))
	};
}
