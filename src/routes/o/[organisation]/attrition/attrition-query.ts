import type { Tier } from '#lib/metrics/metric.ts';
import { filterReader, type Refused } from '../filter-reader.ts';

export const GROUPS = ['role', 'department', 'level', 'site', 'month', 'type'] as const;
export const DENOMINATORS = [
	'personYears',
	'dailyMean',
	'twoPoint',
	'monthEndMean',
	'monthEndPlusOpening',
	'twelfthOfMonthMean'
] as const;
export const FOLDS = ['separate', 'voluntary', 'involuntary'] as const;

export interface AttritionPageQuery {
	/** A calendar year, or 'last' for the 365 days up to the day of the data. */
	period: string;
	group: (typeof GROUPS)[number];
	denominator: (typeof DENOMINATORS)[number];
	fold: (typeof FOLDS)[number];
	contractors: 'in' | 'out';
	/** Whose movement of headcount is drawn: a role family, or 'all'. */
	role: string;
	/** Whether the monthly rates of the United States stand beside. */
	us: 'off' | 'on';
}
export interface AttritionChoices {
	tier: Tier;
	periods: string[];
	/** Role families whose movement may be drawn. */
	roles: string[];
	/** Whether denominator, fold and contractors may be chosen: an executive reads fixed tables (METHODS 7.4). */
	isFree: boolean;
}

const YEARS_BACK = 5;

/** The calendar years up to that of the data, the newest first; analysts also the year up to the day of the data. */
export function attritionChoices(tier: Tier, asOf: string, roles: string[] = []): AttritionChoices {
	const year = Number(asOf.slice(0, 4));
	const years = Array.from({ length: YEARS_BACK + 1 }, (_, back) => String(year - back));
	return { tier, periods: tier === 'analyst' ? [...years, 'last'] : years, roles, isFree: tier === 'analyst' };
}

/** Reads the filters from the address. A value that cannot be used is replaced by the default and reported. */
export function parseAttritionQuery(
	parameters: URLSearchParams,
	{ periods, roles, isFree }: AttritionChoices
): { query: AttritionPageQuery; refused: Refused[] } {
	const refused: Refused[] = [];
	const one = filterReader(parameters, refused);
	const free = <Value extends string>(parameter: string, allowed: readonly Value[]): Value =>
		one(parameter, isFree ? allowed : allowed.slice(0, 1));
	const query: AttritionPageQuery = {
		period: one('period', periods),
		group: one('group', GROUPS),
		denominator: free('denominator', DENOMINATORS),
		fold: free('fold', FOLDS),
		contractors: free('contractors', ['out', 'in'] as const),
		role: one('role', ['all', ...roles]),
		us: one('us', ['off', 'on'] as const)
	};
	return { query, refused };
}

/** The window of a period; without a first day it is the year before the day of the data. */
export function windowOf(period: string, asOf: string): { from?: string; to: string } {
	if (period === 'last') return { to: asOf };
	const end = `${period}-12-31`;
	return { from: `${period}-01-01`, to: end < asOf ? end : asOf };
}

/** The twelve calendar months a period is shown in: those of the year, or up to the day of the data. */
export function monthsOf(period: string, asOf: string): { from: string; to: string } {
	const { to } = windowOf(period, asOf);
	if (period !== 'last') return { from: `${period}-01-01`, to };
	const [year, month] = asOf.split('-').map(Number);
	return { from: new Date(Date.UTC(year, month - 12, 1)).toISOString().slice(0, 10), to };
}

/** The filters as an address part; what is the default stays out. */
export function attritionSearch(query: AttritionPageQuery, choices: AttritionChoices): string {
	const defaults = parseAttritionQuery(new URLSearchParams(), choices).query;
	const entries = Object.entries(query).filter(([name, value]) => defaults[name as keyof AttritionPageQuery] !== value);
	return new URLSearchParams(entries).toString();
}
