import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const SCRIPT = new URL('check-file-command.ts', import.meta.url).pathname;
let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'check-file-'))));
afterAll(() => rm(folder, { recursive: true }));

/** Runs the command in a process of its own; gives its exit code, what it printed as JSON and as complaint. */
function command(...args: string[]) {
	return new Promise<{ code: number; json: Record<string, never>; complaint: string }>((resolve) => {
		execFile(process.execPath, ['--import', 'tsx', SCRIPT, ...args], (error, stdout, complaint) =>
			resolve({ code: Number(error?.code ?? 0), json: stdout ? JSON.parse(stdout) : {}, complaint })
		);
	});
}

async function fileOf(name: string, text: string): Promise<string> {
	const path = join(folder, name);
	await writeFile(path, text);
	return path;
}

const ROSTER = 'person_id,hire_date,job_title\n007,2020-02-01,Dev\n008,2020-02-30,Dev\n009,2021-03-01,Ops\n';

test('questions give exit 1, with answers exit 0 with rows and the issue at line 3, column 2', async () => {
	const path = await fileOf('roster.csv', ROSTER);
	const asking = await command(path);
	expect(asking.code).toBe(1);
	expect(asking.json).toMatchObject({
		file: 'roster.csv',
		verdict: 'asks',
		kind: 'roster',
		rows: { read: 3, kept: null }
	});
	const answers = await fileOf('answers.json', '{ "as-of": "2022-12-31" }');
	const checked = await command(path, '--answers', answers, '--rows', '--kind', 'roster');
	expect(checked.code).toBe(0);
	expect(checked.json).toMatchObject({
		verdict: 'importable',
		rows: { read: 3, kept: 2, leftOut: 1 },
		counts: { DATE_IMPOSSIBLE: 1 },
		issues: [{ code: 'DATE_IMPOSSIBLE', severity: 'error', line: 3, record: 2, column: 2, value: '2020-02-30' }],
		understood: [{ line: 2 }, { line: 4, values: { person_id: '009', hire_date: '2021-03-01', job_title: 'Ops' } }]
	});
	expect(checked.json).toHaveProperty('issues.0.toDo', 'Write a date that exists, as 2022-11-17.');
});

test('what is no table gives exit 2 and its kind in the language asked for', async () => {
	const path = await fileOf('report.csv', '<!doctype html><html><body>no</body></html>');
	const refused = await command(path, '--lang', 'fr');
	expect(refused.code).toBe(2);
	expect(refused.json).toMatchObject({ verdict: 'refused', issues: [{ code: 'FILE_NOT_CSV', severity: 'fatal' }] });
	expect(refused.json).toHaveProperty('issues.0.message', expect.stringContaining('page web'));
});

test('a missing file and an unknown kind give exit 64 and say so', async () => {
	const missing = await command(join(folder, 'nothing.csv'));
	expect([missing.code, missing.complaint]).toEqual([64, expect.stringContaining('There is no file')]);
	const unknown = await command(await fileOf('some.csv', ROSTER), '--kind', 'payroll');
	expect([unknown.code, unknown.complaint]).toEqual([64, expect.stringContaining('"payroll" is no kind')]);
});
