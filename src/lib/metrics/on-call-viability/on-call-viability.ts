import type { Clock, Contractors, Interval } from '../metric.ts';

/** One site of the rota of one function. Counts are people; null where hidden. */
export interface OnCallRow {
	functionId: string;
	name: string;
	roleFamily: string | null;
	isCritical: boolean;
	/** Site as the roster names it ('' where it does not); null where the rota is one for all sites or nobody is there. */
	site: string | null;
	/** Sites that share the rota, and people on call at the same time. */
	sites: number;
	rolesOnCall: number;
	engineers: number | null;
	/** Qualified people at none of the sites of the rota; the same on every row of the function, null where hidden. */
	elsewhere: number | null;
	/** Their full-time equivalents; null where the roster does not give them all. */
	engineersFte: number | null;
	/** Share of an engineer's time on call, and the same as one week in how many; null without engineers. */
	share: number | null;
	oneWeekIn: number | null;
	/** Fewest engineers the site needs. */
	minimum: number;
	isEnough: boolean;
	/** Whether every site of the rota has enough. */
	isViable: boolean;
	isSuppressed: boolean;
}

/** Incidents of the days up to the day of the figures, whichever rota answered them. */
export interface ShiftIncidents {
	incidents: number;
	days: number;
	/** Per shift of 12 hours, with exact limits. */
	perShift: number | null;
	interval: Interval;
	/** Most per shift by the rule of thumb, and whether there were no more. */
	most: number;
	isBearable: boolean | null;
}

export interface OnCallSummary {
	on: string;
	clock: Clock;
	contractors: Contractors;
	maxShare: number;
	/** Functions with a rota, and those of them that are not viable. */
	functions: number;
	notViable: number;
	/** Qualified people at none of the sites of their function's rota; null where hidden. */
	elsewhere: number | null;
	/** Functions for which two people on call are assumed, since nobody says how many. */
	assumedRotas: number;
	/** Null where no incidents are given. */
	incidents: ShiftIncidents | null;
}
