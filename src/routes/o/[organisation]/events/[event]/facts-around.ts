import { civilDate, dayNumber } from '#lib/statistics/civil-date.ts';
import type { CaseData, CaseEvent } from '../../../../library/[case]/case-rows.ts';
import { incidentDay } from '../../../../library/[case]/case-story.ts';

const DAYS_BEFORE = 60;
const DAYS_AFTER = 180;

/** First day of an event that is dated to the day; null where only the month or year is known. */
export function dayZeroOf(event: CaseEvent): string | null {
	const day = event.announcedAtLocal?.slice(0, 10) ?? event.announcedOn ?? event.effectiveOn;
	return day?.length === 10 ? day : null;
}

/** What is dated from 60 days before to 180 days after the event; just the event where its day is not known. */
export function factsAround(data: CaseData, event: CaseEvent): CaseData {
	const dayZero = dayZeroOf(event);
	if (dayZero === null) return { events: [event], departures: [], incidents: [], headcounts: [], teamImpacts: [] };
	const from = civilDate(dayNumber(dayZero) - DAYS_BEFORE);
	const to = civilDate(dayNumber(dayZero) + DAYS_AFTER);
	const isNear = (date: string | null) => date !== null && date.padEnd(10, '-01') >= from && date.slice(0, 10) <= to;
	return {
		events: data.events.filter((row) => row === event || isNear(row.announcedOn ?? row.effectiveOn)),
		departures: data.departures.filter((row) => isNear(row.announcedOn ?? row.effectiveOn)),
		incidents: data.incidents.filter((row) => isNear(incidentDay(row) || null)),
		headcounts: data.headcounts.filter((row) => isNear(row.reportedFor)),
		teamImpacts: data.teamImpacts.filter((row) => row.eventId === event.eventId)
	};
}
