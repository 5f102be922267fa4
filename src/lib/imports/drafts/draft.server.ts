import { kindById } from '#lib/datasets/registry.ts';
import { recordAudit } from '#lib/server/audit.ts';
import type { Scope, Transaction } from '#lib/server/database.ts';
import type { Io } from '#lib/server/runtime.ts';
import { sealing } from '#lib/server/sealing.ts';
import { correctionViews } from './correction-store.server.ts';
import { draftRecord, endAttempt, type DraftRecord, type ImportMode } from './draft-record.server.ts';
import type { DraftView } from './draft-view.ts';
import type { Finding } from './findings.ts';
import { allowanceReason, applyAnswers, changedGuesses } from '../questions/answers.ts';
import { listedIssues } from '../staging/issue-store.server.ts';
import type { ImportPlan, Inspection, Question } from '../plan.ts';
import { importsAhead } from '../staging/import-places.server.ts';
import { STALE_AFTER_S } from '../staging/progress.server.ts';
import { readingAfter, type ReadingTask } from '../staging/reading-task.ts';
import type { ReadingOutcome } from '../staging/reading.server.ts';
import { readInWorker } from '../staging/worker-host.server.ts';

export { discardDraft } from './discard.server.ts';
export { errorReport } from './error-report.server.ts';
export { importFile } from '../import-file.server.ts';
export { publishDraft } from './publish.server.ts';
export { receiveUpload } from './receive-upload.server.ts';
export { undoPublication } from './undo.server.ts';
export { compareVersions, restoreVersion, versionReport } from './versions.server.ts';

const LISTED_PER_CODE = 100;
const IN_WORK = ['receiving', 'reading', 'checking'];

/** Everything the page of a draft shows, or null: of another organisation and unknown look the same. */
export async function readDraft(io: Io, scope: Scope, draftId: string): Promise<DraftView | null> {
	return io.database.inOrganisation(scope, async (tx) => {
		const draft = await draftRecord(tx, scope, draftId);
		if (!draft) return null;
		if (IN_WORK.includes(draft.stage) && (draft.silence ?? 0) > STALE_AFTER_S) {
			await endAttempt(tx, scope, draftId, { stage: 'interrupted', note: 'IMPORT_INTERRUPTED' });
			Object.assign(draft, { stage: 'interrupted', stageNote: 'IMPORT_INTERRUPTED' });
		}
		const numbers = await versionNumbers(tx, scope, draft);
		const issues = await listedIssues(io, tx, scope, { draftId, perCode: LISTED_PER_CODE });
		const { open } = sealing(io.secrets.fileKey);
		return {
			...viewOf(draft, numbers),
			waitsFor: draft.stage === 'reading' || draft.stage === 'checking' ? await importsAhead(tx, draftId) : null,
			issues,
			findings: open<Finding[]>(draft.findings) ?? [],
			corrections: await correctionViews(io, tx, scope, draftId),
			questions: open<Question[]>(draft.questions) ?? [],
			inspection: open<Inspection>(draft.inspection)
		};
	});
}

interface VersionNumbers {
	base: number | null;
	next: number;
}

async function versionNumbers(tx: Transaction, scope: Scope, draft: DraftRecord): Promise<VersionNumbers> {
	const [numbers] = await tx<VersionNumbers[]>`
		select max(number) filter (where id = ${draft.publishedVersionId}) as base, greatest(max(number), 0) + 1 as next
		from dataset_version where organisation_id = ${scope.organisation} and dataset_id = ${draft.datasetId}`;
	return numbers;
}

type Quoting = 'waitsFor' | 'issues' | 'findings' | 'corrections' | 'questions' | 'inspection';

function viewOf(draft: DraftRecord, numbers: VersionNumbers): Omit<DraftView, Quoting> {
	return {
		id: draft.id,
		dataset: { id: draft.datasetId, kind: draft.kind, name: draft.datasetName },
		mode: draft.mode,
		fileName: draft.fileName,
		fileSize: draft.fileSize,
		stage: draft.stage,
		stageNote: draft.stageNote,
		progress: { done: draft.rowsDone, total: draft.rowsTotal },
		plan: draft.plan,
		rowCount: draft.rowCount,
		excludedCount: draft.excludedCount,
		issueCounts: draft.issueCounts,
		difference: draft.difference,
		planHash: draft.planHash,
		baseVersion: numbers.base,
		number: draft.number > 0 ? draft.number : numbers.next,
		createdAt: draft.createdAt.toISOString()
	};
}

/**
 * Starts reading a draft's file in a worker thread and returns once it has begun; the draft's stage says the rest.
 * `finished` resolves when the reading is over and never rejects.
 */
export async function startReading(
	io: Io,
	scope: Scope,
	draftId: string,
	task: ReadingTask = { inspect: true, overrides: null }
): Promise<{ finished: Promise<ReadingOutcome> }> {
	await io.database.inOrganisation(scope, async (tx) => {
		const begun = await tx`
			update dataset_version set stage = 'reading', stage_seen = null, stage_note = null, rows_done = 0, worker_heartbeat_at = now(),
				work_began_at = now(), work_ended_at = null, rows_total = case when ${task.inspect} then file_size else rows_total end
			where organisation_id = ${scope.organisation} and id = ${draftId} and state = 'draft' and raw_file is not null
				and (stage in ('asking', 'checked', 'failed', 'interrupted') or (stage = 'reading' and rows_done = 0))`;
		if (begun.count !== 1) throw new Error(`Draft ${draftId} has no file that can be read now.`);
	});
	const finished = readInWorker(io, scope, draftId, task).catch((): ReadingOutcome => 'failed');
	return { finished };
}

/** What an analyst decided about a draft: corrections of the plan, answers by question id. */
export interface DraftAnswers {
	plan?: Partial<ImportPlan>;
	answers?: Record<string, string>;
}

/** Takes decisions into the draft and reads its file again where that is needed; see `startReading` for `finished`. */
export async function answerDraft(
	io: Io,
	scope: Scope,
	draftId: string,
	{ plan: changes, answers = {} }: DraftAnswers
): Promise<{ finished: Promise<ReadingOutcome> }> {
	const { seal, open } = sealing(io.secrets.fileKey);
	const task = await io.database.inOrganisation(scope, async (tx): Promise<ReadingTask | null> => {
		const draft = await draftRecord(tx, scope, draftId, 'update');
		if (!draft?.plan || !kindById(draft.kind) || draft.state !== 'draft' || IN_WORK.includes(draft.stage)) {
			throw new Error(`Draft ${draftId} takes no answers now.`);
		}
		const guesses = changedGuesses(open<Inspection>(draft.inspection), answers);
		const asked = [...(open<Question[]>(draft.questions) ?? []), ...guesses];
		const applied = applyAnswers(draft.plan, asked, answers);
		await recordAllowed(tx, scope, draftId, { asked, answers });
		await tx`update dataset_version set plan = ${tx.json(applied.plan as never)},
				questions = ${tx.json({ ...seal(applied.questions.filter((question) => question.answer === undefined)) })}
			where organisation_id = ${scope.organisation} and id = ${draftId}`;
		if (guesses.length > 0 && !changes) return { inspect: true, overrides: applied.plan };
		if (changes) return { inspect: true, overrides: overridesOf(applied.plan, changes) };
		if (applied.questions.length > 0) {
			await tx`update dataset_version set stage = 'asking'
				where organisation_id = ${scope.organisation} and id = ${draftId}`;
			return null;
		}
		return readingAfter(applied.plan, Object.keys(answers));
	});
	return task ? startReading(io, scope, draftId, task) : { finished: Promise.resolve('asking') };
}

/** Each sensitive column that was allowed, with the reason. */
async function recordAllowed(
	tx: Transaction,
	scope: Scope,
	draftId: string,
	{ asked, answers }: { asked: Question[]; answers: Record<string, string> }
): Promise<void> {
	for (const { id, code, header = '' } of asked) {
		const reason =
			code === 'PRIVACY_SPECIAL' && Object.hasOwn(answers, id) ? allowanceReason(answers[id].trim()) : null;
		if (reason === null) continue;
		const act = { action: 'import.sensitive-allowed', objectType: 'draft', objectId: draftId };
		await recordAudit(tx, scope, { ...act, details: { column: header, reason } });
	}
}

/** What may be decided about a draft without reading it anew: what the file is, and what becomes of missing people. */
export interface DraftDecision {
	mode?: ImportMode;
	missingPeople?: NonNullable<ImportPlan['missingPeople']>;
	/** People taken over before are asked about again. */
	asksAgain?: true;
}

/** Takes a decision into a draft and checks it again; see `startReading` for `finished`. */
export async function decideDraft(
	io: Io,
	scope: Scope,
	draftId: string,
	{ mode, missingPeople, asksAgain }: DraftDecision
): Promise<{ finished: Promise<ReadingOutcome> }> {
	const stage = await io.database.inOrganisation(scope, async (tx) => {
		const draft = await draftRecord(tx, scope, draftId, 'update');
		if (!draft?.plan || draft.state !== 'draft' || IN_WORK.includes(draft.stage))
			throw new Error(`Draft ${draftId} takes no decision now.`);
		const plan = { ...draft.plan, ...(missingPeople && { missingPeople }), ...(asksAgain && { asksAgain }) };
		await tx`update dataset_version set mode = ${mode ?? draft.mode}, plan = ${tx.json(plan as never)}
			where organisation_id = ${scope.organisation} and id = ${draftId}`;
		return draft.stage;
	});
	if (stage === 'asking') return { finished: Promise.resolve('asking') };
	return startReading(io, scope, draftId, { inspect: false });
}

/** Another encoding, delimiter or header line makes other columns, so what was decided about columns is dropped. */
function overridesOf(plan: ImportPlan, changes: Partial<ImportPlan>): Partial<ImportPlan> {
	const { encoding, delimiter, escape, headerLine } = plan;
	const isOtherTable = (['encoding', 'delimiter', 'escape', 'headerLine'] as const).some(
		(name) => changes[name] !== undefined && changes[name] !== plan[name]
	);
	return isOtherTable ? { encoding, delimiter, escape, headerLine, ...changes } : { ...plan, ...changes };
}
