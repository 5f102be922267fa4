import type { Issue } from '../issue.ts';
import { LIMITS } from '../limits.ts';

/** Issues of one sort: how many were found, and how many of them are listed. */
interface Listed {
	found: number;
	listed: number;
}

/**
 * Counts issues exactly by code and keeps the first ones: errors and warnings up to a limit, and up to the same limit
 * notes, of which the first of each code are kept whatever there is of others.
 */
export class IssueList {
	readonly issues: Issue[] = [];
	readonly counts = new Map<string, number>();
	private readonly ofRows: Listed = { found: 0, listed: 0 };
	private readonly notes: Listed = { found: 0, listed: 0 };

	constructor(
		private readonly perCode = LIMITS.issuesPerCode,
		private readonly room = LIMITS.issuesInReport
	) {}

	/** `describe` is called only where the issue is kept. */
	add(code: string, severity: Issue['severity'], describe: () => Omit<Issue, 'code' | 'severity'>): void {
		const count = (this.counts.get(code) ?? 0) + 1;
		this.counts.set(code, count);
		const isOfRow = severity === 'error' || severity === 'warning';
		const list = isOfRow ? this.ofRows : this.notes;
		list.found++;
		if (list.listed >= this.room && (isOfRow || count > this.perCode)) return;
		list.listed++;
		this.issues.push({ code, severity, ...describe() });
	}

	/** Counts without listing: remarks about a file rather than a row. */
	count(code: string, by: number): void {
		if (by > 0) this.counts.set(code, (this.counts.get(code) ?? 0) + by);
	}

	/** The counts by code; says at the end of the list what is missing from it. */
	finish(): Record<string, number> {
		this.sayCut('ISSUES_CUT', this.ofRows);
		this.sayCut('ISSUES_NOTES_CUT', this.notes);
		return Object.fromEntries(this.counts);
	}

	private sayCut(code: string, { found, listed }: Listed): void {
		if (listed === found) return;
		this.counts.set(code, 1);
		this.issues.push({ code, severity: 'info', details: { listed, total: found } });
	}
}
