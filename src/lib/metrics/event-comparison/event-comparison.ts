import type { EventCurvePoint } from '#lib/statistics/event-curve.ts';
import type { PressFigure, PressRatio } from '#lib/statistics/press-figure.ts';
import type { DayZero } from '../event-day-zero.ts';
import type { Clock } from '../metric.ts';

/** One day of one event, counted from the roster. */
export interface EventComparisonRow extends EventCurvePoint {
	eventId: string;
}

/** What was published on an event, by worst cases. A range is not a confidence interval. */
export interface PressEvent {
	eventId: string;
	leavers: PressFigure | null;
	base: PressFigure | null;
	/** Share that left, 0 to 1. */
	shareLeft: { low: number; best: number | null; high: number } | null;
	remaining: PressFigure | null;
	/** Which published figures the share was worked out from. */
	basis: 'counts' | 'percentage' | null;
	/** More may have left than there may have been: clipped. */
	isInconsistent: boolean;
	source: string;
	figureStatus: string | null;
}

/** Shares that left of two events, compared by ranges. */
export interface PressComparison {
	first: string;
	second: string;
	ratio: PressRatio;
	/** The first was larger whatever the true figures were: the ratio's low is above 1. */
	isFirstLarger: boolean;
}

export interface ComparedEvent extends DayZero {
	eventId: string;
	/** People employed on day 0; null where no roster was asked for this event. */
	base: number | null;
	/** Last day of the data, in days after day 0. */
	lastDay: number | null;
}

/** How far apart the events are on a day. */
export interface DayRange {
	day: number;
	/** Events with data on that day. */
	events: number;
	/** Smallest and largest share remaining. */
	low: number | null;
	high: number | null;
}

export interface EventComparisonSummary {
	clock: Clock;
	events: ComparedEvent[];
	/** Day 0 is not the day of the same thing in all events. */
	hasDifferentDayZeros: boolean;
	range: DayRange[];
	press: PressEvent[];
	pressComparisons: PressComparison[];
}
