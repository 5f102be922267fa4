import type { Finding } from '#lib/imports/drafts/findings.ts';
import type { Issue, Severity } from '#lib/imports/issue.ts';
import type { BadgeKind } from '#lib/ui/Badge.svelte';

/** All issues of one code, with what can be done about them. */
export interface IssueGroup {
	code: string;
	severity: Severity;
	/** Exact, also where fewer are listed. */
	count: number;
	issues: Issue[];
	/** Groups of rows that one text mends; empty where rows are mended one by one. */
	byValue: Finding[];
	/** A cell can be corrected here. */
	canFix: boolean;
	/** The row has to be mended as a whole, in the file of rows to correct. */
	isByFile: boolean;
}

export const SEVERITY_BADGES: Record<Severity, BadgeKind> = {
	fatal: 'danger',
	error: 'danger',
	warning: 'caution',
	ask: 'accent',
	info: 'plain'
};

const ORDER: Severity[] = ['fatal', 'error', 'ask', 'warning', 'info'];

/** Issues by code: what leaves rows out first, then by their number. */
export function issueGroups(
	counts: Record<string, number>,
	issues: readonly Issue[],
	findings: readonly Finding[]
): IssueGroup[] {
	return Object.entries(counts)
		.map(([code, count]): IssueGroup => {
			const own = issues.filter((issue) => issue.code === code);
			const severity = own[0]?.severity ?? 'info';
			const byValue = findings.filter((finding) => finding.code === code && finding.value !== null);
			const isAboutRows = severity === 'error' || severity === 'warning';
			const canFix = isAboutRows && own.some((issue) => issue.column !== undefined);
			return { code, severity, count, issues: own, byValue, canFix, isByFile: isAboutRows && !canFix };
		})
		.sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || b.count - a.count);
}
