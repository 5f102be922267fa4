import type { FigureSource } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import { sourcesOf } from '../../sources.ts';
import { eventDay } from './case-rows.ts';
import type { CaseData, CaseDeparture, CaseEvent, CaseIncident } from './case-rows.ts';
import { isOfPeople, shareRange } from './press-figures.ts';

export type StoryKind = 'event' | 'executives' | 'incident';

/** One step of the story. `facts` are our words, `quoted` those of the sources, in the language of the data. */
export interface StoryStep {
	id: string;
	kind: StoryKind;
	/** YYYY, YYYY-MM or YYYY-MM-DD. */
	date: string;
	title: string;
	facts: string[];
	quoted: string[];
	sources: FigureSource[];
}

export type TitleOf = (id: string) => string;

/** What happened, in order of date; on the same day events come before departures and incidents. */
export function caseStory(data: CaseData, titleOf: TitleOf, language: Language): StoryStep[] {
	const steps = [
		...data.events.map((event) => eventStep(event, titleOf, language)),
		...departureSteps(data.departures, language),
		...data.incidents.map((incident) => incidentStep(incident, titleOf, language))
	];
	return steps.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

function eventStep(event: CaseEvent, titleOf: TitleOf, language: Language): StoryStep {
	return {
		id: event.eventId,
		kind: 'event',
		date: eventDay(event) ?? '',
		title: titleOf(event.eventId),
		facts: eventFacts(event, language),
		quoted: [event.affected.text, event.terms, event.groupsHit, event.outcome].filter(isWords),
		sources: sourcesOf(event.source)
	};
}

/** "3,700 (3,700–3,750) of 7,500 people: 49.3 % to 50.0 %", the share being worked out here from the two ranges. */
export function eventFacts(event: CaseEvent, { t, format }: Language): string[] {
	const { affected, base } = event;
	const share = shareRange(affected, base);
	const people = format.estimate(affected.low, affected.best, affected.high);
	if (!isOfPeople(event) || (affected.low === null && affected.best === null && affected.high === null)) return [];
	if (share === null) return [t('figures.story.affected', { people })];
	const limits = [share.low ?? share.best, share.high ?? share.best];
	const ends = limits.map((end) => format.percent(end, 1000));
	const values = { people, base: format.estimate(base.low, base.best, base.high) };
	if (ends[0] === ends[1]) return [t('figures.story.affected-share', { ...values, share: ends[0] })];
	if (limits[0] === null) return [t('figures.story.affected-most', { ...values, share: ends[1] })];
	if (limits[1] === null) return [t('figures.story.affected-least', { ...values, share: ends[0] })];
	return [t('figures.story.affected-range', { ...values, low: ends[0], high: ends[1] })];
}

/** Departures announced on the same day are one step. */
function departureSteps(departures: CaseDeparture[], { t }: Language): StoryStep[] {
	const byDay = new Map<string, CaseDeparture[]>();
	for (const row of departures) {
		const day = row.announcedOn ?? row.effectiveOn ?? '';
		byDay.set(day, [...(byDay.get(day) ?? []), row]);
	}
	return [...byDay].map(([date, rows]) => ({
		id: `executives-${date}`,
		kind: 'executives' as const,
		date,
		title: t('figures.story.executives', { count: rows.length }),
		facts: rows.map((row) =>
			t('figures.story.executive', { person: row.person, post: row.post, kind: t(`figures.departure.${row.kind}`) })
		),
		quoted: [],
		sources: rows.flatMap((row) => sourcesOf(row.source))
	}));
}

function incidentStep(incident: CaseIncident, titleOf: TitleOf, { t, format }: Language): StoryStep {
	const { low, best, high } = incident.peakReports;
	const peak = format.estimate(low, best, high);
	return {
		id: incident.incidentId,
		kind: 'incident',
		date: incidentDay(incident),
		title: titleOf(incident.incidentId),
		facts: [
			incident.startedAt
				? t('figures.story.incident-start', { start: format.dateTime(incident.startedAt, 'UTC') })
				: t('figures.story.incident-no-hour'),
			...(peak === '–' ? [] : [t('figures.story.incident-peak', { peak, unit: incident.peakReportsUnit ?? '' })])
		],
		quoted: [incident.durationNote, incident.peakReports.text].filter(isWords),
		sources: sourcesOf(incident.source)
	};
}

export function incidentDay(incident: CaseIncident): string {
	return incident.startedOn ?? incident.startedAt?.slice(0, 10) ?? '';
}

/** True for a text that says more than the number already told. */
function isWords(text: string | null): text is string {
	return text !== null && /[a-z]/i.test(text);
}
