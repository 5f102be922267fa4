import type { Clock } from '../metric.ts';

/** A time by which half have had it, in days; null where the curve, or its limit, never falls so far. */
export interface MedianDays {
	days: number | null;
	lower: number | null;
	upper: number | null;
}

/** How openings of one role were filled. */
export interface FillRow {
	/** Role family, or the function where only that is said; null: all of them. */
	role: string | null;
	filled: number;
	open: number;
	cancelled: number;
	/** From opening until an offer was accepted, and until somebody started; open ones censored. */
	accepted: MedianDays;
	started: MedianDays;
}

/** Which requisitions say how fast openings are filled: those of the role, those of all roles, or none were filled. */
export type FillBasis = 'own' | 'all' | 'none';

/** The end of a coming month. */
export interface RecoveryMonth {
	date: string;
	required: number;
	/** Known to be there: exits and starts on file. */
	known: number;
	/** Probability that the minimum is met, with those who may start by then. */
	met: number;
}

/** One function with a minimum. Counts are people. */
export interface RecoveryRow {
	functionId: string;
	name: string;
	roleFamily: string | null;
	isCritical: boolean;
	required: number;
	present: number;
	/** Within the horizon, from the day after. */
	knownExits: number;
	knownStarts: number;
	/** Open requisitions without a known start. */
	open: number;
	/** Of these, open longer than any that was filled: nothing is expected of them. */
	beyondExperience: number;
	basis: FillBasis;
	/** First day of the present run below the minimum; null where it is met, or began before the data. */
	belowSince: string | null;
	/** First day on which the minimum is met with 5, 50 and 95 %; null: not within the horizon. */
	backBy: { p: number; on: string | null }[];
	/** People missing, added up over the days from `from` to `on`, and expected over the horizon after `on`. */
	personDaysSoFar: number;
	personDaysExpected: number;
	months: RecoveryMonth[];
}

export interface RecoverySummary {
	on: string;
	from: string;
	horizonDays: number;
	clock: Clock;
	requisitions: number;
	/** One row a role, the whole last. */
	fill: FillRow[];
}
