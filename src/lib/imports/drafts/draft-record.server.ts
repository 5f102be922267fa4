import type { KindId } from '#lib/datasets/dataset.ts';
import type { Scope, Transaction } from '#lib/server/database.ts';
import type { Sealed } from '#lib/server/sealing.ts';
import type { Difference, DraftStage } from './draft-view.ts';
import type { ImportPlan } from '../plan.ts';

export type ImportMode = 'replace' | 'append' | 'correct';

/** A version with its dataset, as the steps of an import need it. */
export interface DraftRecord {
	id: string;
	number: number;
	state: 'draft' | 'published' | 'superseded' | 'discarded';
	stage: DraftStage;
	stageNote: string | null;
	mode: ImportMode;
	fileName: string;
	fileHash: string | null;
	fileSize: number | null;
	rawFile: string | null;
	plan: ImportPlan | null;
	/** Question[] and Inspection, sealed because they quote cells of the file. */
	questions: Sealed | null;
	inspection: Sealed | null;
	/** Finding[], sealed likewise. */
	findings: Sealed | null;
	planHash: string | null;
	rowsDone: number;
	rowsTotal: number;
	rowCount: number | null;
	excludedCount: number | null;
	issueCounts: Record<string, number>;
	difference: Difference | null;
	baseVersionId: string | null;
	createdAt: Date;
	/** Seconds since the last sign of life of whoever works on it. */
	silence: number | null;
	datasetId: string;
	datasetName: string;
	kind: KindId;
	eventId: string | null;
	publishedVersionId: string | null;
}

/** The draft, or null: of another organisation and unknown look the same. Locks it on request. */
export async function draftRecord(
	tx: Transaction,
	scope: Scope,
	draftId: string,
	lock: 'update' | 'none' = 'none'
): Promise<DraftRecord | null> {
	if (!/^[0-9a-f-]{36}$/.test(draftId)) return null;
	const [record] = await tx<DraftRecord[]>`
		select v.id, v.number, v.state, v.stage, v.stage_note as "stageNote", v.mode, v.file_name as "fileName",
			v.file_hash as "fileHash", v.file_size as "fileSize", v.raw_file as "rawFile", v.plan, v.questions, v.inspection, v.findings,
			v.plan_hash as "planHash", v.rows_done as "rowsDone", v.rows_total as "rowsTotal", v.row_count as "rowCount",
			v.excluded_count as "excludedCount", v.issue_counts as "issueCounts", v.difference,
			v.base_version_id as "baseVersionId", v.created_at as "createdAt",
			extract(epoch from now() - v.worker_heartbeat_at)::double precision as silence,
			d.id as "datasetId", d.name as "datasetName", d.kind, d.event_id as "eventId",
			d.published_version_id as "publishedVersionId"
		from dataset_version v join dataset d on d.organisation_id = v.organisation_id and d.id = v.dataset_id
		where v.organisation_id = ${scope.organisation} and v.id = ${draftId}
		${lock === 'update' ? tx`for update of v, d` : tx``}`;
	return record ?? null;
}

/** Ends an attempt with what a person can be told: a key below `data.` or an issue code. */
export async function endAttempt(
	tx: Transaction,
	scope: Scope,
	draftId: string,
	end: { stage: 'failed' | 'interrupted' | 'asking'; note: string | null }
): Promise<void> {
	await tx`update dataset_version set stage = ${end.stage}, stage_note = ${end.note}, rows_done = 0,
			work_ended_at = clock_timestamp()
		where organisation_id = ${scope.organisation} and id = ${draftId} and state = 'draft'
			and stage in ('receiving', 'reading', 'checking')`;
}
