import type { LeavingCosts } from '#lib/statistics/leaving-costs.ts';
import type { RoleOutlook } from '#lib/statistics/what-if-outlook.ts';
import type { DayZero } from '../event-day-zero.ts';
import type { Clock } from '../metric.ts';

/** Role by level by site: people who share one unknown probability to leave. Never fewer attributes, never others. */
export interface WhatIfSegment {
	/** Role family, level and site as the roster has them on the day; '' where not stated. */
	role: string;
	level: string;
	site: string;
	/** Asked, without the exempt. */
	people: number;
	/** What the past event says of the same segment; null where nobody was in it, or no event was chosen. */
	history: { left: number; of: number } | null;
}

/** One function with a minimum. Counts are people. */
export interface WhatIfRow {
	functionId: string;
	name: string;
	roleFamily: string | null;
	isCritical: boolean;
	required: number;
	/** Who counts for the function on the day, and of these who is asked. */
	qualified: number;
	asked: number;
	/** After the ultimatum, one a sigma; empty where none is asked about. */
	outlooks: (RoleOutlook & { sigma: number })[];
	/** After the removal of posts; null where none are removed. */
	layoff: RoleOutlook | null;
}

export interface SegmentOutlook extends WhatIfSegment {
	/** Probability to leave: mean, and quantiles of 5 and 95 %. Without the assumed factor on the odds. */
	mean: number;
	lower: number;
	upper: number;
}

export interface WhatIfSummary {
	on: string;
	clock: Clock;
	asked: number;
	exempt: number;
	/** People asked about whose segment no history says anything: the prior is the result. */
	withoutHistory: number;
	historyOf: DayZero | null;
	/** The same history for every segment, from elsewhere; null where there is none. */
	historyCounts: { left: number; of: number } | null;
	discount: number;
	oddsFactor: number;
	prior: { a: number; b: number };
	/** Any function below its minimum, one a sigma; `ofNew`: any that is not below it now. */
	anyBreach: { sigma: number; probability: number; ofNew: number }[];
	expectedLeavers: number;
	/** Null where no pay is given. */
	costs: LeavingCosts | null;
	currency: string | null;
	postsRemoved: number;
	/** Null where hidden. */
	segments: SegmentOutlook[] | null;
}
