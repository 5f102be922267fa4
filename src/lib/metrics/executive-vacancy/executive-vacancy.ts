import type { SharePoint } from '#lib/statistics/survival-estimate.ts';

/** One departure from a post. Days so far, where the post is open. */
export interface VacancyRow {
	organisation: string;
	post: string;
	/** Who held it. */
	person: string;
	lastDay: string | null;
	actingStart: string | null;
	permanentStart: string | null;
	/** 'unknown': nobody knows on which day the holder left. */
	state: 'occupied' | 'filled' | 'open' | 'unknown';
	/** Days without a permanent holder. */
	permanentDays: number | null;
	/** Days without anybody, acting cover included. */
	uncoveredDays: number | null;
	/** Whether not even acting cover has come: then `uncoveredDays` still grows. */
	isUncovered: boolean;
	/** Days on which leaver and successor were both there. */
	handoverDays: number | null;
}

/** Kaplan-Meier median with 95 % limits; null where not reached. */
export interface VacancyMedian {
	days: number | null;
	lower: number | null;
	upper: number | null;
}

export interface VacancySummary {
	/** Day of looking. */
	on: string;
	/** Only this organisation; null: all. */
	organisation: string | null;
	departures: number;
	occupied: number;
	filled: number;
	open: number;
	unknown: number;
	/** Open posts censored. */
	medianPermanent: VacancyMedian;
	medianUncovered: VacancyMedian;
	/** Mean over filled posts: too low while posts are open. Null where none is filled. */
	meanOfFilled: number | null;
	/** Share still vacant by days; empty where nothing is or was vacant. */
	curve: SharePoint[];
	censored: number[];
	risk: { time: number; atRisk: number | null }[];
	until: number;
}
