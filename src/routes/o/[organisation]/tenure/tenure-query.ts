import type { Tier } from '#lib/metrics/metric.ts';
import { filterReader, type Refused } from '../filter-reader.ts';

export const GROUPS = ['role', 'department', 'level', 'site'] as const;
export const LEAVINGS = ['all', 'voluntary', 'involuntary'] as const;

export interface TenureQuery {
	group: (typeof GROUPS)[number];
	/** Which exits count as leaving; the others end an observation. */
	leaving: (typeof LEAVINGS)[number];
}

/** Reads the filters from the address; executives see all exits together (METHODS 7.4). */
export function parseTenureQuery(parameters: URLSearchParams, tier: Tier): { query: TenureQuery; refused: Refused[] } {
	const refused: Refused[] = [];
	const one = filterReader(parameters, refused);
	const leavings = tier === 'analyst' ? LEAVINGS : LEAVINGS.slice(0, 1);
	return { query: { group: one('group', GROUPS), leaving: one('leaving', leavings) }, refused };
}

/** The filters as an address part; what is the default stays out. */
export function tenureSearch({ group, leaving }: TenureQuery): string {
	const search = new URLSearchParams();
	if (group !== GROUPS[0]) search.set('group', group);
	if (leaving !== LEAVINGS[0]) search.set('leaving', leaving);
	return search.toString();
}
