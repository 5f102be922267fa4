import type { FigureSource } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import { sourcesOf } from '../../sources.ts';
import type { CaseDeparture, CaseIncident } from './case-rows.ts';
import { incidentDay, type TitleOf } from './case-story.ts';

export interface ToldDeparture {
	person: string;
	post: string;
	announcedOn: string | null;
	effectiveOn: string | null;
	kind: string;
	sources: FigureSource[];
}
export interface ToldIncident {
	id: string;
	title: string;
	start: string;
	end: string;
	peak: string;
	causeClaimed: string | null;
	claimedBy: string | null;
	sources: FigureSource[];
}

/** Office-holders with their post and dates, in order of announcement. */
export function toldDepartures(departures: CaseDeparture[], { t }: Language): ToldDeparture[] {
	return departures
		.toSorted((a, b) => ((a.announcedOn ?? '') < (b.announcedOn ?? '') ? -1 : 1))
		.map(({ person, post, announcedOn, effectiveOn, kind, source }) => ({
			person,
			post,
			announcedOn,
			effectiveOn,
			kind: t(`figures.departure.${kind}`),
			sources: sourcesOf(source)
		}));
}

/** Incidents with what was claimed as their cause and by whom. The event a source relates them to is not told. */
export function toldIncidents(
	incidents: CaseIncident[],
	titleOf: TitleOf,
	zone: string,
	language: Language
): ToldIncident[] {
	const { format } = language;
	const instant = (at: string | null) => (at === null ? null : format.dateTime(at, zone));
	return incidents
		.toSorted((a, b) => (incidentDay(a) < incidentDay(b) ? -1 : 1))
		.map((incident) => ({
			id: incident.incidentId,
			title: titleOf(incident.incidentId),
			start: instant(incident.startedAt) ?? format.partialDate(incident.startedOn),
			end: instant(incident.endedAt) ?? '–',
			peak: peakWords(incident, language),
			causeClaimed: incident.causeClaimed,
			claimedBy: incident.causeStatus,
			sources: sourcesOf(incident.source)
		}));
}

function peakWords({ peakReports: { low, best, high }, peakReportsUnit }: CaseIncident, { format }: Language): string {
	const peak = format.estimate(low, best, high);
	return peak === '–' || !peakReportsUnit ? peak : `${peak} ${peakReportsUnit}`;
}
