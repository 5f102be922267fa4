import { layoutOf, type DatasetKind, type Layout } from '#lib/datasets/dataset.ts';
import { kindById } from '#lib/datasets/registry.ts';
import type { Scope, Transaction } from '#lib/server/database.ts';
import type { Io } from '#lib/server/runtime.ts';
import { correctionsOfDraft } from './correction-store.server.ts';
import { draftRecord } from './draft-record.server.ts';
import type { DraftFile } from './file-rows.server.ts';

/** A draft whose rows are stored and whose file is still there. */
export interface CheckedDraft {
	id: string;
	kind: DatasetKind;
	layout: Layout;
	file: DraftFile;
	/** Records of the file, as far as they are known. */
	records: number;
	/** Added to the numbers of the rows of the file, which follow those of the published version. */
	offset: number;
}

/** Null where there is no such draft, nothing of it is stored, or its file is gone. */
export async function checkedDraft(
	io: Io,
	tx: Transaction,
	scope: Scope,
	draftId: string
): Promise<CheckedDraft | null> {
	const draft = await draftRecord(tx, scope, draftId);
	const kind = draft && kindById(draft.kind);
	if (!kind || !draft.plan || draft.rawFile === null) return null;
	if (draft.stage !== 'checked' || draft.stageNote === 'FILE_SAME') return null;
	const layout = layoutOf(
		kind,
		draft.plan.columns.map(({ field }) => field)
	);
	const [{ offset }] = await tx<{ offset: number }[]>`select coalesce(max(line), 0) as offset from ${tx(layout.table)}
		where organisation_id = ${scope.organisation} and version_id = ${draft.mode === 'replace' ? null : draft.baseVersionId}`;
	const corrections = (await correctionsOfDraft(io, tx, scope, draftId))?.corrections ?? null;
	const file = { plan: draft.plan, rawFile: draft.rawFile, corrections };
	// Repeated headers are lines too.
	const records = draft.rowsTotal + (draft.issueCounts.ROW_HEADER_REPEAT ?? 0);
	return { id: draftId, kind, layout, file, records, offset };
}
