import type { AttritionRates, Denominator } from '#lib/statistics/attrition-rates.ts';
import type { Contractors } from '../metric.ts';

/** Why an employment ended; each exit has one. An exit without a reason, or with one that is none of these, is unknown. */
export const SEPARATION_TYPES = [
	'voluntary',
	'involuntary',
	'retirement',
	'death',
	'end-of-contract',
	'ultimatum-declined',
	'ultimatum-offer-accepted',
	'ultimatum-silent',
	'unknown'
] as const;
export type SeparationType = (typeof SEPARATION_TYPES)[number];

/** Whether exits of an ultimatum stay categories of their own or are counted as voluntary or involuntary. */
export type UltimatumFold = 'separate' | 'voluntary' | 'involuntary';
export type AttritionGroup = 'month' | 'department' | 'level' | 'role' | 'site' | 'type';

/** People employed when the first day began and when the last had ended, and employments begun in between. */
export interface Movement {
	opening: number;
	hires: number;
	closing: number;
}

/** Attrition of one group over the window, or of all in one month of it. Null where undefined or hidden. */
export interface AttritionRow extends Omit<AttritionRates, 'separations'> {
	/** Role family, department and so on ('' where not stated), month 'YYYY-MM', type of separation; null: everybody. */
	group: string | null;
	/** Employments that ended, for whatever reason. Moves inside the organisation are not among them. */
	separations: number | null;
	/** Those of the types asked for: what the rates count. */
	counted: number | null;
	types: Record<SeparationType, number | null>;
	/** Exits marked as regretted, of every type; null where the roster marks none either way. */
	regretted: number | null;
	regrettedPer100PersonYears: number | null;
	/** Moves into and out of the group; 0 for months, types and the whole. */
	transfersIn: number;
	transfersOut: number;
	/** How the headcount went from the first morning to the last evening; null for months, types and one role alone. */
	movement: Movement | null;
	/** Full-time years worked beside person-years; null where the roster does not give the share of everybody. */
	fteYears: number | null;
	isSuppressed: boolean;
}

export interface AttritionSummary {
	from: string;
	to: string;
	days: number;
	group: AttritionGroup | null;
	role: string | null;
	types: SeparationType[];
	fold: UltimatumFold;
	denominator: Denominator;
	contractors: Contractors;
	/** Everybody, or everybody of the role. */
	total: AttritionRow;
	/** Exits of the window by category after folding; null where hidden. */
	categories: { type: SeparationType; separations: number | null }[];
	/** Whether the window contains an ultimatum, by its events or by the types of exits. */
	hasUltimatum: boolean;
	/** Exits that say transfer although no later row of the person continues the employment. */
	transfersWithoutNext: number | null;
	quality: Record<string, number>;
}

/**
 * The category of a type of separation under a fold.
 *
 * @example categoryOf('ultimatum-silent', 'voluntary') is 'voluntary'; under 'separate' it stays what it is
 */
export function categoryOf(type: SeparationType, fold: UltimatumFold): SeparationType {
	return fold !== 'separate' && type.startsWith('ultimatum-') ? fold : type;
}

/** The categories there are under a fold, in their order. */
export function categoriesUnder(fold: UltimatumFold): SeparationType[] {
	return SEPARATION_TYPES.filter((type) => categoryOf(type, fold) === type);
}

/** Exits by category under a fold; null where one of the types in it is hidden. */
export function foldedCounts(types: AttritionRow['types'], fold: UltimatumFold): AttritionSummary['categories'] {
	return categoriesUnder(fold).map((category) => {
		const own = SEPARATION_TYPES.filter((type) => categoryOf(type, fold) === category).map((type) => types[type]);
		const isShown = own.every((count) => count !== null);
		return { type: category, separations: isShown ? own.reduce((sum: number, count) => sum + (count ?? 0), 0) : null };
	});
}
