import { recordAudit } from '#lib/server/audit.ts';
import { kindById } from '#lib/datasets/registry.ts';
import type { Scope } from '#lib/server/database.ts';
import { deleteRawFile } from '#lib/server/raw-files.ts';
import type { Io } from '#lib/server/runtime.ts';
import { deleteCorrections } from './correction-store.server.ts';
import { deleteDraftRows } from './draft-rows.server.ts';
import { draftRecord } from './draft-record.server.ts';
import { uploadsFolder } from '../staging/reading.server.ts';
import { stopWorker } from '../staging/worker-host.server.ts';

/** Throws a draft away: its rows, issues and file, and the ids of its people. */
export async function discardDraft(io: Io, scope: Scope, draftId: string): Promise<void> {
	await stopWorker(io, draftId);
	const rawFile = await io.database.inOrganisation(scope, async (tx) => {
		const draft = await draftRecord(tx, scope, draftId, 'update');
		const kind = draft && kindById(draft.kind);
		if (!draft || !kind || draft.state !== 'draft')
			throw new Error(`There is no open draft ${draftId} in this organisation.`);
		await deleteDraftRows(tx, scope, kind, draftId);
		await deleteCorrections(tx, scope, draftId, 'all');
		await tx`update dataset_version set state = 'discarded', stage = 'done', stage_note = 'draft-discarded',
				raw_file = null, raw_file_until = null
			where organisation_id = ${scope.organisation} and id = ${draftId}`;
		await tx`delete from dataset d where organisation_id = ${scope.organisation} and id = ${draft.datasetId} and not exists
			(select from dataset_version v where v.organisation_id = d.organisation_id and v.dataset_id = d.id
				and v.state <> 'discarded')`;
		await recordAudit(tx, scope, { action: 'import.discarded', objectType: 'draft', objectId: draftId });
		return draft.rawFile;
	});
	if (rawFile !== null) await deleteRawFile(uploadsFolder(io), rawFile);
}
