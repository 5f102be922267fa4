import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scope } from '#lib/server/database.ts';
import { deleteRawFile, rawFileNames } from '#lib/server/raw-files.ts';
import type { Io } from '#lib/server/runtime.ts';
import { deleteCorrections } from './correction-store.server.ts';
import { STALE_AFTER_S } from '../staging/progress.server.ts';
import { uploadsFolder } from '../staging/reading.server.ts';

const SECOND_LOOK_MS = (STALE_AFTER_S + 2) * 1000;
const ORPHAN_AFTER_MS = 60_000;

/**
 * Clears up after a process that died: drafts nobody works on any more become 'interrupted', drafts whose file never
 * arrived whole lose their trace on disk, expired files are deleted. Rows need no clearing: they are stored in one
 * transaction, which died with its process. A draft whose last sign of life is only seconds old is looked at again
 * soon, since its process may be the one that was just killed. Returns how many drafts were interrupted.
 */
export async function recoverDrafts(io: Io): Promise<number> {
	const second = setTimeout(() => void clearUp(io).catch(() => undefined), SECOND_LOOK_MS);
	second.unref();
	return clearUp(io);
}

async function clearUp(io: Io): Promise<number> {
	// Files first: one that is old and still without a draft then is not given one any more.
	const old = await oldFiles(uploadsFolder(io));
	const organisations = await io.database.inSystem(
		(tx) => tx<{ id: string }[]>`select id from organisation order by id`
	);
	const named = new Set<string>();
	let interrupted = 0;
	for (const { id } of organisations) {
		const scope = { organisation: id, account: null };
		interrupted += await interruptStale(io, scope);
		await deleteExpiredFiles(io, scope);
		for (const name of await namedFiles(io, scope)) named.add(name);
	}
	for (const name of old) if (!named.has(name)) await deleteRawFile(uploadsFolder(io), name);
	return interrupted;
}

async function interruptStale(io: Io, scope: Scope): Promise<number> {
	const stale = await io.database.inOrganisation(
		scope,
		(tx) => tx`
			update dataset_version set stage = 'interrupted', stage_note = 'IMPORT_INTERRUPTED', rows_done = 0,
				work_ended_at = clock_timestamp()
			where organisation_id = ${scope.organisation} and state = 'draft' and stage in ('receiving', 'reading', 'checking')
				and coalesce(worker_heartbeat_at, created_at) < now() - make_interval(secs => ${STALE_AFTER_S})`
	);
	return stale.count;
}

async function deleteExpiredFiles(io: Io, scope: Scope): Promise<void> {
	const expired = await io.database.inOrganisation(
		scope,
		(tx) => tx<{ id: string; name: string }[]>`select id, raw_file as name from dataset_version
			where organisation_id = ${scope.organisation} and raw_file is not null and raw_file_until < now()`
	);
	for (const { id, name } of expired) {
		await deleteRawFile(uploadsFolder(io), name);
		await io.database.inOrganisation(scope, async (tx) => {
			await tx`delete from import_issue where organisation_id = ${scope.organisation} and version_id = ${id}`;
			await deleteCorrections(tx, scope, id, 'all');
			await tx`update dataset_version set raw_file = null, questions = null, inspection = null,
						findings = null
					where organisation_id = ${scope.organisation} and id = ${id} and raw_file = ${name}`;
		});
	}
}

async function namedFiles(io: Io, scope: Scope): Promise<string[]> {
	const rows = await io.database.inOrganisation(
		scope,
		(tx) => tx<{ name: string }[]>`select raw_file as name from dataset_version
			where organisation_id = ${scope.organisation} and raw_file is not null`
	);
	return rows.map((row) => row.name);
}

/** Files old enough to be named by a draft, had their upload lived; a young one may still be arriving. */
async function oldFiles(folder: string): Promise<string[]> {
	const old: string[] = [];
	for (const name of await rawFileNames(folder)) {
		const file = await stat(join(folder, name)).catch(() => null);
		if (file && Date.now() - file.mtimeMs > ORPHAN_AFTER_MS) old.push(name);
	}
	return old;
}
