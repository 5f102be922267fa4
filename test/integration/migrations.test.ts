import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrationsFolder } from '../../src/lib/server/installation.ts';
import { appRoleProblem, migrate, readMigrations } from '../../src/lib/server/migrate.ts';
import { silentLog } from '../../src/lib/server/log.ts';
import { readSettings } from '../../src/lib/server/settings.ts';
import { openRuntime } from '../../src/start/open-runtime.ts';
import { withDatabase, withRole } from '../support/database-server.ts';
import { asAdmin, testServer } from '../support/database.ts';

const MIGRATE_SCRIPT = `
	import { migrate } from '${join(process.cwd(), 'src/lib/server/migrate.ts')}';
	const [url, folder] = process.argv.slice(-2);
	const { applied } = await migrate(url, { folder, appPassword: 'x'.repeat(32) });
	process.stdout.write(JSON.stringify(applied));
`;

let name: string;
let url: string;
let folder: string;

beforeEach(async () => {
	name = `muster_migration_${randomBytes(6).toString('hex')}`;
	url = withDatabase(testServer().adminUrl, name);
	folder = mkdtempSync(join(tmpdir(), 'muster-migrations-'));
	cpSync(migrationsFolder(), folder, { recursive: true });
	await asAdmin((sql) => sql`create database ${sql(name)}`);
});
afterEach(async () => {
	rmSync(folder, { recursive: true });
	await asAdmin((sql) => sql`drop database ${sql(name)} with (force)`);
});

const run = () => migrate(url, { folder, appPassword: null });

async function query(work: (sql: postgres.Sql) => Promise<postgres.RowList<postgres.Row[]>>) {
	const sql = postgres(url, { max: 1 });
	try {
		return [...(await work(sql))];
	} finally {
		await sql.end();
	}
}

function migrateInProcess(): Promise<string[]> {
	return new Promise((resolve, reject) => {
		const script = join(folder, 'run.mts');
		const child = spawn(process.execPath, ['--import', 'tsx', script, url, folder], {
			stdio: ['ignore', 'pipe', 'inherit']
		});
		let text = '';
		child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
		child.on('close', (code) => (code === 0 ? resolve(JSON.parse(text)) : reject(new Error(`exit code ${code}`))));
	});
}

test('three processes at once apply each migration exactly once', async () => {
	writeFileSync(join(folder, 'run.mts'), MIGRATE_SCRIPT);
	const applied = await Promise.all([migrateInProcess(), migrateInProcess(), migrateInProcess()]);
	const names = readMigrations(folder).map((migration) => migration.name);
	expect(names.length).toBeGreaterThanOrEqual(6);
	expect(applied.flat().sort()).toEqual(names);
	const stored = await query((sql) => sql`select name from schema_migration order by name`);
	expect(stored.map((row) => row.name)).toEqual(names);
});

test('a second run applies nothing', async () => {
	const first = await run();
	const second = await run();
	expect([first.applied.length, second.applied.length]).toEqual([first.known, 0]);
});

test('a migration that fails half-way leaves nothing of itself and keeps those before it', async () => {
	writeFileSync(join(folder, '9001-broken.sql'), 'create table half (id int);\nselect 1 / 0;\n');
	await expect(run()).rejects.toThrow('division by zero');
	const tables = await query(
		(sql) => sql`select to_regclass('half')::text as half, to_regclass('account')::text as account`
	);
	expect(tables).toEqual([{ half: null, account: 'account' }]);
	writeFileSync(join(folder, '9001-broken.sql'), 'create table half (id int);\n');
	expect((await run()).applied).toEqual(['9001-broken']);
});

test('audit entries from before they were chained become one chain, in the order they were written', async () => {
	const later = readMigrations(folder).filter((migration) => migration.name >= '0009');
	for (const { name: file } of later) rmSync(join(folder, `${file}.sql`));
	await run();
	const id = '5f0c1d7e-8a34-4b6f-9f4e-2c7a1b3d4e5f';
	await query((sql) => sql`insert into organisation (id, slug, name) values (${id}, 'acme', 'Acme')`);
	for (const action of ['setup.done', 'roles.saved', 'roles.changed'])
		await query(
			(sql) => sql`insert into audit_entry (organisation_id, id, action)
			values (${id}, gen_random_uuid(), ${action})`
		);
	cpSync(migrationsFolder(), folder, { recursive: true });
	await run();
	const entries = await query(
		(sql) => sql`select action, position::int,
		hash = audit_entry_hash(e) and previous_hash = lag(hash, 1, '\\x'::bytea) over (order by position) as fits
		from audit_entry e order by position`
	);
	expect(entries.map((entry) => [entry.action, entry.position, entry.fits])).toEqual([
		['setup.done', 1, true],
		['roles.saved', 2, true],
		['roles.changed', 3, true]
	]);
});

test('a migration changed after it was applied is refused by name', async () => {
	writeFileSync(join(folder, '9001-extra.sql'), 'create table extra (id int);\n');
	await run();
	writeFileSync(join(folder, '9001-extra.sql'), 'create table extra (id bigint);\n');
	await expect(run()).rejects.toThrow(
		'The migration 9001-extra was changed after this database applied it. Restore the released file; ' +
			'changes belong in a new migration.'
	);
});

test('line endings of the checkout do not count as a change', async () => {
	writeFileSync(join(folder, '9001-extra.sql'), 'create table extra\n(id int);\n');
	await run();
	writeFileSync(join(folder, '9001-extra.sql'), 'create table extra\r\n(id int);\r\n');
	expect((await run()).applied).toEqual([]);
});

test('a schema newer than this version is refused and nothing is applied', async () => {
	writeFileSync(join(folder, '9002-future.sql'), 'create table future (id int);\n');
	await run();
	rmSync(join(folder, '9002-future.sql'));
	writeFileSync(join(folder, '9003-later.sql'), 'create table later (id int);\n');
	await expect(run()).rejects.toThrow(
		'This database has the schema of a newer Muster (9002-future is not known here). Install that version or later.'
	);
	expect(await query((sql) => sql`select to_regclass('later')::text as later`)).toEqual([{ later: null }]);
});

test('the app role passes the check at the start, the owner does not', async () => {
	await run();
	const { adminUrl, appPassword } = testServer();
	expect(await appRoleProblem(withRole(url, 'muster_app', appPassword))).toBeNull();
	const owner = new URL(adminUrl).username;
	expect(await appRoleProblem(url)).toContain(`The database role ${owner} `);
});

test('a server whose app role has another password is refused with what to set, and its password is kept', async () => {
	const settings = readSettings({ DATABASE_URL: url, MUSTER_DATA_DIR: join(folder, 'data') });
	await expect(openRuntime(settings, silentLog())).rejects.toThrow('Set DATABASE_APP_URL to a URL of that role');
	expect(await appRoleProblem(withRole(url, 'muster_app', testServer().appPassword))).toBeNull();
});

test('with DATABASE_URL and DATABASE_APP_URL the runtime opens, migrated and ready', async () => {
	const appUrl = withRole(url, 'muster_app', testServer().appPassword);
	const settings = readSettings({ DATABASE_URL: url, DATABASE_APP_URL: appUrl, MUSTER_DATA_DIR: join(folder, 'data') });
	const { runtime, migrated, close } = await openRuntime(settings, silentLog());
	expect([migrated.length >= 6, await runtime.database.isReady()]).toEqual([true, true]);
	await close();
});
