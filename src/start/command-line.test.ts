import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { metricCall, type CommandAnswer } from './metric-call.ts';
import { statisticCall } from './statistic-call.ts';

const ROOT = join(import.meta.dirname, '../..');
const FILES = 'test/fixtures/commands';
const ROSTER = ['--roster', `${FILES}/roster.csv`];
const ANSWERED = [...ROSTER, '--answers', `${FILES}/answers.json`];
// A child process compiles the command; on a busy machine that takes its time.
const PATIENCE_MS = 60_000;

const command = (script: 'metric' | 'statistic', args: string[]) =>
	script === 'metric' ? metricCall(args) : statisticCall(args);

/** Runs a command in a process of its own. */
function child(script: 'metric' | 'statistic', ...args: string[]) {
	return new Promise<CommandAnswer>((resolve) => {
		const path = join(ROOT, `src/start/${script}-command.ts`);
		execFile(process.execPath, ['--import', 'tsx', path, ...args], { cwd: ROOT }, (error, output, complaint) =>
			resolve({ code: Number(error?.code ?? 0), output, complaint })
		);
	});
}

/** The commands of the documentation with the output it shows. */
const shown = [
	...readFileSync(join(ROOT, 'docs/command-line.md'), 'utf8').matchAll(/```console\n\$ (.*)\n([^`]*)```/g)
].map(([, line, output]) => {
	const [, script, rest] = /^npm run -s (metric|statistic) -- (.*)$/.exec(line)!;
	const args = [...rest.matchAll(/'([^']*)'|([^' ]+)/g)].map(([, quoted, plain]) => quoted ?? plain);
	return { script: script as 'metric' | 'statistic', args, output };
});

const NUMBER = /\d+\.\d{6,}/g;

test('the documentation shows three metrics and three calls of statistics', () => {
	expect(shown.map(({ script, args }) => [script, args[0]])).toEqual([
		['metric', 'headcount'],
		['metric', 'attrition-rate'],
		['metric', 'single-points'],
		['statistic', 'wilsonInterval'],
		['statistic', 'wilsonInterval'],
		['statistic', 'poisson-binomial']
	]);
});

test.each(shown)('$script $args.0 prints what the documentation shows', async (example) => {
	const { code, output } = await command(example.script, example.args);
	expect(code).toBe(0);
	const found = output.replaceAll('\r\n', '\n');
	// Machines may differ in the last digits.
	expect(found.replace(NUMBER, '#')).toBe(example.output.replace(NUMBER, '#'));
	const numbers = (text: string) => [...text.matchAll(NUMBER)].map(([number]) => Number(number));
	numbers(found).forEach((number, index) => expect(number).toBeCloseTo(numbers(example.output)[index], 9));
});

test('metrics: what is asked, unknown or unfit, and its exit code', async () => {
	const [asked, unknown, unfit, missing, other, json] = await Promise.all([
		command('metric', ['headcount', ...ROSTER]),
		command('metric', ['head-count', ...ROSTER]),
		command('metric', ['headcount', ...ANSWERED, '--params', '{"step":"year"}']),
		command('metric', ['single-points', ...ANSWERED]),
		command('metric', ['attrition-rate', ...ANSWERED, '--params', '{"group":"site","role":"payroll"}']),
		command('metric', ['knowledge-retained', ...ANSWERED, '--lang', 'fr'])
	]);
	expect(asked.code).toBe(1);
	expect(JSON.parse(asked.output)).toMatchObject({
		files: [{ input: 'roster', file: 'roster.csv', verdict: 'asks', questions: [{ id: 'as-of' }] }]
	});
	expect(asked.complaint).toContain('--answers: {"roster":{"as-of"');
	expect([unknown.code, unknown.output]).toEqual([2, '']);
	expect(unknown.complaint).toContain('There is no metric "head-count"');
	expect(unknown.complaint).toContain('headcount, ');
	expect(unfit.code).toBe(2);
	expect(unfit.complaint).toContain('step: ');
	expect([missing.code, missing.complaint]).toEqual([2, 'single-points needs --staffing.\n']);
	expect([other.code, other.complaint]).toEqual([
		1,
		'role: one role is shown by month, by type or as one row, not by site\n'
	]);
	const found = JSON.parse(json.output) as Record<string, unknown>;
	expect(found).toMatchObject({
		...{ metric: 'knowledge-retained', name: 'Maintien pondéré par l’ancienneté', asOf: '2022-12-31' },
		files: [{ input: 'roster', rows: 10, leftOut: 0 }],
		parameters: { capYears: 5, clock: 'legal' }
	});
	expect(JSON.stringify(found.notes)).toContain('indice');
});

test('personal details are read from a plain file; a date that is none is named by its row', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'personal-'));
	const path = join(folder, 'personal.csv');
	const params = '{"from":"2022-01-01","to":"2022-12-31","dimension":"age"}';
	const call = () => metricCall(['four-fifths', ...ANSWERED, '--personal', path, '--params', params]);
	await writeFile(path, 'person_id,born_on\n1001,1980-02-30\n');
	expect(await call()).toEqual({
		code: 1,
		output: '',
		complaint:
			'--personal: row 1, born_on: must be a civil date of the form YYYY-MM-DD; the columns are person_id, born_on, group.\n'
	});
	await writeFile(path, 'person_id,born_on\n1001,1980-02-29\n');
	expect(await call()).toMatchObject({ code: 0, complaint: '' });
	await rm(folder, { recursive: true });
});

test('statistics: names, faults by field, no number, and their exit codes', async () => {
	const [all, unknown, faults, thrown] = await Promise.all([
		command('statistic', []),
		command('statistic', ['wilson', '{}']),
		command('statistic', ['attritionRates', '{"daily":{"headcount":[1,2,"x"],"separations":[0]},"begin":0}']),
		command('statistic', ['dayNumber', '{"date":"2023-02-29"}'])
	]);
	expect([all.code, all.complaint]).toEqual([0, '']);
	expect(all.output).toContain('kaplanMeier  ');
	expect(unknown.code).toBe(2);
	expect(unknown.complaint).toContain('There is no statistic "wilson". There are:');
	expect(unknown.complaint).toContain('wilsonInterval');
	expect(faults.code).toBe(2);
	expect(faults.complaint.split('\n')).toEqual([
		'begin is none of the fields daily, start, opening, denominator',
		'daily.headcount[2] must be number',
		'start must be number',
		''
	]);
	expect([thrown.code, thrown.complaint]).toEqual([1, '"2023-02-29" is not a civil date of the form YYYY-MM-DD.\n']);
});

test(
	'as processes of their own they print, complain and end with their exit code',
	{ timeout: PATIENCE_MS },
	async () => {
		const [metric, statistic, wrong] = await Promise.all([
			child('metric', 'headcount', ...ANSWERED, '--format', 'csv', '--columns', 'headcount'),
			child('statistic', 'dayNumber', '{"date":"1970-01-02"}'),
			child('metric')
		]);
		expect(metric).toMatchObject({ code: 0, complaint: '' });
		expect(metric.output).toMatch(/^"headcount"\r\n\d+\r\n/);
		expect(statistic).toEqual({ code: 0, output: '1\n', complaint: '' });
		expect(wrong).toMatchObject({ code: 2, output: '' });
	}
);
