import type { AttritionRates, Denominator } from '#lib/statistics/attrition-rates.ts';
import type { Contractors } from '../metric.ts';
import type { FoldedCount, SeparationType, UltimatumFold } from '../separation-types.ts';

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
	categories: FoldedCount[];
	/** Whether the window contains an ultimatum, by its events or by the types of exits. */
	hasUltimatum: boolean;
	/** Exits that say transfer although no later row of the person continues the employment. */
	transfersWithoutNext: number | null;
	quality: Record<string, number>;
}
