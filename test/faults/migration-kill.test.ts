import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrationsFolder } from '../../src/lib/server/installation.ts';
import { migrate, readMigrations } from '../../src/lib/server/migrate.ts';
import { withDatabase } from '../support/database-server.ts';
import { asAdmin, testServer } from '../support/database.ts';

const MIGRATIONS = readMigrations(migrationsFolder());
const WAIT = '\nselect pg_sleep(3600);\n';
const SCRIPT = `
	import { migrate } from '${join(process.cwd(), 'src/lib/server/migrate.ts')}';
	const [url, folder] = process.argv.slice(-2);
	await migrate(url, { folder, appPassword: 'x'.repeat(32) });
`;

let name: string;
let url: string;
let folder: string;
let sql: postgres.Sql;

beforeAll(async () => {
	name = `muster_killed_${randomBytes(6).toString('hex')}`;
	url = withDatabase(testServer().adminUrl, name);
	folder = mkdtempSync(join(tmpdir(), 'muster-migrations-'));
	writeFileSync(join(folder, 'run.mts'), SCRIPT);
	await asAdmin(async (admin) => {
		await admin`create database ${admin(name)}`;
		// Sooner than the five seconds of the product: the test waits for it twice with each migration.
		await admin`alter database ${admin(name)} set client_connection_check_interval = '100ms'`;
	});
	sql = postgres(url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
	await sql.end();
	rmSync(folder, { recursive: true });
	await asAdmin((admin) => admin`drop database ${admin(name)} with (force)`);
});

/** The migrations before the one at `index`, and that one with a long wait after its first statement or at its end. */
function folderThatWaits(index: number, place: 'first statement' | 'end'): string {
	const target = mkdtempSync(join(folder, 'step-'));
	for (const { path, name: file } of MIGRATIONS.slice(0, index)) cpSync(path, join(target, `${file}.sql`));
	const { path, name: file } = MIGRATIONS[index];
	const text = readFileSync(path, 'utf8');
	const at = place === 'end' ? text.length : endOfFirstStatement(text);
	writeFileSync(join(target, `${file}.sql`), text.slice(0, at) + WAIT + text.slice(at));
	return target;
}

/** After the first semicolon at the end of a line that stands in no body of a function. */
function endOfFirstStatement(text: string): number {
	const ends = [...text.matchAll(/;\n/g)].map(({ index }) => index + 2);
	return ends.find((end) => text.slice(0, end).split('$$').length % 2 === 1) ?? text.length;
}

/** Everything the catalogue knows of the schema, as one text. */
async function schema(of: postgres.Sql): Promise<string> {
	const rows = await of<{ line: string }[]>`
		select format('%s %s %s %s %s', relname, relkind, relrowsecurity, relforcerowsecurity, relacl) as line
			from pg_class where relnamespace = 'public'::regnamespace
		union all select format('%s.%s %s %s', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull)
			from pg_attribute a join pg_class c on c.oid = attrelid
			where relnamespace = 'public'::regnamespace and attnum > 0 and not attisdropped
		union all select format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint
			where connamespace = 'public'::regnamespace
		union all select format('%s %s %s', polrelid::regclass, polname, pg_get_expr(polqual, polrelid)) from pg_policy
		union all select format('%s %s', proname, prosrc) from pg_proc where pronamespace = 'public'::regnamespace
		order by 1`;
	return rows.map(({ line }) => line).join('\n');
}

const applied = async () =>
	(await sql<{ name: string }[]>`select name from schema_migration order by name`).map((row) => row.name);

/** Runs the migrations of a folder in a process of its own, and kills that while the server waits. */
async function killedWithin(steps: string): Promise<void> {
	const child = spawn(process.execPath, ['--import', 'tsx', join(folder, 'run.mts'), url, steps], { stdio: 'ignore' });
	const ended = once(child, 'exit');
	await expect.poll(waitingBackends).toBe(1);
	child.kill('SIGKILL');
	await ended;
}

test.each(MIGRATIONS.map((migration, index) => [migration.name, index] as const))(
	'R17: killed within %s, after its first statement and at its end: the schema is as before, and the next start goes on',
	async (migration, index) => {
		const before = index === 0 ? null : await schema(sql);
		for (const place of ['first statement', 'end'] as const) {
			await killedWithin(folderThatWaits(index, place));
			// Until then the next start would wait for the lock.
			await expect.poll(waitingBackends).toBe(0);
			if (before !== null) expect(await schema(sql)).toBe(before);
			if (index > 0) expect(await applied()).toEqual(MIGRATIONS.slice(0, index).map((each) => each.name));
		}
		const upTo = mkdtempSync(join(folder, 'whole-'));
		for (const { path, name: file } of MIGRATIONS.slice(0, index + 1)) cpSync(path, join(upTo, `${file}.sql`));
		expect((await migrate(url, { folder: upTo, appPassword: null })).applied).toEqual([migration]);
	}
);

async function waitingBackends(): Promise<number> {
	const [row] = await sql<{ count: number }[]>`select count(*)::int as count from pg_stat_activity
		where datname = ${name} and wait_event = 'PgSleep'`;
	return row.count;
}

test('R17: after all of it the schema is that of a database which nothing happened to', async () => {
	const whole = postgres(withDatabase(testServer().adminUrl, testServer().template), { max: 1 });
	try {
		expect(await schema(sql)).toBe(await schema(whole));
	} finally {
		await whole.end();
	}
});
