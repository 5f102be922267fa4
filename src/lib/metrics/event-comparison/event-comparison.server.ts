import { dayNumber } from '#lib/statistics/civil-date.ts';
import { eventCurve } from '#lib/statistics/event-curve.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import type { DayZero } from '../event-day-zero.ts';
import type { Computed } from '../metric-definition.server.ts';
import type { Clock, Note } from '../metric.ts';
import { eventCounts } from './event-counts.server.ts';
import type {
	ComparedEvent,
	DayRange,
	EventComparisonRow,
	EventComparisonSummary,
	PressEvent
} from './event-comparison.ts';
import { pressComparisons, pressEvent } from './press-events.ts';
import type { PublishedEvent } from './press-events.ts';

export interface EventComparisonParams {
	/** Events whose workforce is that of the roster. */
	events: (DayZero & { eventId: string })[];
	/** Events of which published figures are shown. */
	press: PublishedEvent[];
	/** Days after day 0, first and last, and the days from one point to the next; day 0 is among them. */
	from: number;
	to: number;
	step: number;
	clock: Clock;
	contractors: 'in' | 'out';
	/** Civil date the roster was true. */
	asOf: string | null;
}

/**
 * Events side by side from their day 0: who of the people employed then remains, who never left, and headcount.
 *
 * Each curve starts at 100 % with everybody employed on day 0 and ends with the data. Published figures stand beside
 * them as ranges by worst cases, which are no confidence intervals.
 *
 * @param roster a roster as described in `columns.ts`; null: published figures only
 * @returns one row per event and day; bases, ranges and published figures in the summary
 * @see METHODS 6.1, 6.2
 * @example 10 employed on day 0, one of the three who left back by day 30: 8 remain, 7 never left
 */
export function eventComparison(
	roster: ColumnTable | null,
	params: EventComparisonParams
): Computed<EventComparisonRow, EventComparisonSummary> {
	const days = daysOf(params);
	const compared = params.events.map((event) => curveOf(roster, event, days, params));
	const press = params.press.map(pressEvent);
	const events = compared.map(({ event }) => event);
	const rows = compared.flatMap((each) => each.rows);
	const summary: EventComparisonSummary = {
		clock: params.clock,
		events,
		hasDifferentDayZeros: new Set(events.map((event) => event.kind)).size > 1,
		range: days.map((day) => rangeOn(day, rows)),
		press,
		pressComparisons: pressComparisons(press)
	};
	return { rows, summary, notes: notesOf(summary, params, press) };
}

/** Multiples of the step within the window, so that day 0 is one and all events have the same days. */
function daysOf({ from, to, step }: EventComparisonParams): number[] {
	const first = Math.ceil(from / step);
	return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, index) => (first + index) * step);
}

function curveOf(
	roster: ColumnTable | null,
	event: DayZero & { eventId: string },
	days: number[],
	{ clock, contractors, asOf }: EventComparisonParams
): { event: ComparedEvent; rows: EventComparisonRow[] } {
	if (roster === null || asOf === null) return { event: { ...event, base: null, lastDay: null }, rows: [] };
	const zero = dayNumber(event.on);
	const lastDay = dayNumber(asOf) - zero;
	const counted = eventCounts(roster, zero, days, { clock, withoutContractors: contractors === 'out' });
	const points = eventCurve(counted.days, counted.base, lastDay);
	return {
		event: { ...event, base: counted.base, lastDay },
		rows: points.map((point) => ({ eventId: event.eventId, ...point }))
	};
}

function rangeOn(day: number, rows: EventComparisonRow[]): DayRange {
	const shares = rows.flatMap((row) => (row.day === day && row.remainingShare !== null ? [row.remainingShare] : []));
	const isAny = shares.length > 0;
	return {
		day,
		events: shares.length,
		low: isAny ? Math.min(...shares) : null,
		high: isAny ? Math.max(...shares) : null
	};
}

function notesOf(summary: EventComparisonSummary, params: EventComparisonParams, press: PressEvent[]): Note[] {
	const notes: Note[] = [];
	if (summary.events.length > 0) notes.push({ key: `metrics.clock.${params.clock}` });
	if (summary.hasDifferentDayZeros) notes.push({ key: 'metrics.comparison.differentDayZeros' });
	if (summary.events.some((event) => event.base === 0)) notes.push({ key: 'metrics.comparison.nobody' });
	if (press.length > 0) notes.push({ key: 'metrics.comparison.pressRanges' });
	const unclear = press.filter((event) => event.isInconsistent).length;
	if (unclear > 0) notes.push({ key: 'metrics.comparison.inconsistent', details: { events: unclear } });
	const silent = press.filter((event) => event.shareLeft === null).length;
	if (silent > 0) notes.push({ key: 'metrics.comparison.noShare', details: { events: silent } });
	return [...notes, { key: 'metrics.comparison.noCause' }];
}
