import type { Figure } from '#lib/charts/figure.ts';
import type { ResponseCurveDatum } from '#lib/charts/response-curve/response-curve-layout.ts';
import type { TallyDatum } from '#lib/charts/tally/tally-layout.ts';
import type { TimelineItem } from '#lib/charts/timeline/timeline-layout.ts';
import type { Language } from '#lib/messages/language.ts';
import { computeUltimatumResponse } from '#lib/metrics/registry.server.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { timelineItems } from '../../../../library/[case]/case-charts.ts';
import type { CaseData, CaseEvent } from '../../../../library/[case]/case-rows.ts';
import type { TitleOf } from '../../../../library/[case]/case-story.ts';
import { timelineFigure } from '../../../../library/[case]/timeline-figure.ts';
import { readerZone, type ReaderZone } from '../../../../reader-zone.ts';
import { titlesOf } from '../../event-titles.ts';
import { roleNamer, withGroupNames } from '../../group-names.ts';
import { organisationFacts, type OrganisationFacts } from '../../organisation-facts.server.ts';
import { eventAnalysis, type EventAnalysis } from './event-analysis.server.ts';
import { eventLossView, type LossView } from './event-loss-view.server.ts';
import { factsAround } from './facts-around.ts';
import { funnelView } from './funnel-figure.ts';
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
	around: CaseData;
	zone: ReaderZone;
	refusedDimension: string | null;
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
	const asked = url.searchParams.get('by')?.trim() || 'role';
	const dimension = DIMENSIONS.find((entry) => entry === asked) ?? 'role';
	const titleOf = titlesOf(facts.data, language);
	const around = factsAround(facts.data, event);
	const home = `/o/${reader.organisation.slug}`;
	const place = {
		page: `${url.origin}${home}/events/${encodeURIComponent(eventId)}`,
		query: new URLSearchParams({ by: dimension, ...(zone.isChosen ? { zone: zone.zone } : {}) }).toString(),
		subject: { event: eventId },
		figures: `${home}/figures`,
		isSample: reader.organisation.isSample,
		retrievedOn: today()
	};
	const roleName = roleNamer(facts.families, language);
	const analysis = await eventAnalysis(reader, { facts, eventId, roleName, place }, language);
	return {
		analysis,
		event,
		titleOf,
		around,
		zone,
		refusedDimension: dimension === asked ? null : asked.slice(0, 60),
		timeline: { items: timelineItems(around, titleOf, language) },
		figures: { timeline: timelineFigure(around, titleOf, place, language) },
		loss: await eventLossView(reader, eventId, { roleName, place }, language),
		answers: await answersView(
			reader,
			facts,
			{ eventId, dimension, zone: zone.zone, place, exits: analysis.exits },
			language
		)
	};
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
