import * as v from 'valibot';
import { UnfitParameter } from './metric-definition.server.ts';
import type { MetricTables } from './metric-definition.server.ts';
import type { DayZero, DayZeroKind } from './event-day-zero.ts';
import { CIVIL_DATE } from './metric-parameters.ts';

export type MetricEvent = NonNullable<MetricTables['events']>[number];

const KINDS = ['announcement', 'deadline', 'notice', 'effective'] as const;

/** Parameters that choose day 0: an event, with the day of it that is meant, or a date. */
export const DAY_ZERO_PARAMETERS = {
	eventId: v.optional(v.string()),
	/** Left out: the announcement, or where it has no day, the notice, or the day it took effect. */
	dayZeroKind: v.optional(v.picklist(KINDS)),
	dayZero: v.optional(CIVIL_DATE)
};

const USUAL: readonly DayZeroKind[] = ['announcement', 'notice', 'effective'];

/**
 * Day 0 of an event: a civil date in the zone of the event, and what it is the day of. Null where the event has no such
 * day, or knows only its month or year.
 */
export function dayZeroOf(event: MetricEvent, kind?: DayZeroKind): { on: string; kind: DayZeroKind } | null {
	for (const each of kind === undefined ? USUAL : [kind]) {
		const on = dateOf(event, each);
		if (on !== null && on.length === 'YYYY-MM-DD'.length) return { on, kind: each };
	}
	return null;
}

function dateOf(event: MetricEvent, kind: DayZeroKind): string | null {
	if (kind === 'announcement') return event.announcedAtLocal?.slice(0, 10) ?? event.announcedOn;
	if (kind === 'deadline') return event.deadlineAtLocal?.slice(0, 10) ?? null;
	return kind === 'notice' ? event.noticeOn : event.effectiveOn;
}

/**
 * The day 0 asked for: that of an event of the tables, or the date itself.
 *
 * @throws UnfitParameter where neither is given, the event is not there, or it has no such day
 */
export function chosenDayZero(
	tables: MetricTables,
	params: { eventId?: string; dayZeroKind?: DayZeroKind; dayZero?: string }
): DayZero {
	const { eventId, dayZeroKind, dayZero } = params;
	if (eventId !== undefined) return eventDayZero(tables.events ?? [], eventId, dayZeroKind);
	if (dayZero === undefined) throw new UnfitParameter('eventId', 'needs an event, or a date as dayZero');
	return { eventId: null, title: null, organisation: null, on: dayZero, kind: 'given' };
}

/** Day 0 of the event of this id. */
export function eventDayZero(events: readonly MetricEvent[], eventId: string, kind?: DayZeroKind): DayZero {
	const event = eventOf(events, eventId);
	const found = dayZeroOf(event, kind);
	if (!found) throw new UnfitParameter('dayZeroKind', `the event "${eventId}" has no day of this kind`);
	return { eventId, title: event.title, organisation: event.organisation, ...found };
}

/** @throws UnfitParameter where the event is not there */
export function eventOf(events: readonly MetricEvent[], eventId: string): MetricEvent {
	const event = events.find((each) => each.eventId === eventId);
	if (event) return event;
	const known = events.map((each) => each.eventId).join(', ');
	throw new UnfitParameter('eventId', `no event "${eventId}"; there are: ${known || 'none'}`);
}
