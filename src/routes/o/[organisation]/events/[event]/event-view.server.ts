import type { Figure } from '#lib/charts/figure.ts';
import type { ResponseCurveDatum } from '#lib/charts/response-curve/response-curve-layout.ts';
import type { TallyDatum } from '#lib/charts/tally/tally-layout.ts';
import type { TimelineItem } from '#lib/charts/timeline/timeline-layout.ts';
import type { Language } from '#lib/messages/language.ts';
import { computeUltimatumResponse } from '#lib/metrics/registry.server.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { rowsFor } from '../../../../figure-frame.ts';
import { timelineItems } from '../../../../library/[case]/case-charts.ts';
import type { CaseData, CaseEvent } from '../../../../library/[case]/case-rows.ts';
import type { TitleOf } from '../../../../library/[case]/case-story.ts';
import { timelineFigure } from '../../../../library/[case]/timeline-figure.ts';
import { readerZone, type ReaderZone } from '../../../../reader-zone.ts';
import { titlesOf } from '../../event-titles.ts';
import { roleNamer, withGroupNames } from '../../group-names.ts';
import { organisationFacts, type OrganisationFacts } from '../../organisation-facts.server.ts';
import { chosenPart, type ChosenPart } from '../../chosen-part.server.ts';
import { acceptReader, type Refused } from '../../filter-reader.ts';
import { withPeoplePart } from '../../people-part.ts';
import { eventAnalysis, type EventAnalysis } from './event-analysis.server.ts';
import { eventLossView, type LossView } from './event-loss-view.server.ts';
import { factsAround } from './facts-around.ts';
import { funnelView } from './funnel-figure.ts';
import { comparable } from '../comparable-events.ts';
import { drawnAnswers, responseCurveFigure, type Responses } from './response-curve-figure.ts';
import { today } from '../../../../today.ts';
import { bySize, DIMENSIONS, responseGroupsFigure, tallyRows, type Dimension } from './response-groups-figure.ts';

export interface AnswersView {
	dimension: Dimension;
	summary: Responses['summary'];
	curve: { datum: ResponseCurveDatum; deadline: { event: string; reader: string | null } } | null;
	groups: TallyDatum[];
	funnel: ReturnType<typeof funnelView>;
	figures: { curve: Figure; groups: Figure };
}
export interface EventView {
	event: CaseEvent;
	titleOf: TitleOf;
	/** Other events with a day in the data, with which it can be put side by side. */
	others: { id: string; title: string }[];
	around: CaseData;
	zone: ReaderZone;
	people: Omit<ChosenPart, 'reader'>;
	refused: Refused[];
	timeline: { items: TimelineItem[] };
	figures: { timeline: Figure };
	answers: AnswersView | null;
	loss: LossView | null;
	analysis: EventAnalysis;
}

/** Everything the page of one event and its downloads show; null where the organisation has no such event. */
export async function eventView(
	reader: Reader,
	eventId: string,
	url: URL,
	language: Language
): Promise<EventView | null> {
	const facts = await organisationFacts(reader);
	const event = facts.data.events.find((row) => row.eventId === eventId);
	if (!event) return null;
	const zone = readerZone(url.searchParams);
	const refused: Refused[] = [];
	const dimension = dimensionOf(url.searchParams, refused);
	const { reader: chosenReader, ...people } = await chosenPart(reader, url.searchParams, refused, language);
	const titleOf = titlesOf(facts.data, language);
	const around = factsAround(facts.data, event);
	const home = `/o/${reader.organisation.slug}`;
	const search = new URLSearchParams({ by: dimension, ...(zone.isChosen ? { zone: zone.zone } : {}) }).toString();
	const place = {
		page: `${url.origin}${home}/events/${encodeURIComponent(eventId)}`,
		query: withPeoplePart(search, people.part),
		subject: { event: eventId },
		figures: `${home}/figures`,
		...rowsFor(reader),
		isSample: reader.organisation.isSample,
		retrievedOn: today()
	};
	const roleName = roleNamer(facts.families, language);
	const ofPeople = { ...place, filters: people.filters };
	const context = { facts, eventId, roleName, place, ofPeople };
	const analysis = await eventAnalysis(reader, chosenReader, context, language);
	return {
		analysis,
		event,
		titleOf,
		others: comparableWith(facts, event).map(({ eventId: id }) => ({ id, title: titleOf(id) })),
		around,
		zone,
		people,
		refused,
		timeline: { items: timelineItems(around, titleOf, language) },
		figures: { timeline: timelineFigure(around, titleOf, place, language) },
		loss: await eventLossView(chosenReader, eventId, { roleName, place: ofPeople }, language),
		answers: await answersView(
			reader,
			facts,
			{ eventId, dimension, zone: zone.zone, place, exits: analysis.exits },
			language
		)
	};
}

/** Nothing for an event that has no day in the data itself. */
function comparableWith({ data, asOf }: OrganisationFacts, event: CaseEvent): CaseEvent[] {
	const known = asOf === null ? [] : comparable(data.events, asOf);
	return known.includes(event) ? known.filter((other) => other !== event) : [];
}

/** By what the answers are grouped; a value that cannot be used is reported. */
function dimensionOf(parameters: URLSearchParams, refused: Refused[]): Dimension {
	const read = acceptReader(parameters, refused);
	return read<Dimension>('by', (value) => DIMENSIONS.find((entry) => entry === value), 'role');
}

interface AnswersRequest {
	eventId: string;
	dimension: Dimension;
	zone: string;
	place: Parameters<typeof responseCurveFigure>[2];
	exits: EventAnalysis['exits'];
}

async function answersView(
	reader: Reader,
	facts: OrganisationFacts,
	{ eventId, dimension, zone, place, exits }: AnswersRequest,
	language: Language
): Promise<AnswersView | null> {
	const computed = await computeUltimatumResponse(getRuntime(), reader, { eventId, dimension });
	if (computed === null) return null;
	const roleName = roleNamer(facts.families, language);
	const responses = {
		...computed,
		rows: bySize(withGroupNames(computed.rows, dimension, roleName, language), dimension)
	};
	return {
		dimension,
		summary: responses.summary,
		curve: curveOf(responses, zone, language),
		groups: tallyRows(responses.rows),
		funnel: funnelView(responses, exits, place, language),
		figures: {
			curve: responseCurveFigure(responses, zone, place, language),
			groups: responseGroupsFigure(responses, dimension, place, language)
		}
	};
}

function curveOf({ summary }: Responses, zone: string, { format }: Language): AnswersView['curve'] {
	if (summary.asked === null || summary.stay === null || summary.leave === null) return null;
	const event = format.dateTime(summary.deadlineAt, summary.timeZone);
	const reader = format.dateTime(summary.deadlineAt, zone);
	return {
		datum: {
			asked: summary.asked,
			answered: summary.stay + summary.leave,
			curve: drawnAnswers(summary),
			lateMarks: summary.lateMarks,
			windowHours: summary.windowHours,
			dkwHalfWidth: summary.dkwHalfWidth
		},
		deadline: { event, reader: event === reader ? null : reader }
	};
}
