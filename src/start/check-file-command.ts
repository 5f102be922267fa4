import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { kindById } from '../lib/datasets/registry.ts';
import { checkFile, type Verdict } from '../lib/imports/check-file.ts';
import { fileCheckJson, givenAnswers } from './file-check-json.ts';
import { fileOnDisk } from './file-on-disk.ts';

const USAGE = `npm run check-file -- <file> [--kind K] [--answers answers.json] [--sheet S] [--escape doubled|backslash] [--rows] [--lang en|fr]
Reads, maps and checks a file as an import would, without a server or a database, and prints what it found as JSON.
Exit 0: importable as it is; 1: after the questions it prints; 2: refused. See docs/check-file.md.`;

const EXIT: Record<Verdict, number> = { importable: 0, asks: 1, refused: 2 };

async function run(): Promise<number> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			kind: { type: 'string' },
			answers: { type: 'string' },
			sheet: { type: 'string' },
			escape: { type: 'string' },
			rows: { type: 'boolean', default: false },
			lang: { type: 'string', default: 'en' },
			help: { type: 'boolean', default: false }
		}
	});
	if (values.help) return say(USAGE, 0);
	const [path] = positionals;
	if (positionals.length !== 1) return say(USAGE, 64);
	if (!existsSync(path)) return say(`There is no file ${path}.`, 64);
	const kind = values.kind === undefined ? undefined : kindById(values.kind)?.id;
	if (values.kind !== undefined && kind === undefined) return say(`"${values.kind}" is no kind.\n${USAGE}`, 64);
	if (values.lang !== 'en' && values.lang !== 'fr') return say(USAGE, 64);
	const { escape } = values;
	if (escape !== undefined && escape !== 'doubled' && escape !== 'backslash') return say(USAGE, 64);
	const rows: object[] = [];
	const file = fileOnDisk(path);
	const found = await checkFile({
		file,
		sheet: values.sheet,
		escape,
		kind,
		...(values.answers !== undefined && givenAnswers(readFileSync(values.answers, 'utf8'))),
		today: new Date().toISOString().slice(0, 10),
		...(values.rows && { onRow: (row) => rows.push(row) })
	});
	const json = fileCheckJson(found, values.lang);
	process.stdout.write(
		`${JSON.stringify({ file: basename(path), ...json, ...(values.rows && { understood: rows }) }, null, 2)}\n`
	);
	file.close();
	return EXIT[found.verdict];
}

function say(text: string, code: number): number {
	process.stderr.write(`${text}\n`);
	return code;
}

try {
	process.exitCode = await run();
} catch (error) {
	process.exitCode = say(error instanceof Error ? error.message : String(error), 70);
}
