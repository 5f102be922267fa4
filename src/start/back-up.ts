import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { backUpCluster } from '../lib/server/cluster-backup.ts';
import { copyFolder } from '../lib/server/copy-folder.ts';
import { clusterOf, OWNER_ROLE } from '../lib/server/embedded-cluster.ts';
import { journalPath } from '../lib/server/erasure-journal.ts';
import { databasePasswords } from '../lib/server/secrets.ts';
import { readSettings } from '../lib/server/settings.ts';

/** Copies the data folder of a Muster that runs on the embedded database, as a whole, to the new folder `to`. */
export async function backUp(variables: Record<string, string | undefined>, to: string | null): Promise<string> {
	if (to === null) throw new Error('Name a new folder: npm run backup -- --to /backup/muster-data');
	const { dataFolder, databaseUrl, masterKeyFile } = readSettings(variables);
	if (databaseUrl !== null)
		throw new Error('DATABASE_URL is set: back that server up by pg_dump, see docs/operations.md.');
	const target = resolve(to);
	if (existsSync(target) && readdirSync(target).length > 0)
		throw new Error(`${target} is not empty: name a new folder.`);
	const cluster = clusterOf(join(dataFolder, 'database'));
	const port = cluster === null ? null : portOf(cluster);
	if (cluster === null || port === null)
		throw new Error(`Muster does not run on ${dataFolder}: while it is stopped, copy that folder as it is.`);
	// Whoever runs the database there must be able to enter it.
	mkdirSync(target, { recursive: true, mode: 0o711 });
	const password = encodeURIComponent(databasePasswords(dataFolder).owner);
	const ownerUrl = `postgres://${OWNER_ROLE}:${password}@127.0.0.1:${port}/postgres`;
	const { files } = await backUpCluster(ownerUrl, cluster, join(target, 'database', 'cluster'));
	// After the database: of whoever was erased while it was copied, the uploads are gone and the list knows.
	for (const name of ['secrets', 'uploads']) copyFolder(join(dataFolder, name), join(target, name));
	const erased = journalPath({ dataFolder });
	if (existsSync(erased)) copyFileSync(erased, journalPath({ dataFolder: target }));
	const elsewhere = masterKeyFile === null ? '' : `The master key is not in it: keep a copy of ${masterKeyFile} too.\n`;
	return (
		`The backup is in ${target}: ${files} files of the database, with secrets, uploads and the list of erased people.\n` +
		elsewhere
	);
}

/** The port of the server that runs on a cluster; null where none does. */
function portOf(cluster: string): number | null {
	try {
		const port = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[3]);
		return port > 0 ? port : null;
	} catch {
		return null;
	}
}
