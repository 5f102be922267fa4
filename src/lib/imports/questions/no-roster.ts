import type { Layout } from '#lib/datasets/dataset.ts';
import type { FileProfile } from '../file/file-profile.ts';
import type { Issue } from '../issue.ts';
import type { Mapping } from '../mapping.ts';
import type { ImportPlan } from '../plan.ts';
import type { PeriodEvidence } from '../spells/period-evidence.ts';

/**
 * Says plainly that a file is no roster: survival data, aggregated figures, a list of leavers or measurements by
 * period have no column that could be a hire date, so no headcount can be worked out of them, whatever is mapped.
 */
export function noRoster(
	{ layout, plan, mapping }: { layout: Layout; plan: ImportPlan; mapping: Mapping },
	profile: FileProfile,
	periods: PeriodEvidence | null
): Issue | null {
	const names = new Set(plan.columns.map(({ field }) => field));
	if (plan.rowsAre === 'movements' || names.has('hire_date')) return null;
	const isPeriod = new Set(periods?.found(profile.columns, profile.counts.records).map(({ index }) => index));
	const isOther = (index: number) => {
		const suggested = mapping.suggestions[index]?.field;
		return suggested !== undefined && layout.fields.find(({ name }) => name === suggested)?.name !== 'hire_date';
	};
	const dated = profile.columns.flatMap(({ dates, filled }, index) => {
		const days = dates.count - dates.serials - dates.partials;
		return filled > 0 && days * 2 > filled ? [index] : [];
	});
	if (dated.some((index) => !isPeriod.has(index) && !isOther(index))) return null;
	if (mapping.ambiguous.some(({ field }) => field === 'hire_date')) return null;
	const kind =
		isPeriod.size > 0 ? 'panel' : dated.length > 0 ? 'leavers' : names.has('person_id') ? 'undated' : 'aggregate';
	return { code: 'FILE_NOT_ROSTER', severity: 'fatal', details: { kind } };
}
