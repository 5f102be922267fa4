import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';

export interface Migration {
	name: string;
	path: string;
	checksum: string;
}

export interface MigrationReport {
	applied: string[];
	known: number;
}

export const APP_ROLE = 'muster_app';
const LOCK = 7_305_118_462_119n;
const FILE_NAME = /^\d{4}-[a-z0-9-]+\.sql$/;

/** The migration files in order of their number. The checksum ignores the line endings of the checkout. */
export function readMigrations(folder: string): Migration[] {
	return readdirSync(folder)
		.filter((name) => FILE_NAME.test(name))
		.sort()
		.map((name) => {
			const path = join(folder, name);
			const text = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
			return { name: name.slice(0, -'.sql'.length), path, checksum: createHash('sha256').update(text).digest('hex') };
		});
}

/** Makes the database unless it is there. `url` leads to another database of the server. */
export async function ensureDatabase(url: string, name: string): Promise<void> {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	try {
		const [found] = await sql`select 1 from pg_database where datname = ${name}`;
		if (!found) await sql`create database ${sql(name)}`;
	} finally {
		await sql.end();
	}
}

/**
 * Brings the schema up to date as the owner and makes the app role first if need be. Each migration is one transaction
 * under one advisory lock, so several processes at once apply each migration once.
 */
export async function migrate(
	ownerUrl: string,
	options: { folder: string; appPassword: string | null }
): Promise<MigrationReport> {
	const migrations = readMigrations(options.folder);
	const sql = postgres(ownerUrl, { max: 1, onnotice: () => {}, connect_timeout: 10 });
	try {
		await inLockedTransaction(sql, (tx) => prepareDatabase(tx, options.appPassword));
		const applied: string[] = [];
		for (const migration of migrations) {
			if (await inLockedTransaction(sql, (tx) => applyOnce(tx, migration, migrations))) applied.push(migration.name);
		}
		return { applied, known: migrations.length };
	} finally {
		await sql.end({ timeout: 5 });
	}
}

type Tx = postgres.TransactionSql;

async function inLockedTransaction<T>(sql: postgres.Sql, work: (tx: Tx) => Promise<T>): Promise<T> {
	const result = await sql.begin(async (tx) => {
		await tx`select pg_advisory_xact_lock(${LOCK.toString()}::bigint)`;
		return { value: await work(tx) };
	});
	return result.value as T;
}

async function prepareDatabase(tx: Tx, appPassword: string | null): Promise<void> {
	await tx`create table if not exists schema_migration (
		name text primary key,
		checksum text not null,
		applied_at timestamptz not null default now()
	)`;
	const [role] = await tx`select 1 from pg_roles where rolname = ${APP_ROLE}`;
	if (role) return;
	if (appPassword === null) {
		throw new Error(`The database role ${APP_ROLE} does not exist: create it, or leave DATABASE_APP_URL unset.`);
	}
	// The password travels as a parameter, never in the text of a statement.
	await tx`select set_config('muster.app_password', ${appPassword}, true)`;
	await tx`do $$
		begin
			execute format('create role muster_app login password %L', current_setting('muster.app_password'));
		exception when duplicate_object or unique_violation then
			null;
		end
	$$`;
}

async function applyOnce(tx: Tx, migration: Migration, known: Migration[]): Promise<boolean> {
	const applied = await tx<
		{ name: string; checksum: string }[]
	>`select name, checksum from schema_migration order by name`;
	refuseNewer(applied, known);
	const former = applied.find((row) => row.name === migration.name);
	if (former) {
		if (former.checksum === migration.checksum) return false;
		throw new Error(
			`The migration ${migration.name} was changed after this database applied it. ` +
				'Restore the released file; changes belong in a new migration.'
		);
	}
	await tx.file(migration.path);
	await tx`insert into schema_migration (name, checksum) values (${migration.name}, ${migration.checksum})`;
	return true;
}

function refuseNewer(applied: { name: string }[], known: Migration[]): void {
	const names = new Set(known.map(({ name }) => name));
	const unknown = applied.find(({ name }) => !names.has(name));
	if (unknown) {
		throw new Error(
			`This database has the schema of a newer Muster (${unknown.name} is not known here). Install that version or later.`
		);
	}
}

/** Null when `appUrl` signs in as a role that row-level security binds; otherwise what is wrong with it. */
export async function appRoleProblem(appUrl: string): Promise<string | null> {
	const sql = postgres(appUrl, { max: 1, onnotice: () => {}, connect_timeout: 10 });
	try {
		const [role] = await sql<{ name: string; isPowerful: boolean; owned: string | null }[]>`
			select current_user as name,
				exists (select 1 from pg_roles
					where (rolsuper or rolbypassrls) and pg_has_role(current_user, oid, 'member')) as "isPowerful",
				(select c.relname from pg_class c join pg_roles r on r.oid = c.relowner
					where pg_has_role(current_user, r.oid, 'member') and c.relpersistence <> 't' limit 1) as owned`;
		if (role.isPowerful) return `The database role ${role.name} may bypass row-level security. Use one that may not.`;
		if (role.owned !== null) {
			return `The database role ${role.name} owns ${role.owned}. The app must sign in as a role that owns nothing.`;
		}
		return null;
	} finally {
		await sql.end({ timeout: 5 });
	}
}
