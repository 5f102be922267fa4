import { recordAudit } from '#lib/server/audit.ts';
import type { Scope } from '#lib/server/database.ts';
import { lockImports } from '#lib/server/import-lock.ts';
import type { Io } from '#lib/server/runtime.ts';
import { switchVersion } from './publish.server.ts';

/**
 * Publishes the version before the published one again, under its own number; nothing is copied or deleted. Where there
 * is none, the dataset is withdrawn and `version` is null.
 */
export async function undoPublication(io: Io, scope: Scope, datasetId: string): Promise<{ version: number | null }> {
	return io.database.inOrganisation(scope, async (tx) => {
		await lockImports(tx, scope, 'wait');
		const [current] = await tx<{ id: string; number: number }[]>`
			select v.id, v.number from dataset d join dataset_version v
				on v.organisation_id = d.organisation_id and v.id = d.published_version_id
			where d.organisation_id = ${scope.organisation} and d.id = ${datasetId} for update of d`;
		if (!current) throw new Error(`Dataset ${datasetId} has no published version to take back.`);
		const [former] = await tx<{ id: string; number: number }[]>`
			select id, number from dataset_version
			where organisation_id = ${scope.organisation} and dataset_id = ${datasetId} and state = 'superseded'
				and number < ${current.number} order by number desc limit 1`;
		const act = former ? 'undo' : 'withdraw';
		await switchVersion(tx, scope, { datasetId, from: current.id, to: former?.id ?? null, act });
		const details = { from: current.number, to: former?.number ?? null };
		await recordAudit(tx, scope, { action: 'import.undone', objectType: 'dataset', objectId: datasetId, details });
		return { version: former?.number ?? null };
	});
}
