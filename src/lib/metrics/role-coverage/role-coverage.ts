import type { Clock, Contractors } from '../metric.ts';

export type CoverageStatus = 'not_required' | 'orphaned' | 'breach' | 'no_slack' | 'ok';

/** How likely a function is below its minimum after the horizon, if nobody is hired. */
export interface CoverageRisk {
	/** Qualified people whose last day within the horizon was known on the day. */
	sureLeavers: number;
	expectedLeavers: number | null;
	/** If each of the others leaves independently; null where no probability to leave is known. */
	breachProbability: number | null;
	/** The same if they leave together, under the shared shock. */
	breachProbabilityTogether: number | null;
}

/** One function (staffing requirement) on the chosen day. Counts are people. */
export interface CoverageRow extends CoverageRisk {
	functionId: string;
	name: string;
	roleFamily: string | null;
	isCritical: boolean;
	required: number;
	qualified: number;
	/** Qualified on the day `before`; null where no such day was asked for. */
	qualifiedBefore: number | null;
	/** Sum of the working-time shares of the qualified; null where the roster does not give them all. */
	qualifiedFte: number | null;
	/** qualified / required; null where nothing is required. */
	coverageRatio: number | null;
	shortfall: number;
	slack: number;
	/** How many may leave until the minimum is missed; null where nothing is required. */
	departuresToBreach: number | null;
	status: CoverageStatus;
	/** First day of the present run below the minimum; null where the function is not below it now. */
	belowSince: string | null;
	/** First day back at the minimum after the last run below it between `from` and `on`; null where there was none. */
	recoveredOn: string | null;
	/** First day of that last run; null where `recoveredOn` is. */
	lastBelowSince: string | null;
	/** First later day, of the next 366, on which those on file meet the minimum again; null where not below, or on none. */
	recoversOn: string | null;
	/** Days below the minimum from `from` to `on`, and people missing added up over them. */
	daysBelow: number;
	personDaysBelow: number;
	/** Step changes of the qualified from `from` to `on`; the first entry is the state on `from`. */
	series: { date: string; qualified: number }[];
	/** Step changes of the minimum in force from `from` to `on`; null before it takes effect. */
	requiredSeries: { date: string; required: number | null }[];
	/** Whether the qualified are listed by name of function, or are the people of the role family. */
	basis: 'qualifications' | 'role';
	owner: string | null;
	fromDate: string | null;
	source: string | null;
}

export interface CoverageSummary {
	on: string;
	before: string | null;
	/** Window of the series. */
	from: string;
	clock: Clock;
	contractors: Contractors;
	/** Of each person to leave within the horizon, as the breach probabilities assume; null: unknown. */
	leaveProbability: number | null;
	horizonDays: number;
	/** Of the shared shock. */
	sigma: number;
	/** People missing, added up over days and functions from `from` to `on`. */
	personDaysBelow: number;
	/** Functions with a requirement in force on the day. */
	functions: number;
	totalShortfall: number;
	inBreach: number;
	orphaned: number;
	noSlack: number;
	minimumDeparturesToBreach: number | null;
	/** Required functions that rest on exactly one qualified person. */
	singlePointsOfFailure: number;
	/** People who count in at least one function; fewer than the sum where somebody counts in several. */
	distinctQualifiedPeople: number;
}
