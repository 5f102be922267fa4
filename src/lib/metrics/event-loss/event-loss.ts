import type { DayZero } from '../event-day-zero.ts';
import type { Clock, Interval, Note } from '../metric.ts';

export type LossDimension = 'role' | 'level' | 'department' | 'site';

/**
 * What the comparison of a group with the rest says. 'harder' and 'lighter': unlikely to be chance alone (q <= 0.05).
 * 'chance-not-excluded' is not "no effect"; 'too-small' was not tested; 'nothing-to-compare': everybody is in the group,
 * or nobody or everybody left.
 */
export type LossFinding = 'harder' | 'lighter' | 'chance-not-excluded' | 'too-small' | 'nothing-to-compare';

/** One group of the people employed on day 0. Comparisons are null where the group was not tested. */
export interface EventLossRow {
	dimension: LossDimension;
	/** '' where the roster does not say. */
	group: string;
	/** Employed on day 0, and of these left within the window. */
	people: number;
	left: number;
	/** left / people with its Wilson interval; never annualised. */
	rate: number;
	interval: Interval;
	/** Leavers expected if the leavers were people at random. */
	expected: number | null;
	restRate: number | null;
	rateDifference: number | null;
	/** Infinity where the rest lost nobody. */
	riskRatio: number | null;
	/** Conditional odds ratio with its exact limits; Infinity is "no upper limit". */
	oddsRatio: number | null;
	oddsLower: number | null;
	oddsUpper: number | null;
	oddsRatioSample: number | null;
	adjustedResidual: number | null;
	/** Two-sided mid-p: the one to show. */
	p: number | null;
	/** Two-sided with equal tails: agrees with the limits of the odds ratio. */
	pCentral: number | null;
	/** As R's fisher.test; for comparison only. */
	pMinlike: number | null;
	/** One-sided: harder than by chance. */
	pHarder: number | null;
	/** Benjamini-Hochberg over the groups tested. */
	q: number | null;
	finding: LossFinding;
}

export interface EventLossSummary {
	dayZero: DayZero;
	dimension: LossDimension;
	clock: Clock;
	/** Last day of the window, and its length in days with day 0. */
	until: string;
	days: number;
	people: number;
	left: number;
	rate: number | null;
	interval: Interval | null;
	/** Of the leavers, those who were employed again on the last day of the window. */
	backAgain: number;
	tested: number;
	tooSmall: number;
	/** Smallest group that is tested. */
	leastPeople: number;
}

export interface EventLoss {
	rows: EventLossRow[];
	summary: EventLossSummary;
	notes: Note[];
}
