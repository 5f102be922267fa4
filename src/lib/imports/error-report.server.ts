import type { Scope } from '../server/database.ts';
import { readRawFile } from '../server/raw-files.ts';
import type { Io } from '../server/runtime.ts';
import { cellText } from './check-column.ts';
import { byteSource, textReader } from './decode.ts';
import { draftRecord, type DraftRecord } from './draft-record.server.ts';
import { listedIssues } from './issue-store.server.ts';
import type { Issue } from './issue.ts';
import type { Delimiter, ImportPlan } from './plan.ts';
import { uploadsFolder } from './reading.server.ts';
import { RecordScanner } from './scanner.ts';

const REPORTED_ISSUES = 100_000;
const ISSUE_HEADER = ['line', 'record', 'column', 'header', 'field', 'code', 'severity', 'value', 'details', 'action'];

/**
 * A draft's findings as CSV (UTF-8 with byte order mark, CRLF, the file's own delimiter, formulas neutralised):
 * 'issues' is one row per listed issue; 'rows' are the original rows of errors and warnings with line and codes added.
 */
export async function* errorReport(
	io: Io,
	scope: Scope,
	draftId: string,
	which: 'rows' | 'issues'
): AsyncGenerator<Uint8Array> {
	const found = await io.database.inOrganisation(scope, async (tx) => {
		const draft = await draftRecord(tx, scope, draftId);
		return draft && { draft, issues: await listedIssues(io, tx, scope, { draftId, perCode: REPORTED_ISSUES }) };
	});
	if (!found) throw new Error(`There is no draft ${draftId} in this organisation.`);
	const { draft, issues } = found;
	yield Buffer.from('\ufeff');
	if (which === 'rows' && draft.plan && draft.rawFile) yield* rowLines(io, draft, draft.plan, issues);
	else yield* issueLines(draft.plan?.delimiter ?? ',', issues);
}

function* issueLines(delimiter: Delimiter, issues: readonly Issue[]): Generator<Uint8Array> {
	yield csvLine(delimiter, ISSUE_HEADER);
	for (const issue of issues) {
		const { line, record, column, header, field, code, severity, value, details } = issue;
		const cells = [line, record, column, header, field, code, severity, value && visible(value)];
		yield csvLine(delimiter, [...cells, details && JSON.stringify(details), actionOf(issue)]);
	}
}

function actionOf(issue: Issue): string {
	if (issue.severity === 'fatal') return 'refused';
	if (issue.severity === 'error') return 'left out';
	return issue.severity === 'ask' ? 'asked' : 'kept';
}

/** Control characters as \xNN. */
function visible(value: string): string {
	const show = (character: string) =>
		character < ' ' || character === '\u007f'
			? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`
			: character;
	return [...value].map(show).join('');
}

function* rowLines(io: Io, draft: DraftRecord, plan: ImportPlan, issues: readonly Issue[]): Generator<Uint8Array> {
	const byLine = new Map<number, Issue[]>();
	for (const issue of issues) {
		if (issue.line === undefined || (issue.severity !== 'error' && issue.severity !== 'warning')) continue;
		byLine.set(issue.line, [...(byLine.get(issue.line) ?? []), issue]);
	}
	const headers = plan.columns.map((column) => column.header);
	yield csvLine(plan.delimiter, [...headers, 'line', 'fields', 'codes']);
	const read = textReader(plan.encoding);
	let lines: Uint8Array[] = [];
	const scanner = new RecordScanner(plan.delimiter.charCodeAt(0), (record) => {
		const found = byLine.get(record.line);
		if (!found || record.line <= plan.headerLine) return;
		const cells = Array.from({ length: record.count }, (_, i) => cellText(record, i, read));
		const padded = [...cells, ...new Array<string>(Math.max(0, headers.length - cells.length)).fill('')];
		const fields = [...new Set(found.map((issue) => issue.header ?? issue.field ?? ''))].join(' ');
		const codes = [...new Set(found.map((issue) => issue.code))].join(' ');
		lines.push(csvLine(plan.delimiter, [...padded, record.line, fields, codes]));
	});
	const source = byteSource(plan.encoding, (chunk) => scanner.write(chunk));
	for (const chunk of readRawFile(uploadsFolder(io), draft.rawFile ?? '', io.secrets.fileKey)) {
		source.write(chunk);
		yield* lines;
		lines = [];
	}
	source.end();
	scanner.end();
	yield* lines;
}

function csvLine(delimiter: Delimiter, cells: readonly (string | number | undefined)[]): Uint8Array {
	return Buffer.from(`${cells.map(csvCell).join(delimiter)}\r\n`);
}

/** Text in quotes, with an apostrophe before what a spreadsheet would run as a formula. */
function csvCell(cell: string | number | undefined): string {
	if (cell === undefined || cell === '') return '';
	if (typeof cell === 'number') return String(cell);
	const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
	return `"${text.replaceAll('"', '""')}"`;
}
