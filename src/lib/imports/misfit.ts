import type { DatasetKind, Layout } from '../datasets/dataset.ts';
import type { Issue } from './issue.ts';
import type { Mapping } from './mapping.ts';
import type { ImportPlan } from './plan.ts';
import type { ColumnProfile } from './values/column-profile.ts';

/**
 * Why a file cannot be of the kind it is read as, whatever is answered: a day is needed for every row and no column
 * holds days (a survey, a table of tenures), or its columns split one headcount into parts that add up to nothing
 * (a social report by age, gender and grade). Null where answers may do.
 */
export function misfitOf(
	{ id }: DatasetKind,
	layout: Layout,
	plan: ImportPlan,
	mapping: Mapping,
	profiles: ColumnProfile[]
): Issue | null {
	const needed = layout.fields.filter(({ isRequired, type }) => isRequired && (type === 'date' || type === 'instant'));
	const names = new Set(plan.columns.map(({ field }) => field));
	const missing = needed.filter(({ name, isReplacedBy = [] }) => ![name, ...isReplacedBy].some((n) => names.has(n)));
	const mapped = new Set(plan.columns.flatMap(({ field }, index) => (field === null ? [] : [index])));
	if (missing.length > 0 && !profiles.some((profile, index) => !mapped.has(index) && holdsDays(profile)))
		return { code: 'FILE_KIND', severity: 'fatal', details: { kind: id, missing: missing[0].name } };
	const parts = plan.columns.filter((_, index) => mapping.suggestions[index]?.field === 'breakdown');
	if (parts.length < 2) return null;
	const columns = parts.map(({ header }) => header).join(', ');
	return { code: 'FILE_BREAKDOWN', severity: 'fatal', details: { count: parts.length, columns } };
}

/** Half of the cells are written days, or nearly all are days or day numbers; months and years alone are not. */
export function holdsDays({ dates, filled }: ColumnProfile): boolean {
	const days = dates.count - dates.partials;
	return filled > 0 && (days >= filled * 0.9 || days - dates.serials >= filled * 0.5);
}
