import type { LogRank } from '#lib/statistics/log-rank.ts';
import type { RestrictedMean } from '#lib/statistics/restricted-mean.ts';
import type { SharePoint, ShareAt } from '#lib/statistics/survival-estimate.ts';
import type { SeparationType } from '../separation-types.ts';

export type SurvivalGroup = 'role' | 'department' | 'level' | 'site';

/** The share that has left by one reason, where the others compete. */
export interface IncidenceCurve {
	type: SeparationType;
	/** Null where hidden. */
	exits: number | null;
	points: SharePoint[];
}

/** Times are days of tenure, or since day 0. */
export interface SurvivalRow {
	/** Role family, department, level or site; '' where not stated; null: everybody. */
	group: string | null;
	/** Employments observed, and those of them from the start of the curve on. */
	observed: number;
	people: number;
	/** Exits that count, from the start of the curve on; null where hidden. */
	exits: number | null;
	/** Where the curve starts. Above 0 it holds for those still employed then. */
	from: number;
	/** Steps of the curve, the first with share 1; empty where there is no curve. */
	curve: SharePoint[];
	/** Times at which somebody was last seen without having left. */
	censored: number[];
	/** Employed and observed at the times of the table, the same for all rows; null where hidden. */
	risk: { time: number; atRisk: number | null }[];
	/** Last time anybody was observed. */
	until: number;
	/** Times by which a share p has left. */
	quantiles: { p: number; time: number | null; lower: number | null; upper: number | null }[];
	/** Share still employed at the times asked for. */
	values: ShareAt[];
	/** Up to `tauDays`. */
	restrictedMean: RestrictedMean | null;
	/** Exits expected if all groups left alike; null where groups are not compared. */
	expectedExits: number | null;
	/** Log-rank test against the other groups together: p, and q over the groups tested; null where not tested or hidden. */
	restP: number | null;
	restQ: number | null;
	/** By reason; empty where hidden, or not asked for. */
	incidence: IncidenceCurve[];
	/** Why there is no curve. */
	reason: 'nobody' | 'few-at-risk' | null;
	isSuppressed: boolean;
}

export interface SurvivalSummary {
	clock: 'tenure' | 'event';
	/** Observation window; on the clock of an event its day 0 and its last day. */
	from: string;
	to: string;
	group: SurvivalGroup | null;
	role: string | null;
	/** Reasons that count as leaving; null: all. */
	types: SeparationType[] | null;
	/** Fewest at risk where a curve starts. */
	atLeast: number;
	tauDays: number | null;
	observed: number;
	/** Employments that began before the window. */
	lateEntries: number;
	/** Log-rank test between the groups; null where groups are not compared. */
	logRank: Pick<LogRank, 'chiSquare' | 'degrees' | 'p' | 'reason'> | null;
	/** Whether everything on file is looked at, nothing but groups having been chosen. */
	isWhole: boolean;
	quality: Record<string, number>;
}
