import type { Scope, Transaction } from '../server/database.ts';
import type { Issue } from './issue.ts';

const BATCH = 2000;

/** Replaces the listed issues of a draft. */
export async function storeIssues(
	tx: Transaction,
	scope: Scope,
	draftId: string,
	issues: readonly Issue[]
): Promise<void> {
	await tx`delete from import_issue where organisation_id = ${scope.organisation} and version_id = ${draftId}`;
	for (let start = 0; start < issues.length; start += BATCH) {
		const rows = issues.slice(start, start + BATCH).map((issue, i) => ({
			organisation_id: scope.organisation,
			version_id: draftId,
			position: start + i,
			code: issue.code,
			severity: issue.severity,
			line: issue.line ?? null,
			record: issue.record ?? null,
			column_position: issue.column ?? null,
			header: storable(issue.header),
			field: issue.field ?? null,
			value: storable(issue.value),
			details: tx.json(issue.details ?? {})
		}));
		await tx`insert into import_issue ${tx(rows)}`;
	}
}

// PostgreSQL stores no NUL; the issue says that there was one.
function storable(text: string | undefined): string | null {
	return text === undefined ? null : text.replaceAll('\0', '\\x00');
}

/** The listed issues in the order of the file, at most `perCode` of each code. */
export async function listedIssues(tx: Transaction, scope: Scope, draftId: string, perCode: number): Promise<Issue[]> {
	const rows = await tx<IssueRow[]>`
		select code, severity, line, record, column_position as column, header, field, value, details from (
			select *, row_number() over (partition by code order by position) as place from import_issue
			where organisation_id = ${scope.organisation} and version_id = ${draftId}
		) numbered where place <= ${perCode} order by position`;
	return rows.map(issueOf);
}

type IssueRow = { [Key in keyof Required<Issue>]: Required<Issue>[Key] | null } & Pick<Issue, 'code' | 'severity'>;

function issueOf(row: IssueRow): Issue {
	const entries = Object.entries(row).filter(([, value]) => value !== null);
	return Object.fromEntries(entries) as unknown as Issue;
}
