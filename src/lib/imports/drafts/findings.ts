import type { Issue, Severity } from '../issue.ts';

/** Issues one correction mends: of one code, in one column, and of one value where the value alone is the problem. */
export interface Finding {
	code: string;
	severity: Severity;
	column: number | null;
	header: string | null;
	field: string | null;
	/** Null where a row has to be looked at by itself. */
	value: string | null;
	/** Among the listed issues. */
	count: number;
	/** The first of the rows, at most 5. */
	lines: number[];
}

const LINES = 5;
const GROUPS_PER_CODE = 50;
/** Values of issues are cut here: such a value is not known whole. */
const CUT_AT = 200;

// Codes whose problem is the text of the cell alone: what mends one row mends all rows with that text.
const BY_VALUE =
	/^(?:VALUE_UNMAPPED|VALUE_EMPTY_WORD|NUMBER_|DATE_(?:INVALID|IMPOSSIBLE|RANGE|PARTIAL|SERIAL|YEAR2|ORDER|PLACEHOLDER)|TIME_(?:INVALID|ZONE|GAP|OVERLAP)|RESPONSE_ANSWER|REF_|CELL_MOJIBAKE)/;

/** Errors and warnings grouped by what mends them, the most frequent of each code first. */
export function findingsOf(issues: readonly Issue[]): Finding[] {
	const groups = new Map<string, Finding>();
	for (const issue of issues) {
		if (issue.severity !== 'error' && issue.severity !== 'warning') continue;
		const value = sharedValue(issue);
		const key = JSON.stringify([issue.code, issue.column ?? null, value]);
		const group = groups.get(key) ?? newFinding(issue, value);
		groups.set(key, group);
		group.count++;
		if (issue.line !== undefined && group.lines.length < LINES) group.lines.push(issue.line);
	}
	const shown = new Map<string, number>();
	return [...groups.values()]
		.sort((a, b) => b.count - a.count)
		.filter(({ code }) => {
			shown.set(code, (shown.get(code) ?? 0) + 1);
			return (shown.get(code) ?? 0) <= GROUPS_PER_CODE;
		});
}

function newFinding({ code, severity, column, header, field }: Issue, value: string | null): Finding {
	const place = { column: column ?? null, header: header ?? null, field: field ?? null };
	return { code, severity, ...place, value, count: 0, lines: [] };
}

/** The text that all rows of a group share, trimmed; null where rows must be mended one by one. */
function sharedValue({ code, column, value }: Issue): string | null {
	const text = value?.trim() ?? '';
	if (column === undefined || text === '' || (value?.length ?? 0) >= CUT_AT || !BY_VALUE.test(code)) return null;
	return text;
}
