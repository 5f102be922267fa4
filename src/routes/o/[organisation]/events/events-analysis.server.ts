import type { HeatmapCell } from '#lib/charts/heatmap/heatmap-layout.ts';
import type { SurvivalCurve } from '#lib/charts/survival/survival-layout.ts';
import type { Language } from '#lib/messages/language.ts';
import { computeEventComparison, computeEventLoss } from '#lib/metrics/registry-events.server.ts';
import { computeExecutiveVacancy } from '#lib/metrics/registry-tenure.server.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { rowsFor } from '../../../figure-frame.ts';
import { withOwnSummaries } from '../summaries/own-summaries.server.ts';
import { today } from '../../../today.ts';
import type { CaseEvent } from '../../../library/[case]/case-rows.ts';
import type { DrawnView } from '../drawn-view.ts';
import { roleNamer } from '../group-names.ts';
import { organisationFacts, type OrganisationFacts } from '../organisation-facts.server.ts';
import { comparedView } from './compared-figure.ts';
import { chosenPart, type ChosenPart } from '../chosen-part.server.ts';
import type { Refused } from '../filter-reader.ts';
import { chosenEvents, comparable } from './comparable-events.ts';
import { withPeoplePart } from '../people-part.ts';
import { dayZeroOf } from './[event]/facts-around.ts';
import { rolesEventsView, WINDOW_DAYS, type LossOfEvent } from './roles-events-figure.ts';
import { vacancyView, type VacancyView } from './vacancy-figure.ts';

/** What the events have in common, side by side; each part null where there are no data for it. */
export interface EventsAnalysis {
	people: Omit<ChosenPart, 'reader'>;
	refused: Refused[];
	/** How many events stand side by side, and how many could. */
	shown: { events: number; all: number };
	compared: DrawnView<{ curves: SurvivalCurve[]; unit: 'days'; measure: 'remaining' }> | null;
	rolesEvents: DrawnView<{ cells: HeatmapCell[] }> | null;
	vacancy: VacancyView | null;
}

export async function eventsAnalysis(
	reader: Reader,
	url: URL,
	language: Language,
	known?: OrganisationFacts
): Promise<EventsAnalysis> {
	const runtime = getRuntime();
	const facts = known ?? (await organisationFacts(reader));
	const home = `/o/${reader.organisation.slug}`;
	const place = {
		page: `${url.origin}${home}/events`,
		query: '',
		figures: `${home}/figures`,
		...rowsFor(reader),
		isSample: reader.organisation.isSample,
		retrievedOn: today()
	};
	const refused: Refused[] = [];
	const { reader: chosenReader, ...people } = await chosenPart(reader, url.searchParams, refused, language);
	const all = facts.asOf === null ? [] : comparable(facts.data.events, facts.asOf);
	const events = chosenEvents(url.searchParams, all, refused);
	const chosen =
		events.length === all.length ? '' : `events=${encodeURIComponent(events.map(({ eventId }) => eventId).join())}`;
	const ofPeople = { ...place, query: withPeoplePart(chosen, people.part), filters: people.filters };
	const names = eventNames(events, language);
	const roleName = roleNamer(facts.families, language);
	const eventIds = events.map((event) => event.eventId);
	const comparison =
		eventIds.length === 0
			? null
			: await computeEventComparison(runtime, chosenReader, { eventIds, from: 0, to: 364, step: 7, clock: 'worked' });
	const losses: LossOfEvent[] = [];
	for (const eventId of eventIds) {
		const loss = await computeEventLoss(runtime, chosenReader, { eventId, days: WINDOW_DAYS, clock: 'worked' });
		if (loss) losses.push({ name: names.get(eventId) ?? eventId, loss });
	}
	const vacancy = await computeExecutiveVacancy(runtime, reader, { on: facts.asOf ?? undefined });
	return withOwnSummaries(reader, language, {
		people,
		refused,
		shown: { events: events.length, all: all.length },
		compared: comparison && comparedView(comparison, (id) => names.get(id) ?? id, ofPeople, language),
		rolesEvents: rolesEventsView(losses, roleName, ofPeople, language),
		vacancy: vacancy && vacancyView(vacancy, place, language)
	});
}

/** Short names that tell the events apart: their day and kind, with a number where two are of one kind and day. */
function eventNames(events: CaseEvent[], { t, format }: Language): Map<string, string> {
	const used = new Map<string, number>();
	return new Map(
		events.map((event) => {
			const name = `${format.shortDate(dayZeroOf(event))}, ${t(`reading.event-type.${event.eventType}`)}`;
			const times = (used.get(name) ?? 0) + 1;
			used.set(name, times);
			return [event.eventId, times === 1 ? name : `${name} (${times})`];
		})
	);
}
