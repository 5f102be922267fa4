import type { FileProfile } from './file/file-profile.ts';
import type { Issue } from './issue.ts';
import { holdsDays } from './misfit.ts';
import type { ImportPlan } from './plan.ts';
import type { PeriodEvidence } from './spells/period-evidence.ts';

/**
 * Says plainly that a file of measurements is no roster: people are repeated by period, and no other column has days
 * that could be those of hires, so no headcount can be worked out of it, whatever is mapped.
 */
export function panelOf(plan: ImportPlan, profile: FileProfile, periods: PeriodEvidence | null): Issue | null {
	const names = new Set(plan.columns.map(({ field }) => field));
	if (!periods || names.has('hire_date')) return null;
	const found = new Set(periods.found(profile.columns, profile.counts.records).map(({ index }) => index));
	if (found.size === 0) return null;
	const isDated = profile.columns.some((column, index) => !found.has(index) && holdsDays(column));
	return isDated ? null : { code: 'FILE_NOT_ROSTER', severity: 'fatal' };
}
