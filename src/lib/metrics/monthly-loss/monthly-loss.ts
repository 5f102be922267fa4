import type { Clock, Interval } from '../metric.ts';

export type MonthlyLossDimension = 'role' | 'department' | 'level' | 'site';

/** The people of one group employed on the first day of a month, and how many of them left in it. */
export interface MonthlyLossRow {
	/** 'YYYY-MM' */
	month: string;
	/** '' where the roster does not say. */
	group: string;
	people: number;
	left: number;
	/** left / people with its Wilson interval; never annualised. */
	rate: number;
	interval: Interval;
}

export interface MonthlyLossSummary {
	from: string;
	to: string;
	months: string[];
	dimension: MonthlyLossDimension;
	clock: Clock;
	/** The day the data end, where that cuts the last month. */
	cutOn: string | null;
}
