import type { Issue } from '../issue.ts';
import { LIMITS } from '../limits.ts';

/** Counts issues exactly by code and keeps the first ones: every error and warning up to a limit, infos by code. */
export class IssueList {
	readonly issues: Issue[] = [];
	readonly counts = new Map<string, number>();

	constructor(
		private readonly perCode = LIMITS.issuesPerCode,
		private readonly inTotal = LIMITS.issuesInReport
	) {}

	/** `describe` is called only where the issue is kept. */
	add(code: string, severity: Issue['severity'], describe: () => Omit<Issue, 'code' | 'severity'>): void {
		const count = (this.counts.get(code) ?? 0) + 1;
		this.counts.set(code, count);
		const isListed = count <= this.perCode || severity === 'error' || severity === 'warning';
		if (isListed && this.issues.length < this.inTotal) this.issues.push({ code, severity, ...describe() });
	}

	/** Counts without listing: remarks about a file rather than a row. */
	count(code: string, by: number): void {
		if (by > 0) this.counts.set(code, (this.counts.get(code) ?? 0) + by);
	}

	toCounts(): Record<string, number> {
		return Object.fromEntries(this.counts);
	}
}
