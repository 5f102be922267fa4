import { recordAudit } from '#lib/server/audit.ts';
import type { Scope, Transaction } from '#lib/server/database.ts';
import type { Io } from '#lib/server/runtime.ts';
import type { ImportPlan } from '../plan.ts';
import type { ReadingOutcome } from '../staging/reading.server.ts';
import { correctedRow, returnedRows, type CorrectionProblem, type ReturnedRows } from './correction-file.ts';
import {
	correctionsOfDraft,
	deleteCorrections,
	insertCorrections,
	type RecordedCorrection
} from './correction-store.server.ts';
import type { Corrections } from './corrections.ts';
import { startReading } from './draft.server.ts';
import { draftRecord, type DraftRecord } from './draft-record.server.ts';
import { fileRows } from './file-rows.server.ts';

/** A file of corrections is held in memory while its rows are compared. */
export const CORRECTION_LIMIT_BYTES = 32 * 2 ** 20;
const SAMPLES = 20;

/** One cell, or every cell of a column with one text, gets another text. */
export interface Fix {
	column: number;
	/** The row, or null for all rows with `before`. */
	line: number | null;
	before: string;
	value: string;
	/** How many rows are known to have it. */
	rows: number;
}

type Finished = { finished: Promise<ReadingOutcome> };

/** Corrects cells of a draft in place and checks it again; see `startReading` for `finished`. */
export async function correctCells(io: Io, scope: Scope, draftId: string, fixes: readonly Fix[]): Promise<Finished> {
	return changed(io, scope, draftId, async (tx, draft) => {
		const recorded = fixes.map((fix) => recordedFix(draft.plan, fix));
		await insertCorrections(io, tx, scope, { draftId, recorded });
		const details = { corrections: recorded.length };
		await recordAudit(tx, scope, { action: 'import.corrected', objectType: 'draft', objectId: draftId, details });
	});
}

/** Takes one correction back and checks the draft again. */
export async function undoCorrection(io: Io, scope: Scope, draftId: string, position: number): Promise<Finished> {
	return changed(io, scope, draftId, async (tx) => {
		await deleteCorrections(tx, scope, draftId, position);
		const details = { undone: position };
		await recordAudit(tx, scope, { action: 'import.corrected', objectType: 'draft', objectId: draftId, details });
	});
}

/**
 * Takes "rows to correct" back in as corrections of the draft they came from, matched by line. Cells that came back
 * as they went out keep the text of the file.
 */
export async function correctFromFile(
	io: Io,
	scope: Scope,
	draftId: string,
	bytes: Buffer
): Promise<Finished | { problem: CorrectionProblem | 'correction-nothing' }> {
	const found = await io.database.inOrganisation(scope, async (tx) => ({
		draft: await openDraftRecord(tx, scope, draftId),
		corrections: (await correctionsOfDraft(io, tx, scope, draftId))?.corrections ?? null
	}));
	const { draft, corrections } = found;
	const rows = returnedRows(bytes, draft.plan);
	if (typeof rows === 'string') return { problem: rows };
	const recorded = await comparedRows(io, draft, rows, corrections);
	if (recorded === null) return { problem: 'correction-nothing' };
	return changed(io, scope, draftId, async (tx) => {
		await insertCorrections(io, tx, scope, { draftId, recorded: [recorded] });
		const details = { correctedRows: recorded.rows };
		await recordAudit(tx, scope, { action: 'import.corrected', objectType: 'draft', objectId: draftId, details });
	});
}

type OpenDraft = DraftRecord & { plan: ImportPlan; rawFile: string };

async function openDraftRecord(tx: Transaction, scope: Scope, draftId: string): Promise<OpenDraft> {
	const draft = await draftRecord(tx, scope, draftId, 'update');
	const isOpen = draft?.state === 'draft' && ['asking', 'checked', 'failed', 'interrupted'].includes(draft.stage);
	if (!isOpen || !draft.plan || draft.rawFile === null) throw new Error(`Draft ${draftId} takes no corrections now.`);
	return { ...draft, plan: draft.plan, rawFile: draft.rawFile };
}

async function changed(
	io: Io,
	scope: Scope,
	draftId: string,
	change: (tx: Transaction, draft: OpenDraft) => Promise<void>
): Promise<Finished> {
	const stage = await io.database.inOrganisation(scope, async (tx) => {
		const draft = await openDraftRecord(tx, scope, draftId);
		await change(tx, draft);
		return draft.stage;
	});
	// With questions open the rows are not checked before these are answered.
	if (stage === 'asking') return { finished: Promise.resolve('asking') };
	return startReading(io, scope, draftId, { inspect: false });
}

function recordedFix(plan: ImportPlan, { column, line, before, value, rows }: Fix): RecordedCorrection {
	const header = plan.columns[column - 1]?.header;
	if (header === undefined || (line !== null && line <= plan.headerLine))
		throw new Error(`There is no cell in column ${column} of line ${line}.`);
	const act =
		line === null
			? { kind: 'value' as const, column, from: before, value }
			: { kind: 'cell' as const, line, column, value };
	const samples = [{ line, header, before, after: value }];
	return { act, rows, cells: [{ header, count: rows }], samples, unknownLines: 0 };
}

async function comparedRows(
	io: Io,
	draft: OpenDraft,
	returned: ReturnedRows,
	corrections: Corrections | null
): Promise<RecordedCorrection | null> {
	const { plan, rawFile } = draft;
	const rows: { line: number; cells: string[] }[] = [];
	const samples: RecordedCorrection['samples'] = [];
	const changedCells = new Map<string, number>();
	let known = 0;
	const file = { plan, rawFile, corrections };
	for await (const { line, cells: original } of fileRows(io, file, (line) => returned.has(line))) {
		known++;
		const cells = correctedRow(original, returned.get(line) ?? [], plan.columns.length);
		if (cells === null) continue;
		rows.push({ line, cells });
		for (const [index, column] of plan.columns.entries()) {
			const [before, after] = [original[index] ?? '', cells[index] ?? ''];
			if (before === after) continue;
			changedCells.set(column.header, (changedCells.get(column.header) ?? 0) + 1);
			if (samples.length < SAMPLES) samples.push({ line, header: column.header, before, after });
		}
	}
	if (rows.length === 0) return null;
	const cells = [...changedCells].map(([header, count]) => ({ header, count }));
	return { act: { kind: 'rows', rows }, rows: rows.length, cells, samples, unknownLines: returned.size - known };
}
