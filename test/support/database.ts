import { hash } from '@node-rs/argon2';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { openDatabase, type Database, type DatabaseOptions } from '../../src/lib/server/database.ts';
import { silentLog } from '../../src/lib/server/log.ts';
import { APP_ROLE } from '../../src/lib/server/migrate.ts';
import type { Role } from '../../src/lib/server/permissions.ts';
import type { Io } from '../../src/lib/server/runtime.ts';
import { openSecrets } from '../../src/lib/server/secrets.ts';
import { SERVER_VARIABLE, withDatabase, withRole, type TestServer } from './database-server.ts';

export interface TestDatabase {
	database: Database;
	/** The database with secrets and a data folder of its own, as everything that does work takes it. */
	io: Io;
	ownerUrl: string;
	appUrl: string;
	drop(): Promise<void>;
}

/** A migrated database of its own, copied from the template of this run. Call `drop` in `afterAll`. */
export async function testDatabase(options: DatabaseOptions = {}): Promise<TestDatabase> {
	const server = testServer();
	const name = `muster_test_${randomBytes(6).toString('hex')}`;
	await asAdmin((sql) => sql`create database ${sql(name)} template ${sql(server.template)}`);
	const ownerUrl = withDatabase(server.adminUrl, name);
	const appUrl = withRole(ownerUrl, APP_ROLE, server.appPassword);
	// However busy the machine, a test waits for its turn, unless waiting is what it is about.
	const database = openDatabase(appUrl, { poolSize: 5, waitMs: 60_000, ...options });
	const dataFolder = mkdtempSync(join(tmpdir(), 'muster-data-'));
	return {
		database,
		io: { database, secrets: openSecrets(dataFolder), dataFolder, log: silentLog() },
		ownerUrl,
		appUrl,
		async drop() {
			try {
				await database.close();
				await asAdmin((sql) => sql`drop database ${sql(name)} with (force)`);
			} finally {
				rmSync(dataFolder, { recursive: true, force: true });
			}
		}
	};
}

export function testServer(): TestServer {
	const text = process.env[SERVER_VARIABLE];
	if (text === undefined) throw new Error('No database server: run this test in the project "database" or "browser".');
	return JSON.parse(text) as TestServer;
}

/** Runs `work` on the run's server, or in one of its databases, as the role that may create databases. */
export async function asAdmin<T>(
	work: (sql: postgres.Sql) => Promise<T>,
	url: string = testServer().adminUrl
): Promise<T> {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	try {
		return await work(sql);
	} finally {
		await sql.end();
	}
}

export interface TestOrganisation {
	id: string;
	slug: string;
	name: string;
}

export async function createOrganisation(
	database: Database,
	options: { name?: string; kind?: 'tenant' | 'library'; isSample?: boolean } = {}
): Promise<TestOrganisation> {
	const id = randomUUID();
	const organisation = { id, slug: `org-${id.slice(0, 8)}`, name: options.name ?? `Organisation ${id.slice(0, 8)}` };
	await database.inSystem(
		(tx) => tx`insert into organisation (id, slug, name, kind, is_sample)
			values (${id}, ${organisation.slug}, ${organisation.name}, ${options.kind ?? 'tenant'}, ${options.isSample ?? false})`
	);
	return organisation;
}

export interface TestAccount {
	id: string;
	email: string;
	/** Null when the account was made without one and cannot sign in. */
	password: string | null;
}

/** An account, with a membership for each of `roles` in `organisation`. Hashing a password takes about 30 ms. */
export async function createAccount(
	database: Database,
	options: { organisation?: string; roles?: Role[]; password?: string; displayName?: string } = {}
): Promise<TestAccount> {
	const id = randomUUID();
	const email = `${id.slice(0, 8)}@example.org`;
	const passwordHash = options.password === undefined ? 'no password' : await hash(options.password);
	const displayName = options.displayName ?? `Person ${id.slice(0, 8)}`;
	await database.inSystem(
		(tx) => tx`insert into account (id, email, display_name, password_hash)
			values (${id}, ${email}, ${displayName}, ${passwordHash})`
	);
	const { organisation } = options;
	if (organisation !== undefined) {
		await database.inOrganisation({ organisation, account: id }, async (tx) => {
			for (const role of options.roles ?? ['analyst']) {
				await tx`insert into membership (organisation_id, account_id, role) values (${organisation}, ${id}, ${role})`;
			}
		});
	}
	return { id, email, password: options.password ?? null };
}
