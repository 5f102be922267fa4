import { pressEvent } from '#lib/metrics/event-comparison/press-events.ts';
import type { PressEvent } from '#lib/metrics/event-comparison/event-comparison.ts';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import { departuresWindow, type DeparturesWindow } from '#lib/statistics/departures-window.ts';
import { isContractors } from '../library/[case]/case-headcount-figure.ts';
import type { CaseDeparture, CaseIncident, Estimate } from '../library/[case]/case-rows.ts';
import { isOfPeople } from '../library/[case]/press-figures.ts';
import { incidentDay } from '../library/[case]/case-story.ts';
import { comparedDayZero, type ComparedDayZero } from './compare-day-zero.ts';
import type { ChosenEvent } from './compare-data.server.ts';
import type { CompareOrder, DayZeroChoice } from './compare-query.ts';

export interface DayOf<Row> {
	row: Row;
	/** Days after day 0. */
	day: number;
}

/** A chosen event, counted from its day 0. */
export interface ComparedEvent {
	id: string;
	title: string;
	chosen: ChosenEvent;
	dayZero: ComparedDayZero | null;
	press: PressEvent;
	/** Share of the people of day 0 that remained, by worst cases; null where it cannot be worked out. */
	remaining: { low: number; best: number | null; high: number } | null;
	departures: DayOf<CaseDeparture>[];
	departuresWindow: DeparturesWindow | null;
	incidents: DayOf<CaseIncident>[];
	/** Published headcounts of employees as shares of the base. */
	headcounts: { day: number; share: Estimate; reportedFor: string; status: string | null; source: string | null }[];
}

export const WINDOW_DAYS = 180;
const DAY_LENGTH = 'YYYY-MM-DD'.length;

/** The published figures of an event and what lies around its day 0. Nothing here ties one to the other. */
export function comparedEvent(chosen: ChosenEvent, title: string, asked: DayZeroChoice): ComparedEvent {
	const { event, around } = chosen;
	const dayZero = comparedDayZero(event, asked);
	// Signatures under a letter are threats: nobody is counted as having left.
	const press = pressEvent(isOfPeople(event) ? event : { ...event, affected: null, pctReported: null });
	const days = <Row>(rows: Row[], dateOf: (row: Row) => string | null): DayOf<Row>[] =>
		rows.flatMap((row) => {
			const date = dateOf(row);
			if (dayZero === null || date?.length !== DAY_LENGTH) return [];
			return [{ row, day: dayNumber(date) - dayNumber(dayZero.on) }];
		});
	const leaving = around.departures.filter(({ kind }) => kind !== 'appointment');
	const departures = days(leaving, (row) => row.announcedOn ?? row.effectiveOn);
	const unknown = Array.from({ length: leaving.length - departures.length }, () => null);
	return {
		...{ id: event.eventId, title, chosen, dayZero, press, remaining: remainingShare(press) },
		departures: departures.filter(({ day }) => Math.abs(day) <= WINDOW_DAYS).sort((a, b) => a.day - b.day),
		departuresWindow: dayZero && departuresWindow([...departures.map(({ day }) => day), ...unknown], 0),
		incidents: days(around.incidents, incidentDay).filter(({ day }) => Math.abs(day) <= WINDOW_DAYS),
		headcounts: headcountShares(chosen, press, dayZero)
	};
}

/** One less the share that left. */
function remainingShare({ shareLeft }: PressEvent): ComparedEvent['remaining'] {
	if (shareLeft === null) return null;
	const { low, best, high } = shareLeft;
	return { low: 1 - high, best: best === null ? null : 1 - best, high: 1 - low };
}

function headcountShares(
	{ around }: ChosenEvent,
	{ base }: PressEvent,
	dayZero: ComparedDayZero | null
): ComparedEvent['headcounts'] {
	if (base === null || dayZero === null) return [];
	const over = (count: number | null, people: number | null) => (count === null || !people ? null : count / people);
	return around.headcounts
		.filter((point) => !isContractors(point) && point.reportedFor.length === DAY_LENGTH)
		.map(({ headcount: { low, best, high }, reportedFor, figureStatus, source }) => ({
			day: dayNumber(reportedFor) - dayNumber(dayZero.on),
			share: { low: over(low, base.high), best: over(best, base.best), high: over(high, base.low), text: null },
			...{ reportedFor, status: figureStatus, source }
		}));
}

/** Told by a tracker or a notice of another company: a count, a share, a day and a place, and nothing beside. */
export function isTracked({ chosen: { own } }: ComparedEvent): boolean {
	return own !== undefined && !own.isOwnWorkforce;
}

/** The events in the order asked for; what has no value stands last, equal ones keep their places. */
export function inOrder(events: ComparedEvent[], order: CompareOrder): ComparedEvent[] {
	if (order === 'given') return events;
	const valueOf = ({ dayZero, press }: ComparedEvent): number | null => {
		if (order === 'date') return dayZero && dayNumber(dayZero.on);
		if (order === 'base') return press.base && -(press.base.best ?? press.base.high);
		return press.shareLeft && -(press.shareLeft.best ?? press.shareLeft.high);
	};
	return events.toSorted((a, b) => (valueOf(a) ?? Infinity) - (valueOf(b) ?? Infinity) || 0);
}

/** True where day 0 is not the day of the same thing in all events. */
export function hasDifferentDayZeros(events: ComparedEvent[]): boolean {
	return new Set(events.flatMap(({ dayZero }) => dayZero?.kind ?? [])).size > 1;
}
