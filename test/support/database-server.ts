import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { startEmbeddedDatabase } from '../../src/lib/server/embedded-database.ts';
import { migrationsFolder } from '../../src/lib/server/installation.ts';
import { silentLog } from '../../src/lib/server/log.ts';
import { APP_ROLE, migrate } from '../../src/lib/server/migrate.ts';
import { ensureDriverPatch } from '../../src/start/driver-patch.ts';

/** Where the tests of this run find their PostgreSQL, in the environment of every test process. */
export const SERVER_VARIABLE = 'MUSTER_TEST_SERVER';

export interface TestServer {
	/** URL of a role that may create databases, in a database that is not the template. */
	adminUrl: string;
	template: string;
	appPassword: string;
}

/**
 * Vitest global set-up: one PostgreSQL for the whole run (embedded in a temporary folder, or that of DATABASE_URL) with
 * one migrated template database. Each test file copies the template (see database.ts).
 */
export default async function setup(): Promise<() => Promise<void>> {
	if (process.env[SERVER_VARIABLE] !== undefined) return async () => {};
	ensureDriverPatch(process.cwd());
	const own = process.env.DATABASE_URL;
	const { adminUrl, stop } =
		own === undefined || own === '' ? await embedded() : { adminUrl: own, stop: async () => {} };
	const server: TestServer = {
		adminUrl,
		template: `muster_template_${randomBytes(6).toString('hex')}`,
		appPassword: testPassword(adminUrl)
	};
	await makeTemplate(server);
	process.env[SERVER_VARIABLE] = JSON.stringify(server);
	return async () => {
		delete process.env[SERVER_VARIABLE];
		await dropTemplate(server);
		await stop();
	};
}

/** The same URL with another database. */
export function withDatabase(url: string, database: string): string {
	const changed = new URL(url);
	changed.pathname = `/${database}`;
	return changed.href;
}

export function withRole(url: string, role: string, password: string): string {
	const changed = new URL(url);
	changed.username = role;
	changed.password = password;
	return changed.href;
}

async function embedded() {
	const folder = mkdtempSync(join(tmpdir(), 'muster-test-'));
	// Started by root, PostgreSQL runs as another user, who must be able to walk in.
	chmodSync(folder, 0o711);
	const database = await startEmbeddedDatabase({
		folder: join(folder, 'database'),
		ownerPassword: randomBytes(24).toString('base64url'),
		log: silentLog(),
		// A test database outlives no crash.
		settings: { fsync: 'off', full_page_writes: 'off', max_connections: '200' }
	});
	return {
		adminUrl: database.ownerUrl('postgres'),
		stop: async () => {
			await database.stop();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

// The role belongs to the whole server: a run that crashed must not lock the next one out, so no random password.
function testPassword(adminUrl: string): string {
	return createHash('sha256').update(`muster tests ${adminUrl}`).digest('base64url');
}

async function makeTemplate(server: TestServer): Promise<void> {
	await asAdmin(server, (sql) => sql`create database ${sql(server.template)}`);
	const url = withDatabase(server.adminUrl, server.template);
	await migrate(url, { folder: migrationsFolder(), appPassword: server.appPassword });
	const app = postgres(withRole(url, APP_ROLE, server.appPassword), { max: 1, fetch_types: false });
	try {
		await app`select 1`;
	} catch {
		throw new Error(
			`The server of DATABASE_URL already has a role ${APP_ROLE} with another password. Run the tests on a server without it.`
		);
	} finally {
		await app.end();
	}
}

async function dropTemplate(server: TestServer): Promise<void> {
	await asAdmin(server, (sql) => sql`drop database if exists ${sql(server.template)} with (force)`);
}

async function asAdmin(server: TestServer, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
	const sql = postgres(server.adminUrl, { max: 1, onnotice: () => {} });
	try {
		await work(sql);
	} finally {
		await sql.end();
	}
}
