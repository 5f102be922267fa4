import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '../../src/lib/server/database.ts';
import { silentLog } from '../../src/lib/server/log.ts';
import type { Io } from '../../src/lib/server/runtime.ts';
import { openSecrets } from '../../src/lib/server/secrets.ts';
import { runProduct, type RunningProduct } from '../support/product.ts';

/** The product on its own database in a folder, as `npm start` runs it. */
export interface EmbeddedProduct {
	running: RunningProduct;
	dataFolder: string;
	/** Process id of the database server. */
	postmaster(): number;
	/** The owner's URL of its database. */
	ownerUrl(): string;
	/** What a test needs to make accounts there; close it after use. */
	open(): { io: Io; database: Database };
}

/** Starts the product on `dataFolder`. */
export async function startEmbedded(
	dataFolder: string,
	environment: Record<string, string> = {}
): Promise<EmbeddedProduct> {
	const running = await runProduct({ MUSTER_DATA_DIR: dataFolder, ...environment });
	const pidFile = () =>
		readFileSync(join(dataFolder, 'database/cluster/postmaster.pid'), 'utf8').split('\n').map(Number);
	const url = (role: string, secret: string) => {
		const password = readFileSync(join(dataFolder, 'secrets', secret), 'utf8').trim();
		return `postgres://${role}:${password}@127.0.0.1:${pidFile()[3]}/muster`;
	};
	return {
		running,
		dataFolder,
		postmaster: () => pidFile()[0],
		ownerUrl: () => url('muster_owner', 'database-owner-password'),
		open() {
			const database = openDatabase(url('muster_app', 'database-app-password'), { poolSize: 3, waitMs: 60_000 });
			return { database, io: { database, secrets: openSecrets(dataFolder), dataFolder, log: silentLog() } };
		}
	};
}

/** A folder that the user the database runs as may enter. */
export function testFolder(): { path: string; remove(): void } {
	const path = mkdtempSync(join(tmpdir(), 'muster-faults-'));
	chmodSync(path, 0o711);
	return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
