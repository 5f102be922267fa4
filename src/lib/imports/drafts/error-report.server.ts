import { kindById } from '#lib/datasets/registry.ts';
import { recordAudit } from '#lib/server/audit.ts';
import type { Scope } from '#lib/server/database.ts';
import type { Io } from '#lib/server/runtime.ts';
import { ADDED_COLUMNS } from './correction-file.ts';
import { correctionsOfDraft } from './correction-store.server.ts';
import type { Corrections } from './corrections.ts';
import { draftRecord, type DraftRecord } from './draft-record.server.ts';
import { fileRows } from './file-rows.server.ts';
import { issueBatches } from '../staging/issue-store.server.ts';
import { actionOf, hintText, issueText, type IssueTranslate } from '../check/issue-text.ts';
import type { Issue } from '../issue.ts';
import type { ImportPlan } from '../plan.ts';
import { reportLine, visible, type ReportCell } from '../check/report-csv.ts';
import { understoodValues } from '../check/understood.ts';

export type ReportForm = 'rows' | 'issues';

const ISSUE_COLUMNS = 'line, record, column, header, code, severity, value, understood_as, message, action, hint'.split(
	', '
);

/**
 * A draft's findings as CSV (UTF-8 with byte order mark, CRLF, the file's own delimiter, formulas neutralised), in the
 * language of `t`: 'issues' is one row per listed issue; 'rows' are the original rows of errors and warnings with what
 * is wrong beside them. Null where there is no such draft or, for rows, no file any more. The download is recorded.
 */
export async function errorReport(
	io: Io,
	scope: Scope,
	draftId: string,
	report: { form: ReportForm; t: IssueTranslate }
): Promise<AsyncGenerator<Uint8Array> | null> {
	const { form, t } = report;
	const found = await io.database.inOrganisation(scope, async (tx) => {
		const draft = await draftRecord(tx, scope, draftId);
		if (!draft || (form === 'rows' && !(draft.plan && draft.rawFile))) return null;
		await recordAudit(tx, scope, {
			action: 'import.report-downloaded',
			objectType: 'draft',
			objectId: draftId,
			details: { form }
		});
		return { draft, corrections: (await correctionsOfDraft(io, tx, scope, draftId))?.corrections ?? null };
	});
	if (!found) return null;
	const { draft, corrections } = found;
	const batches = issueBatches(io, scope, draftId);
	if (form !== 'rows' || !draft.plan) return encoded(issueLines(draft, batches, t));
	const issues: Issue[] = [];
	for await (const batch of batches) issues.push(...batch.filter(isOfRow));
	return encoded(rowLines(io, { draft, plan: draft.plan, issues, corrections }, t));
}

function isOfRow({ line, severity }: Issue): boolean {
	return line !== undefined && (severity === 'error' || severity === 'warning');
}

async function* encoded(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
	yield Buffer.from('\ufeff');
	for await (const line of lines) yield Buffer.from(line);
}

async function* issueLines(
	draft: DraftRecord,
	batches: AsyncIterable<Issue[]>,
	t: IssueTranslate
): AsyncGenerator<string> {
	const delimiter = draft.plan?.delimiter ?? ',';
	const kind = kindById(draft.kind);
	const understood = draft.plan && kind ? understoodValues(kind, draft.plan) : () => null;
	const lineOf = (issue: Issue) => {
		const { line, record, column, header, code, severity, value } = issue;
		const meant = understood(issue);
		const place = [line, record, column, header, code, severity, value && visible(value), meant && visible(meant)];
		const action = t(`issues.action-${actionOf(issue, meant)}`);
		return reportLine(delimiter, [...place, visible(issueText(t, issue)), action, hintText(t, issue)]);
	};
	yield reportLine(delimiter, ISSUE_COLUMNS);
	for await (const issues of batches) yield issues.map(lineOf).join('');
}

interface Reported {
	draft: DraftRecord;
	plan: ImportPlan;
	/** Errors and warnings of lines. */
	issues: readonly Issue[];
	corrections: Corrections | null;
}

/** Rows as they came, with what was corrected in them so far. */
async function* rowLines(
	io: Io,
	{ draft, plan, issues, corrections }: Reported,
	t: IssueTranslate
): AsyncGenerator<string> {
	const byLine = issuesByLine(issues);
	const headers = plan.columns.map((column) => column.header);
	// A row with too many cells keeps them all; what is added stays in columns of its own.
	const width = issues.reduce((widest, issue) => {
		return issue.code === 'ROW_LONG' ? Math.max(widest, Number(issue.details?.actual ?? 0)) : widest;
	}, headers.length);
	const padded = (cells: string[]) => [...cells, ...new Array<string>(Math.max(0, width - cells.length)).fill('')];
	yield reportLine(plan.delimiter, [...padded(headers), ...ADDED_COLUMNS]);
	const file = { plan, rawFile: draft.rawFile ?? '', corrections };
	for await (const { line, cells } of fileRows(io, file, (line) => byLine.has(line))) {
		const problem = problemCells(byLine.get(line) ?? [], t);
		yield reportLine(plan.delimiter, [...padded(cells.slice(0, width)), line, ...problem]);
	}
}

/** Issues by the line their row begins on. */
function issuesByLine(issues: readonly Issue[]): Map<number, Issue[]> {
	const byLine = new Map<number, Issue[]>();
	for (const issue of issues) {
		const line = issue.line ?? 0;
		const known = byLine.get(line);
		if (known) known.push(issue);
		else byLine.set(line, [issue]);
	}
	return byLine;
}

/** field, problem, suggestion and codes of one row; what is the same for two issues stands once. */
function problemCells(issues: readonly Issue[], t: IssueTranslate): ReportCell[] {
	const once = (texts: string[], mark: string) => [...new Set(texts.filter((text) => text !== ''))].join(mark);
	return [
		once(
			issues.map((issue) => issue.header ?? issue.field ?? ''),
			', '
		),
		once(
			issues.map((issue) => visible(issueText(t, issue))),
			' '
		),
		once(
			issues.map((issue) => hintText(t, issue)),
			' '
		),
		once(
			issues.map((issue) => issue.code),
			' '
		)
	];
}
