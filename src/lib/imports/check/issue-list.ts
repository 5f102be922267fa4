import type { Issue } from '../issue.ts';
import { LIMITS } from '../limits.ts';

/** Counts issues exactly by code and keeps the first ones: every error and warning up to a limit, infos by code. */
export class IssueList {
	readonly issues: Issue[] = [];
	readonly counts = new Map<string, number>();
	/** Errors and warnings found, and those that no longer fitted into the list. */
	private rowIssues = 0;
	private cut = 0;

	constructor(
		private readonly perCode = LIMITS.issuesPerCode,
		private readonly inTotal = LIMITS.issuesInReport
	) {}

	/** `describe` is called only where the issue is kept. */
	add(code: string, severity: Issue['severity'], describe: () => Omit<Issue, 'code' | 'severity'>): void {
		const count = (this.counts.get(code) ?? 0) + 1;
		this.counts.set(code, count);
		const isOfRow = severity === 'error' || severity === 'warning';
		if (isOfRow) this.rowIssues++;
		if (!isOfRow && count > this.perCode) return;
		if (this.issues.length < this.inTotal) this.issues.push({ code, severity, ...describe() });
		else if (isOfRow) this.cut++;
	}

	/** Counts without listing: remarks about a file rather than a row. */
	count(code: string, by: number): void {
		if (by > 0) this.counts.set(code, (this.counts.get(code) ?? 0) + by);
	}

	/** The counts by code; says at the end of the list that errors or warnings are missing from it. */
	finish(): Record<string, number> {
		if (this.cut > 0) {
			const details = { listed: this.rowIssues - this.cut, total: this.rowIssues };
			this.counts.set('ISSUES_CUT', 1);
			this.issues.push({ code: 'ISSUES_CUT', severity: 'info', details });
		}
		return Object.fromEntries(this.counts);
	}
}
