import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/lib/server/database.ts';
import { migrationsFolder } from '../../src/lib/server/installation.ts';
import { silentLog } from '../../src/lib/server/log.ts';
import { APP_ROLE, migrate } from '../../src/lib/server/migrate.ts';
import { openSecrets } from '../../src/lib/server/secrets.ts';
import { withDatabase, withRole } from '../support/database-server.ts';
import { freePort, runProduct } from '../support/product.ts';
import { untilStage } from '../support/roster-sender.ts';
import { openCompany } from './company.ts';
import { testFolder } from './embedded-product.ts';
import { checkIndexes } from './index-check.ts';

const INSTALLED = '/usr/lib/postgresql';
const APP_PASSWORD = 'x'.repeat(32);
const isRoot = process.getuid?.() === 0;
const release = (existsSync(INSTALLED) ? readdirSync(INSTALLED) : [])
	.filter((name) => existsSync(`/usr/share/postgresql/${name}/extension/amcheck.control`))
	.sort((a, b) => Number(b) - Number(a))[0];

const folder = testFolder();
let cluster = '';
afterAll(() => {
	if (existsSync(join(cluster, 'postmaster.pid'))) process.kill(postmaster(), 'SIGQUIT');
	folder.remove();
});

/** A program of the installed PostgreSQL, which root may not run as root. */
function command(program: string, ...args: string[]): [string, string[]] {
	const path = join(INSTALLED, release, 'bin', program);
	return isRoot ? ['runuser', ['-u', 'postgres', '--', path, ...args]] : [path, args];
}
const run = (program: string, ...args: string[]) =>
	execFileSync(...command(program, ...args), { stdio: 'pipe', cwd: '/' });
const postmaster = () => Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);

async function started(path: string): Promise<string> {
	cluster = path;
	const port = await freePort();
	const options = ['-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];
	spawn(...command('postgres', '-D', path, ...options), { stdio: 'ignore', cwd: '/' });
	const url = `postgres://owner@127.0.0.1:${port}/postgres`;
	await expect.poll(() => asOwner(url, (sql) => sql`select 1 as one`).catch(() => [])).toEqual([{ one: 1 }]);
	return url;
}

async function asOwner<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	try {
		return await work(sql);
	} finally {
		await sql.end();
	}
}

/** What amcheck says of every B-tree, with all rows looked up in it, and of every table; rows that tell of damage. */
async function amcheck(url: string) {
	return asOwner(url, async (sql) => {
		await sql`create extension amcheck`;
		const trees = await sql<{ name: string }[]>`select c.oid::regclass::text as name,
				bt_index_parent_check(c.oid, true, true)
			from pg_class c join pg_am a on a.oid = c.relam where c.relkind = 'i' and a.amname = 'btree'`;
		const damage =
			await sql`select c.relname, h.msg from pg_class c, verify_heapam(c.oid) h where c.relkind in ('r', 't')`;
		const [{ tables }] = await sql`select count(*)::int as tables from pg_class where relkind in ('r', 't')`;
		return { trees: trees.length, tables: tables as number, damage: [...damage] };
	});
}

describe.skipIf(release === undefined)('a PostgreSQL with amcheck (needs one that is installed)', () => {
	test('R15: after server and application were killed in an import, amcheck finds no damage in any index or table of the copy', async () => {
		const data = mkdtempSync(join(folder.path, 'data-'));
		const path = join(folder.path, 'cluster');
		if (isRoot) execFileSync('chown', ['postgres', folder.path]);
		run('initdb', '-D', path, '-A', 'trust', '-U', 'owner', '--data-checksums', '--locale=C.UTF-8');
		const admin = await started(path);
		await asOwner(admin, (sql) => sql`create database muster`);
		const url = withDatabase(admin, 'muster');
		await migrate(url, { folder: migrationsFolder(), appPassword: APP_PASSWORD });
		const appUrl = withRole(url, APP_ROLE, APP_PASSWORD);
		const product = await runProduct({ MUSTER_DATA_DIR: data, DATABASE_URL: url, DATABASE_APP_URL: appUrl });
		const database = openDatabase(appUrl, { poolSize: 3, waitMs: 60_000 });
		const io = { database, secrets: openSecrets(data), dataFolder: data, log: silentLog() };
		const { sender } = await openCompany(io, product.origin);
		await database.close();
		const draft = await sender.send();
		await untilStage(sender, draft, /^asking$/);
		await sender.answer(draft);
		await untilStage(sender, draft, /^(?:checking|checked)$/);
		const ended = once(product.process, 'exit');
		process.kill(postmaster(), 'SIGKILL');
		product.process.kill('SIGKILL');
		await ended;
		const copy = join(folder.path, 'copy');
		cpSync(path, copy, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
		execFileSync('chown', ['-R', '--reference', path, copy]);
		const after = withDatabase(await started(copy), 'muster');
		const found = await amcheck(after);
		const own = await asOwner(after, checkIndexes);
		process.stdout.write(`R15: amcheck of PostgreSQL ${release}: ${found.trees} indexes, ${found.tables} tables\n`);
		expect(found.damage).toEqual([]);
		expect(found.trees).toBeGreaterThan(200);
		expect(own.filter(({ fault }) => fault !== null)).toEqual([]);
	});
});

test.skipIf(release !== undefined)('R15 was not seen with amcheck: no PostgreSQL with it is installed', () => {
	expect(release).toBeUndefined();
});
