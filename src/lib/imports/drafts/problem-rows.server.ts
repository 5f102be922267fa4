import type { Scope, Transaction } from '#lib/server/database.ts';
import type { Io } from '#lib/server/runtime.ts';
import type { Issue } from '../issue.ts';
import type { ImportPlan } from '../plan.ts';
import { issuesOfLines } from '../staging/issue-store.server.ts';
import { correctionsOfDraft } from './correction-store.server.ts';
import { draftRecord } from './draft-record.server.ts';
import { fileRows } from './file-rows.server.ts';

/** Which rows with problems are shown, and in which order. */
export interface ProblemView {
	/** Without the rows that are kept with a warning. */
	isOnlyErrors: boolean;
	/** Only rows with this problem. */
	code: string | null;
	order: 'line' | 'column' | 'problem';
	/** The first page is 1. */
	page: number;
}

/** A row of the file with its errors and warnings. */
export interface ProblemRow {
	line: number;
	/** All cells of the row; empty for a row that is no line of the file. */
	cells: string[];
	issues: Issue[];
}

export interface ProblemRows {
	/** Mapped columns of the file. */
	columns: { position: number; header: string }[];
	rows: ProblemRow[];
	/** On all pages. */
	total: number;
	pages: number;
	page: number;
	/** Rows on the pages before. */
	first: number;
	/** Problems there are, with the rows that have them. */
	codes: { code: string; rows: number }[];
}

export const PROBLEM_ROWS_PER_PAGE = 25;

/** One page of the rows of a checked draft that have an error or a warning; null where there is no such draft or file. */
export async function problemRows(
	io: Io,
	scope: Scope,
	draftId: string,
	view: ProblemView
): Promise<ProblemRows | null> {
	const found = await io.database.inOrganisation(scope, async (tx) => {
		const draft = await draftRecord(tx, scope, draftId);
		if (!draft?.plan || draft.rawFile === null) return null;
		const codes = await tx<{ code: string; rows: number }[]>`
			select code, count(distinct line) as rows from import_issue
			where organisation_id = ${scope.organisation} and version_id = ${draftId} and line is not null
				and severity in ${tx(severitiesOf(view))} group by code order by rows desc, code`;
		const { lines, total, page } = await linesOf(tx, scope, draftId, view);
		const issues = await issuesOfLines(io, tx, scope, { draftId, lines });
		const corrections = (await correctionsOfDraft(io, tx, scope, draftId))?.corrections ?? null;
		return { file: { plan: draft.plan, rawFile: draft.rawFile, corrections }, codes, lines, total, page, issues };
	});
	if (!found) return null;
	const { file, codes, lines, total, page, issues } = found;
	const wanted = new Set(lines);
	const cells = new Map<number, string[]>();
	if (lines.length > 0)
		for await (const row of fileRows(io, file, (line) => wanted.has(line), Math.max(...lines)))
			cells.set(row.line, row.cells);
	const rows = lines.map((line) => ({
		line,
		cells: cells.get(line) ?? [],
		issues: issues.filter((issue) => issue.line === line)
	}));
	const first = (page - 1) * PROBLEM_ROWS_PER_PAGE;
	return { columns: shownColumns(file.plan), rows, total, pages: pagesOf(total), page, first, codes };
}

function severitiesOf({ isOnlyErrors }: ProblemView): string[] {
	return isOnlyErrors ? ['error'] : ['error', 'warning'];
}

function pagesOf(total: number): number {
	return Math.max(1, Math.ceil(total / PROBLEM_ROWS_PER_PAGE));
}

/** Columns that are not imported are not shown: nobody decided that they may be seen. */
function shownColumns(plan: ImportPlan): ProblemRows['columns'] {
	return plan.columns.filter(({ field }) => field !== null).map(({ position, header }) => ({ position, header }));
}

/** The lines of one page; a page beyond the last is the last. */
async function linesOf(
	tx: Transaction,
	scope: Scope,
	draftId: string,
	view: ProblemView
): Promise<{ lines: number[]; total: number; page: number }> {
	const chosen = tx`from import_issue
		where organisation_id = ${scope.organisation} and version_id = ${draftId} and line is not null
			and severity in ${tx(severitiesOf(view))} ${view.code === null ? tx`` : tx`and code = ${view.code}`}`;
	const [{ total }] = await tx<{ total: number }[]>`select count(distinct line) as total ${chosen}`;
	const page = Math.min(Math.max(1, view.page), pagesOf(total));
	const order = { line: tx`line`, column: tx`min(column_position) nulls last, line`, problem: tx`min(code), line` };
	const rows = await tx<{ line: number }[]>`select line ${chosen} group by line order by ${order[view.order]}
		limit ${PROBLEM_ROWS_PER_PAGE} offset ${(page - 1) * PROBLEM_ROWS_PER_PAGE}`;
	return { lines: rows.map(({ line }) => line), total, page };
}
