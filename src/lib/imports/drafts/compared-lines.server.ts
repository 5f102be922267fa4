import type { Scope } from '#lib/server/database.ts';
import type { Io } from '#lib/server/runtime.ts';
import { understoodValues } from '../check/understood.ts';
import { issuesOfLines } from '../staging/issue-store.server.ts';
import { checkedDraft, type CheckedDraft } from './checked-draft.server.ts';
import { fileRows, type FileRow } from './file-rows.server.ts';
import { cellsOfLine, mappedColumns, moreOfLine, storedNumbers, type ComparedLine } from './line-cells.ts';
import { storedLines } from './line-store.server.ts';

export const LINES_PER_PAGE = 25;
const LINES_PER_BATCH = 1000;

/** One page of a file line by line, beside what is stored of it. */
export interface ComparedPage {
	columns: { position: number; header: string; field: string }[];
	/** Rows are put together from several lines: shown is how each cell is read. */
	isPutTogether: boolean;
	lines: ComparedLine[];
	page: number;
	pages: number;
}

/** Which lines: those of a page from 1 on, or of the page that holds a line. */
export type WantedLines = { page: number } | { line: number };

/** One page of the lines of a checked draft; null where there is no such draft or file. */
export async function comparedPage(
	io: Io,
	scope: Scope,
	draftId: string,
	wanted: WantedLines
): Promise<ComparedPage | null> {
	const draft = await opened(io, scope, draftId);
	if (!draft) return null;
	const pages = Math.max(1, Math.ceil(draft.records / LINES_PER_PAGE));
	const asked = 'page' in wanted ? wanted.page : await pageOfLine(io, draft, wanted.line);
	const page = Math.min(Math.max(1, asked), pages);
	const first = (page - 1) * LINES_PER_PAGE;
	let seen = 0;
	const rows: FileRow[] = [];
	for await (const row of fileRows(io, draft.file, () => ++seen > first && seen <= first + LINES_PER_PAGE)) {
		rows.push(row);
		if (rows.length === LINES_PER_PAGE) break;
	}
	const { columns, isPutTogether } = shapeOf(draft);
	return { columns, isPutTogether, lines: await compared(io, scope, draft, rows), page, pages };
}

/** All lines of a checked draft in batches; null where there is no such draft or file. */
export async function comparedBatches(io: Io, scope: Scope, draftId: string) {
	const draft = await opened(io, scope, draftId);
	return draft && { ...shapeOf(draft), batches: batchesOf(io, scope, draft) };
}

async function* batchesOf(io: Io, scope: Scope, draft: CheckedDraft): AsyncGenerator<ComparedLine[]> {
	let rows: FileRow[] = [];
	for await (const row of fileRows(io, draft.file, () => true)) {
		rows.push(row);
		if (rows.length < LINES_PER_BATCH) continue;
		yield await compared(io, scope, draft, rows);
		rows = [];
	}
	if (rows.length > 0) yield await compared(io, scope, draft, rows);
}

function opened(io: Io, scope: Scope, draftId: string): Promise<CheckedDraft | null> {
	return io.database.inOrganisation(scope, (tx) => checkedDraft(io, tx, scope, draftId));
}

function shapeOf({ file: { plan } }: CheckedDraft) {
	const isPutTogether = plan.rowsAre === 'snapshots' || plan.rowsAre === 'movements';
	return { columns: mappedColumns(plan), isPutTogether };
}

/** The page on which a line stands, or the next one that begins a row. */
async function pageOfLine(io: Io, { file }: CheckedDraft, line: number): Promise<number> {
	let before = 0;
	const isBefore = (at: number) => {
		if (at < line) before++;
		return false;
	};
	for await (const row of fileRows(io, file, isBefore, line)) void row;
	return Math.floor(before / LINES_PER_PAGE) + 1;
}

async function compared(io: Io, scope: Scope, draft: CheckedDraft, rows: FileRow[]): Promise<ComparedLine[]> {
	const { plan } = draft.file;
	const { isPutTogether } = shapeOf(draft);
	const numbers = isPutTogether ? [] : rows.flatMap(({ line }) => storedNumbers(plan, line));
	const lines = rows.map(({ line }) => line);
	const { stored, issues } = await io.database.inOrganisation(scope, async (tx) => ({
		stored: await storedLines(tx, scope, draft, numbers),
		issues: await issuesOfLines(io, tx, scope, { draftId: draft.id, lines })
	}));
	const asRead = cellsAsRead(draft);
	return rows.map(({ line, cells }): ComparedLine => {
		const own = issues.filter((issue) => issue.line === line);
		if (isPutTogether) {
			const isKept = !own.some(({ severity }) => severity === 'error');
			return { line, isKept, cells: asRead(cells), more: [], issues: own };
		}
		const found = storedNumbers(plan, line).map((number) => stored.get(number) ?? null);
		return {
			line,
			isKept: found.some((row) => row !== null),
			cells: cellsOfLine(plan, draft.layout, cells, found),
			more: moreOfLine(plan, draft.layout, found),
			issues: own
		};
	});
}

function cellsAsRead({ kind, file: { plan } }: CheckedDraft): (cells: readonly string[]) => ComparedLine['cells'] {
	const understood = understoodValues(kind, plan);
	return (cells) =>
		mappedColumns(plan).map(({ position: column }) => {
			const value = cells[column - 1] ?? '';
			return { text: value, stored: understood({ code: '', severity: 'info', column, value }) };
		});
}
