import type { Fix } from '#lib/imports/drafts/correct.server.ts';
import type { Finding } from '#lib/imports/drafts/findings.ts';
import type { Issue } from '#lib/imports/issue.ts';

// Values of issues are cut at 200 characters: a text of that length may have gone on, and would be lost.
const CUT_AT = 200;

/** True for a text that is too long to be corrected in a field. */
export function isCut(text: string): boolean {
	return text.length >= CUT_AT;
}

/** The name of a field that gives all rows with one value another: `value:<column>|<value>`. */
export function valueFieldName({ column, value }: Pick<Finding, 'column' | 'value'>): string {
	return `value:${column}|${value}`;
}

/** The name of a field that gives one cell another text: `cell:<line>:<column>|<text as it is>`. */
export function cellFieldName({ line, column, value = '' }: Pick<Issue, 'line' | 'column' | 'value'>): string {
	return `cell:${line}:${column}|${value}`;
}

/** The corrections of a form: fields hold the text as it is, so those left alone correct nothing. */
export function readFixes(form: FormData, findings: readonly Finding[]): Fix[] {
	const fixes: Fix[] = [];
	for (const [name, given] of form.entries()) {
		const field = /^(?:value|cell:(\d{1,9})):(\d{1,4})\|([\s\S]*)$/.exec(name);
		if (!field || typeof given !== 'string') continue;
		const [line, column, before] = [field[1] ? Number(field[1]) : null, Number(field[2]), field[3]];
		// Forms send line breaks as CRLF and names as they are.
		const value = given.replaceAll('\r\n', '\n').trim();
		if (value === before.replaceAll('\r\n', '\n').trim() || isCut(before)) continue;
		const rows = line === null ? countOf(findings, column, before) : 1;
		if (rows > 0) fixes.push({ column, line, before, value, rows });
	}
	return fixes;
}

/** How many rows are known to have the value; 0 where nothing was found about it. */
function countOf(findings: readonly Finding[], column: number, value: string): number {
	const counts = findings.filter((finding) => finding.column === column && finding.value === value);
	return Math.max(0, ...counts.map(({ count }) => count));
}
