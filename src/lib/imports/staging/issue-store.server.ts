import type { Scope, Transaction } from '#lib/server/database.ts';
import type { Io } from '#lib/server/runtime.ts';
import { sealing, type Sealed } from '#lib/server/sealing.ts';
import type { Issue } from '../issue.ts';

const BATCH = 2000;
type Quoted = Pick<Issue, 'value' | 'details'>;

/** Replaces the listed issues of a draft. What they quote of the file is sealed. */
export async function storeIssues(
	io: Pick<Io, 'secrets'>,
	tx: Transaction,
	scope: Scope,
	{ draftId, issues }: { draftId: string; issues: readonly Issue[] }
): Promise<void> {
	const { seal } = sealing(io.secrets.fileKey);
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
			// PostgreSQL stores no NUL.
			header: issue.header?.replaceAll('\0', '') ?? null,
			field: issue.field ?? null,
			quoted: tx.json({ ...seal({ value: issue.value, details: issue.details }) })
		}));
		await tx`insert into import_issue ${tx(rows)}`;
	}
}

/** The listed issues in the order of the file, at most `perCode` of each code. */
export async function listedIssues(
	io: Pick<Io, 'secrets'>,
	tx: Transaction,
	scope: Scope,
	{ draftId, perCode }: { draftId: string; perCode: number }
): Promise<Issue[]> {
	const rows = await tx<IssueRow[]>`
		select code, severity, line, record, column_position as column, header, field, quoted from (
			select *, row_number() over (partition by code order by position) as place from import_issue
			where organisation_id = ${scope.organisation} and version_id = ${draftId}
		) numbered where place <= ${perCode} order by position`;
	return rows.map(opened(io));
}

/** Listed issues, all or those of one code, `limit` of them after the first `offset`, in the order of the file. */
export async function issuesFrom(
	io: Pick<Io, 'secrets'>,
	tx: Transaction,
	scope: Scope,
	{ draftId, code, offset, limit }: { draftId: string; code: string | null; offset: number; limit: number }
): Promise<Issue[]> {
	const rows = await tx<IssueRow[]>`
		select code, severity, line, record, column_position as column, header, field, quoted from import_issue
		where organisation_id = ${scope.organisation} and version_id = ${draftId}
			${code === null ? tx`` : tx`and code = ${code}`}
		order by position limit ${limit} offset ${offset}`;
	return rows.map(opened(io));
}

/** All listed issues in the order of the file, in batches, so that a long list is never in memory as a whole. */
export async function* issueBatches(
	io: Pick<Io, 'secrets' | 'database'>,
	scope: Scope,
	draftId: string
): AsyncGenerator<Issue[]> {
	for (let from = 0; ; from += BATCH) {
		const rows = await io.database.inOrganisation(
			scope,
			(tx) => tx<IssueRow[]>`
				select code, severity, line, record, column_position as column, header, field, quoted from import_issue
				where organisation_id = ${scope.organisation} and version_id = ${draftId}
					and position >= ${from} and position < ${from + BATCH} order by position`
		);
		if (rows.length === 0) return;
		yield rows.map(opened(io));
	}
}

/** The listed errors and warnings of some lines, in the order of the file. */
export async function issuesOfLines(
	io: Pick<Io, 'secrets'>,
	tx: Transaction,
	scope: Scope,
	{ draftId, lines }: { draftId: string; lines: readonly number[] }
): Promise<Issue[]> {
	const rows = await tx<IssueRow[]>`
		select code, severity, line, record, column_position as column, header, field, quoted from import_issue
		where organisation_id = ${scope.organisation} and version_id = ${draftId} and line = any(${[...lines]})
			and severity in ('error', 'warning') order by position`;
	return rows.map(opened(io));
}

function opened(io: Pick<Io, 'secrets'>): (row: IssueRow) => Issue {
	const { open } = sealing(io.secrets.fileKey);
	return ({ quoted, ...place }) => {
		const given = Object.entries(place).filter(([, value]) => value !== null);
		return { ...(Object.fromEntries(given) as unknown as Omit<Issue, keyof Quoted>), ...open<Quoted>(quoted) };
	};
}

interface IssueRow {
	code: string;
	severity: Issue['severity'];
	line: number | null;
	record: number | null;
	column: number | null;
	header: string | null;
	field: string | null;
	quoted: Sealed;
}
