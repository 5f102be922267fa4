import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/lib/server/database.ts';
import { startEmbeddedDatabase } from '../../src/lib/server/embedded-database.ts';
import { silentLog } from '../../src/lib/server/log.ts';
import { migrationsFolder } from '../../src/lib/server/installation.ts';
import { APP_ROLE, migrate } from '../../src/lib/server/migrate.ts';
import type { Io } from '../../src/lib/server/runtime.ts';
import { deletePersonRows } from '../../src/lib/server/person-rows.ts';
import { openSecrets } from '../../src/lib/server/secrets.ts';
import { ensureDriverPatch } from '../../src/start/driver-patch.ts';

export interface BenchServer {
	ownerUrl: string;
	appUrl: string;
	io: Io;
	/** A new organisation, so that every import is a first one. */
	newOrganisation(): Promise<string>;
	removeOrganisation(id: string): Promise<void>;
	stop(): Promise<void>;
}

/** PostgreSQL as the product starts it (fsync on), migrated, in a temporary folder. */
export async function startBenchServer(): Promise<BenchServer> {
	ensureDriverPatch(process.cwd());
	const folder = mkdtempSync(join(tmpdir(), 'muster-bench-server-'));
	// Started by root, PostgreSQL runs as another user, who must be able to walk in.
	chmodSync(folder, 0o711);
	const server = await startEmbeddedDatabase({
		folder: join(folder, 'database'),
		ownerPassword: randomBytes(24).toString('base64url'),
		log: silentLog()
	});
	const ownerUrl = server.ownerUrl('postgres');
	const appPassword = randomBytes(24).toString('base64url');
	await migrate(ownerUrl, { folder: migrationsFolder(), appPassword });
	const app = new URL(ownerUrl);
	app.username = APP_ROLE;
	app.password = appPassword;
	const database = openDatabase(app.href);
	const dataFolder = join(folder, 'data');
	return {
		ownerUrl,
		appUrl: app.href,
		io: { database, secrets: openSecrets(dataFolder), dataFolder, log: silentLog() },
		async newOrganisation() {
			const id = randomUUID();
			await database.inSystem(
				(tx) => tx`insert into organisation (id, slug, name) values (${id}, ${`bench-${id.slice(0, 8)}`}, 'Bench')`
			);
			return id;
		},
		async removeOrganisation(id) {
			const scope = { organisation: id, account: null };
			await database.inOrganisation(scope, async (tx) => {
				await tx`delete from organisation where id = ${id}`;
				await deletePersonRows(tx, scope);
			});
		},
		async stop() {
			await database.close();
			await server.stop();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}
