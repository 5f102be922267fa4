import type { Clock, Contractors } from '../metric.ts';

export type HeadcountClock = Clock;
export type HeadcountStep = 'day' | 'week' | 'month';

/** One period, by the day that ends it: a day, a Sunday, the last day of a month, or the last day of the window. */
export interface HeadcountRow {
	date: string;
	/** Role family; '' for titles no rule places; null where the whole organisation is counted. */
	group: string | null;
	/** People employed on `date`. */
	headcount: number;
	/** Full-time equivalents on `date`; null where the roster does not give the share of everybody, absent where not asked for. */
	fte?: number | null;
	/** Employments begun in the period. */
	hires: number;
	/** Employments ended in the period, by their last day. Moves between roles are not among them. */
	separations: number;
	/** Moves into and out of the role in the period; 0 for the whole organisation. */
	transfersIn: number;
	transfersOut: number;
}

export interface HeadcountSummary {
	from: string;
	to: string;
	step: HeadcountStep;
	clock: HeadcountClock;
	contractors: Contractors;
	role: string | null;
	/** People employed on the first and on the last day. */
	atStart: number;
	atEnd: number;
	hires: number;
	separations: number;
	/** Average headcount by convention; null where the window has no such day. */
	averages: {
		dailyMean: number | null;
		twoPoint: number | null;
		monthEndMean: number | null;
		monthEndPlusOpening: number | null;
		twelfthOfMonthMean: number | null;
	};
	/** True where two conventions differ by more than 5 percent: then the two-point average misleads. */
	isTwoPointMisleading: boolean;
	/** People who count in more than one role on the last day. */
	inSeveralRoles: number;
	/** What cleaning the roster found, in rows. */
	quality: Record<string, number>;
}
