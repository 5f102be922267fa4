import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { layoutOf, type DatasetKind } from '#lib/datasets/dataset.ts';
import { kindById } from '#lib/datasets/registry.ts';
import type { Scope } from '#lib/server/database.ts';
import { isDatabaseBusy, isDatabaseDown, isStorageFull } from '#lib/server/database-errors.ts';
import { withoutMessage } from '#lib/server/log.ts';
import type { Io } from '#lib/server/runtime.ts';
import { sealing } from '#lib/server/sealing.ts';
import { correctionsOfDraft } from '../drafts/correction-store.server.ts';
import { deleteDraftRows } from '../drafts/draft-rows.server.ts';
import { draftRecord, endAttempt, type DraftRecord } from '../drafts/draft-record.server.ts';
import { layoutChange } from '../drafts/layout-change.server.ts';
import { knownTable, unpackedTable, type TableFile } from '../file/table-file.server.ts';
import type { Inspected } from '../finish-inspection.ts';
import { inspectFile } from '../inspect.ts';
import { storeIssues } from './issue-store.server.ts';
import type { Issue } from '../issue.ts';
import { planHash } from '../plan-hash.ts';
import type { ImportPlan } from '../plan.ts';
import { hintsFor, inTurns } from './inspect-draft.server.ts';
import { writeProgress, type Progress } from './progress.server.ts';
import { isStillTrue, type InspectedAhead } from './reading-ahead.server.ts';
import type { ReadingTask } from './reading-task.ts';
import type { CheckReport } from '../check/row-sink.ts';
import { RefusedFile, stageRows } from './stage.server.ts';

export type ReadingOutcome = 'checked' | 'asking' | 'failed';

/** Where the uploaded file of a draft is. */
export function uploadsFolder(io: Pick<Io, 'dataFolder'>): string {
	return join(io.dataFolder, 'uploads');
}

/**
 * Reads a draft's file: inspects it, stops with questions if there are any, else checks and stores all rows. Every
 * outcome stands in the draft when this returns, also a failure. `ahead` is what was found while the file arrived.
 */
export async function readDraftFile(
	io: Io,
	scope: Scope,
	draftId: string,
	task: ReadingTask,
	ahead: InspectedAhead | null = null
): Promise<ReadingOutcome> {
	const progress = writeProgress(io, scope, draftId);
	try {
		return await readFile(io, scope, { draftId, task, progress, ahead });
	} catch (error) {
		return await explainFailure(io, scope, draftId, error);
	} finally {
		await progress.stop();
	}
}

async function readFile(
	io: Io,
	scope: Scope,
	{
		draftId,
		task,
		progress,
		ahead
	}: { draftId: string; task: ReadingTask; progress: Progress; ahead: InspectedAhead | null }
): Promise<ReadingOutcome> {
	const draft = await io.database.inOrganisation(scope, (tx) => draftRecord(tx, scope, draftId));
	const kind = draft && kindById(draft.kind);
	if (!draft?.rawFile || !kind || draft.state !== 'draft') throw new Error(`Draft ${draftId} has no file to read.`);
	io.faultPoint?.('read.begun');
	const { rawFile } = draft;
	let { rowsTotal } = draft;
	const isNew = task.inspect || draft.plan === null;
	const file = { folder: uploadsFolder(io), name: rawFile, key: io.secrets.fileKey };
	const sheet = (task.inspect ? task.overrides?.sheet : undefined) ?? draft.plan?.sheet;
	const table = await (isNew ? unpackedTable : knownTable)(file, sheet);
	if (table.fatal) return refuse(io, scope, draftId, table.fatal);
	let plan = draft.plan;
	if (isNew || plan === null) {
		const overrides = task.inspect ? task.overrides : null;
		const found = await inspect(io, scope, { draft, kind, table, overrides, ahead, onBytes: progress.done });
		progress.done(0);
		io.faultPoint?.('read.read');
		if (found.fatal) return refuse(io, scope, draftId, found.fatal);
		await saveInspection(io, scope, draftId, found);
		io.faultPoint?.('read.inspected');
		if (found.questions.length > 0) return 'asking';
		plan = found.plan;
		rowsTotal = found.inspection.rowCount;
	}
	const layout = layoutOf(
		kind,
		plan.columns.map(({ field }) => field)
	);
	const otherLayout = await io.database.inOrganisation(scope, (tx) => layoutChange(tx, scope, draft, layout));
	if (otherLayout) return refuse(io, scope, draftId, otherLayout);
	await io.database.inOrganisation(scope, async (tx) => {
		await deleteDraftRows(tx, scope, kind, draftId);
		await tx`update dataset_version set stage = 'checking', stage_seen = null, stage_note = null, worker_heartbeat_at = now()
			where organisation_id = ${scope.organisation} and id = ${draftId} and stage = 'reading'`;
	});
	const corrected = await io.database.inOrganisation(scope, (tx) => correctionsOfDraft(io, tx, scope, draftId));
	plan = { ...plan, corrections: corrected?.hash };
	if (await isPublishedAlready(io, scope, draft, plan)) return 'checked';
	await stageRows(io, scope, {
		draft: { ...draft, rowsTotal },
		kind,
		plan,
		corrections: corrected?.corrections ?? null,
		folder: uploadsFolder(io),
		chunks: table.chunks(),
		onRows: progress.done,
		onCopied: progress.stop
	});
	return 'checked';
}

interface InspectionJob {
	draft: DraftRecord;
	kind: DatasetKind;
	table: TableFile;
	overrides: Partial<ImportPlan> | null;
	ahead: InspectedAhead | null;
	onBytes(bytes: number): void;
}

async function inspect(io: Io, scope: Scope, job: InspectionJob): Promise<Inspected> {
	const { draft, kind, table, overrides, ahead, onBytes } = job;
	const [first = null] = table.chunks();
	const { origin } = table;
	const hints = await hintsFor(io, scope, { kind, eventId: draft.eventId, first, origin });
	if (ahead && overrides === null && isStillTrue(ahead, { file: draft.rawFile, origin, hints })) return ahead.found;
	return inspectFile(inTurns(table.chunks(), onBytes), kind, {
		origin,
		profile: hints.profile ?? undefined,
		events: hints.events,
		overrides: overrides ?? undefined
	});
}

async function saveInspection(io: Io, scope: Scope, draftId: string, found: Inspected): Promise<void> {
	const { seal } = sealing(io.secrets.fileKey);
	const stage = found.questions.length > 0 ? 'asking' : 'reading';
	await io.database.inOrganisation(
		scope,
		(tx) => tx`update dataset_version set stage = ${stage}, stage_note = null, plan = ${tx.json(found.plan as never)},
			questions = ${tx.json({ ...seal(found.questions) })}, inspection = ${tx.json({ ...seal(found.inspection) })},
			rows_done = 0, rows_total = ${found.inspection.rowCount}, as_of = ${found.plan.asOf}, worker_heartbeat_at = now(),
			work_ended_at = case when ${stage}::text = 'asking' then clock_timestamp() end
			where organisation_id = ${scope.organisation} and id = ${draftId} and state = 'draft' and stage = 'reading'`
	);
}

/** The same bytes under the same plan, replacing what they made: there is nothing to store, publishing says so. */
async function isPublishedAlready(io: Io, scope: Scope, draft: DraftRecord, plan: ImportPlan): Promise<boolean> {
	if (draft.mode !== 'replace') return false;
	const hash = planHash(plan);
	const marked = await io.database.inOrganisation(
		scope,
		(tx) => tx`
			update dataset_version d set stage = 'checked', stage_note = 'FILE_SAME', plan_hash = ${hash},
				base_version_id = p.id, row_table = p.row_table, row_count = p.row_count, excluded_count = p.excluded_count,
				issue_counts = p.issue_counts, content_hash = p.content_hash, rows_done = d.rows_total,
				work_ended_at = clock_timestamp()
			from dataset_version p
			where d.organisation_id = ${scope.organisation} and d.id = ${draft.id} and d.stage = 'checking'
				and p.organisation_id = ${scope.organisation} and p.id = ${draft.publishedVersionId}
				and p.file_hash = ${draft.fileHash} and p.plan_hash = ${hash} and p.mode = 'replace'`
	);
	return marked.count === 1;
}

async function refuse(
	io: Io,
	scope: Scope,
	draftId: string,
	fatal: Issue,
	report?: CheckReport
): Promise<ReadingOutcome> {
	await io.database.inOrganisation(scope, async (tx) => {
		await storeIssues(io, tx, scope, { draftId, issues: report ? [fatal, ...report.issues] : [fatal] });
		const counts = { ...report?.counts, [fatal.code]: 1 };
		await tx`update dataset_version set issue_counts = ${tx.json(counts)}
			where organisation_id = ${scope.organisation} and id = ${draftId}`;
		await endAttempt(tx, scope, draftId, { stage: 'failed', note: fatal.code });
	});
	return 'failed';
}

/** After a lost connection the commit may have happened: the draft itself says, read on a new connection. */
async function explainFailure(io: Io, scope: Scope, draftId: string, error: unknown): Promise<ReadingOutcome> {
	if (error instanceof RefusedFile && error.report.fatal) {
		return refuse(io, scope, draftId, error.report.fatal, error.report);
	}
	const note = failureNote(error);
	io.log.error({ failure: withoutMessage(error), draftId, note }, 'An import failed.');
	const settle = () =>
		io.database.inOrganisation(scope, async (tx): Promise<ReadingOutcome> => {
			const draft = await draftRecord(tx, scope, draftId);
			if (draft?.stage === 'checked') return 'checked';
			await endAttempt(tx, scope, draftId, { stage: 'failed', note });
			return 'failed';
		});
	for (const pause of note === 'database-lost' ? RETRY_AFTER_MS : []) {
		try {
			return await settle();
		} catch {
			await sleep(pause);
		}
	}
	return settle();
}

// A database that was killed is back within a few seconds.
const RETRY_AFTER_MS = [200, 1000, 3000, 5000];

/** What happened in one word a message explains: `data.<note>`. */
function failureNote(error: unknown): string {
	if (isDatabaseDown(error) || isDatabaseBusy(error)) return 'database-lost';
	if (isStorageFull(error)) return 'storage-full';
	if (error instanceof Error && 'code' in error && error.code === '23505') return 'duplicate-key';
	return 'unexpected';
}
