import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../lib/server/database.ts';
import { startEmbeddedDatabase } from '../lib/server/embedded-database.ts';
import { migrationsFolder } from '../lib/server/installation.ts';
import { lockFolder, type FolderLock } from '../lib/server/folder-lock.ts';
import type { Log } from '../lib/server/log.ts';
import { APP_ROLE, appRoleProblem, ensureDatabase, migrate } from '../lib/server/migrate.ts';
import { setRuntime, type Runtime } from '../lib/server/runtime.ts';
import { databasePasswords, openSecrets, type DatabasePasswords } from '../lib/server/secrets.ts';
import type { Settings } from '../lib/server/settings.ts';

const otherKeys = (database: string, dataFolder: string) =>
	`The database in ${database} was made with other passwords than those in ${join(dataFolder, 'secrets')}. ` +
	`Put the secrets folder back that it was made with; or, to begin with an empty one, move ${database} away.`;

export interface OpenRuntime {
	runtime: Runtime;
	/** Names of the migrations applied just now. */
	migrated: string[];
	/** Tells a second process on the same data folder where this one answers. */
	setAddress(address: string): void;
	close(): Promise<void>;
}

interface Server {
	ownerUrl: string;
	appUrl: string;
	setAddress(address: string): void;
	stop(): Promise<void>;
}

const DATABASE_NAME = 'muster';
const WRONG_PASSWORD = '28P01';
const FOREIGN_ROLE =
	`The role ${APP_ROLE} exists on the server of DATABASE_URL with a password this data folder does not know. ` +
	`Set DATABASE_APP_URL to a URL of that role; its owner can give it a password with ALTER ROLE.`;

/** Everything the product needs before its first request: data folder, database server, schema, keys, pool. */
export async function openRuntime(settings: Settings, log: Log): Promise<OpenRuntime> {
	mkdirSync(settings.dataFolder, { recursive: true, mode: 0o711 });
	const passwords = databasePasswords(settings.dataFolder);
	const server = await openServer(settings, passwords, log);
	try {
		const migrated = await prepareSchema(server, settings, passwords);
		const runtime: Runtime = {
			database: openDatabase(server.appUrl, { poolSize: settings.poolSize }),
			secrets: openSecrets(settings.dataFolder, settings.masterKeyFile),
			dataFolder: settings.dataFolder,
			settings,
			log,
			quotas: settings.quotas,
			importsAtOnce: settings.importsAtOnce ?? undefined,
			shutdownWork: new Set()
		};
		setRuntime(runtime);
		const close = async () => {
			await Promise.allSettled([...runtime.shutdownWork].map((work) => work()));
			await runtime.database.close();
			await server.stop();
		};
		return { runtime, migrated, setAddress: server.setAddress, close };
	} catch (error) {
		await server.stop();
		throw error;
	}
}

async function prepareSchema(server: Server, settings: Settings, passwords: DatabasePasswords): Promise<string[]> {
	const appPassword = settings.databaseAppUrl === null ? passwords.app : null;
	const { applied } = await migrate(server.ownerUrl, { folder: migrationsFolder(), appPassword });
	const problem = await appRoleProblem(server.appUrl).catch((error: unknown) => {
		if (settings.databaseAppUrl === null && hasCode(error, WRONG_PASSWORD)) return FOREIGN_ROLE;
		throw error;
	});
	if (problem !== null) throw new Error(problem);
	return applied;
}

function hasCode(error: unknown, code: string): boolean {
	return error instanceof Error && 'code' in error && error.code === code;
}

async function openServer(settings: Settings, passwords: DatabasePasswords, log: Log): Promise<Server> {
	if (settings.databaseUrl === null) return openEmbedded(settings, passwords, log);
	const ownerUrl = settings.databaseUrl;
	const appUrl = settings.databaseAppUrl ?? asAppRole(ownerUrl, passwords.app);
	return { ownerUrl, appUrl, setAddress: () => {}, stop: async () => {} };
}

async function openEmbedded(settings: Settings, passwords: DatabasePasswords, log: Log): Promise<Server> {
	const lock: FolderLock = lockFolder(
		settings.dataFolder,
		settings.origin ?? `http://${settings.host}:${settings.port}`
	);
	try {
		const embedded = await startEmbeddedDatabase({
			folder: join(settings.dataFolder, 'database'),
			ownerPassword: passwords.owner,
			log
		});
		await ensureDatabase(embedded.ownerUrl('postgres'), DATABASE_NAME).catch(async (error: unknown) => {
			await embedded.stop();
			throw hasCode(error, WRONG_PASSWORD) ? new Error(otherKeys(embedded.folder, settings.dataFolder)) : error;
		});
		const ownerUrl = embedded.ownerUrl(DATABASE_NAME);
		return {
			ownerUrl,
			appUrl: asAppRole(ownerUrl, passwords.app),
			setAddress: lock.setAddress,
			async stop() {
				await embedded.stop();
				lock.release();
			}
		};
	} catch (error) {
		lock.release();
		throw error;
	}
}

function asAppRole(ownerUrl: string, password: string): string {
	const url = new URL(ownerUrl);
	url.username = APP_ROLE;
	url.password = password;
	return url.href;
}
