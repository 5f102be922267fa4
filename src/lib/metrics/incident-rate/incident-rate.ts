import type { DispersionIndex } from '#lib/statistics/dispersion-index.ts';
import type { EventStudyBin } from '#lib/statistics/event-study.ts';
import type { InterruptedTimeSeries, SeriesRefusal } from '#lib/statistics/interrupted-time-series.ts';
import type { DayZero } from '../event-day-zero.ts';
import type { Interval } from '../metric.ts';

/** Incidents of the days before, or from day 0 on. */
export interface IncidentRateRow {
	period: 'before' | 'after';
	/** Civil dates, both inclusive; null where no day was observed. */
	from: string | null;
	to: string | null;
	days: number;
	incidents: number;
	/** Null where no day was observed. */
	perWeek: number | null;
	interval: Interval;
	/** Variation of the counts of whole weeks against that of a Poisson process; null with fewer than two or none. */
	dispersion: DispersionIndex | null;
}

/** Least squares on weekly counts with errors that allow for related weeks: a check on the series. */
export interface SeriesCheck {
	step: number;
	stepError: number;
	trendChange: number;
	trendChangeError: number;
	durbinWatson: number | null;
}

export interface IncidentBin extends EventStudyBin {
	isBefore: boolean;
	/** Rate over the pooled rate before. */
	ratio: number | null;
	lower: number | null;
	upper: number | null;
}

export interface IncidentRateSummary {
	dayZero: DayZero;
	severity: string | null;
	service: string | null;
	/** Severities among the incidents counted; more than one is not one definition. */
	severities: string[];
	/** Without a known day, and outside the days observed: left out. */
	unknown: number;
	outside: number;
	/** Rate from day 0 on over rate before, with exact limits; Infinity is "no upper limit". */
	ratio: number | null;
	ratioInterval: Interval;
	pCentral: number | null;
	pMidp: number | null;
	/** Weekly counts vary more than a Poisson process: the limits above are too narrow, the series has the wider ones. */
	isOverdispersed: boolean;
	/** Whole weeks from day 0 backwards and onwards, the first first: what the series is fitted on. */
	weeks: { day: number; incidents: number }[];
	series: InterruptedTimeSeries | SeriesRefusal;
	/** Without the week that begins on day 0. */
	seriesWithoutBreak: InterruptedTimeSeries | SeriesRefusal;
	check: SeriesCheck | null;
	/** Four weeks each. */
	bins: IncidentBin[];
	/** Rates were already changing before day 0: a trend before with p < 0.1, or a bin before that differs. */
	wasChangingBefore: boolean;
}
