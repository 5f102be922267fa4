import type { KindId } from '../datasets/dataset.ts';
import type { Scope } from '../server/database.ts';
import type { Io } from '../server/runtime.ts';
import { sealing } from '../server/sealing.ts';
import { discardDraft } from './drafts/discard.server.ts';
import { draftRecord, type DraftRecord, type ImportMode } from './drafts/draft-record.server.ts';
import { applyAnswers } from './questions/answers.ts';
import { listedIssues } from './staging/issue-store.server.ts';
import type { ImportPlan, Inspection, Question } from './plan.ts';
import { publishDraft } from './drafts/publish.server.ts';
import { readingAfter, type ReadingTask } from './staging/reading-task.ts';
import { readDraftFile, type ReadingOutcome } from './staging/reading.server.ts';
import { receiveUpload } from './drafts/receive-upload.server.ts';
import type { CheckReport } from './check/row-sink.ts';
import { readInWorker } from './staging/worker-host.server.ts';

const INLINE_BYTES = 8 << 20;
const REPORTED_PER_CODE = 100;
// An answer may raise a question: which delimiter, then which columns, then which order of dates.
const ROUNDS = 4;

export interface FileToImport {
	kind: KindId;
	datasetName: string;
	caseId?: string | null;
	eventId?: string | null;
	fileName: string;
	/** The file, or a stream of it, which is read in a worker thread. */
	bytes: Uint8Array | AsyncIterable<Uint8Array>;
	/** Answers to the questions the file may raise, by question id. */
	answers?: Record<string, string>;
	plan?: Partial<ImportPlan>;
	mode?: ImportMode;
}

/**
 * The whole path from bytes to a published version, for the library, the sample company and tests. Small files are read
 * in this thread, and no quota bounds them. A file that is refused or leaves a question open is an error that says why;
 * nothing of it stays.
 */
export async function importFile(
	bounded: Io,
	scope: Scope,
	{ bytes, answers = {}, plan, mode = 'replace', ...upload }: FileToImport
): Promise<{ version: number; report: CheckReport }> {
	const io = { ...bounded, quotas: undefined };
	const isSmall = bytes instanceof Uint8Array && bytes.length <= INLINE_BYTES;
	const body = bytes instanceof Uint8Array ? inPieces(bytes) : bytes;
	const declaredBytes = bytes instanceof Uint8Array ? bytes.length : null;
	const received = await receiveUpload(io, scope, { ...upload, mode, body, declaredBytes });
	if ('refused' in received) throw new Error(`${upload.fileName} was refused: ${received.refused.code}.`);
	const { draftId } = received;
	const read = (task: ReadingTask) => (isSmall ? readDraftFile : readInWorker)(io, scope, draftId, task);
	try {
		let outcome = await read({ inspect: true, overrides: plan ?? null });
		for (let round = 0; outcome === 'asking' && round < ROUNDS; round++)
			outcome = await readWithAnswers(io, scope, { draftId, answers, read });
		const draft = await recordOf(io, scope, draftId);
		if (outcome !== 'checked' || draft.planHash === null) throw await failureOf(io, scope, draft);
		const report = await reportOf(io, scope, draft);
		const published = await publishDraft(io, scope, draftId, draft.planHash);
		if ('refused' in published) throw new Error(`${upload.fileName} was not published: ${published.refused.code}.`);
		return { version: 'version' in published ? published.version : published.sameAs, report };
	} catch (error) {
		await discardDraft(io, scope, draftId).catch(() => undefined);
		throw error;
	}
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += 1 << 20) yield bytes.subarray(at, at + (1 << 20));
}

interface Answering {
	draftId: string;
	answers: Record<string, string>;
	read(task: ReadingTask): Promise<ReadingOutcome>;
}

async function readWithAnswers(io: Io, scope: Scope, { draftId, answers, read }: Answering): Promise<ReadingOutcome> {
	const { seal, open } = sealing(io.secrets.fileKey);
	const draft = await recordOf(io, scope, draftId);
	if (!draft.plan) return 'failed';
	const applied = applyAnswers(draft.plan, open<Question[]>(draft.questions) ?? [], answers);
	const left = applied.questions.map((question) => question.id);
	if (left.length) throw new Error(`${draft.fileName} leaves questions open: ${left.join(', ')}.`);
	await io.database.inOrganisation(
		scope,
		(tx) => tx`update dataset_version set stage = 'reading', plan = ${tx.json(applied.plan as never)},
				questions = ${tx.json({ ...seal(applied.questions) })}
			where organisation_id = ${scope.organisation} and id = ${draftId} and stage = 'asking'`
	);
	return read(readingAfter(applied.plan, Object.keys(answers)));
}

async function recordOf(io: Io, scope: Scope, draftId: string): Promise<DraftRecord> {
	const draft = await io.database.inOrganisation(scope, (tx) => draftRecord(tx, scope, draftId));
	if (!draft) throw new Error(`Draft ${draftId} was taken away while it was imported.`);
	return draft;
}

async function failureOf(io: Io, scope: Scope, draft: DraftRecord): Promise<Error> {
	const issues = await io.database.inOrganisation(scope, (tx) =>
		listedIssues(io, tx, scope, { draftId: draft.id, perCode: 1 })
	);
	const first = issues.find((issue) => issue.severity === 'fatal');
	const where = first?.line === undefined ? '' : ` (line ${first.line})`;
	return new Error(`${draft.fileName} was not imported: ${draft.stageNote ?? draft.stage}${where}.`);
}

async function reportOf(io: Io, scope: Scope, draft: DraftRecord): Promise<CheckReport> {
	const issues = await io.database.inOrganisation(scope, (tx) =>
		listedIssues(io, tx, scope, { draftId: draft.id, perCode: REPORTED_PER_CODE })
	);
	const rowCount = draft.rowCount ?? 0;
	const excludedCount = draft.excludedCount ?? 0;
	const inspection = sealing(io.secrets.fileKey).open<Inspection>(draft.inspection);
	const lineCount = inspection?.lineCount ?? 0;
	// Of columns by type one record gives several rows.
	const records = draft.plan?.typeColumns && inspection ? inspection.rowCount : rowCount + excludedCount;
	return {
		recordCount: records,
		rowCount,
		excludedCount,
		lineCount,
		counts: draft.issueCounts,
		issues,
		fatal: null
	};
}
