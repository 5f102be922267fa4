import type { HeatmapCell } from '#lib/charts/heatmap/heatmap-layout.ts';
import type { SurvivalCurve } from '#lib/charts/survival/survival-layout.ts';
import type { Language } from '#lib/messages/language.ts';
import { computeEventComparison, computeEventLoss } from '#lib/metrics/registry-events.server.ts';
import { computeExecutiveVacancy } from '#lib/metrics/registry-tenure.server.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { today } from '../../../today.ts';
import type { CaseEvent } from '../../../library/[case]/case-rows.ts';
import type { DrawnView } from '../drawn-view.ts';
import { roleNamer } from '../group-names.ts';
import { organisationFacts, type OrganisationFacts } from '../organisation-facts.server.ts';
import { comparedView } from './compared-figure.ts';
import { dayZeroOf } from './[event]/facts-around.ts';
import { rolesEventsView, WINDOW_DAYS, type LossOfEvent } from './roles-events-figure.ts';
import { vacancyView, type VacancyView } from './vacancy-figure.ts';

const MOST_EVENTS = 6;

/** What the events have in common, side by side; each part null where there are no data for it. */
export interface EventsAnalysis {
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
		isSample: reader.organisation.isSample,
		retrievedOn: today()
	};
	const events = facts.asOf === null ? [] : comparable(facts.data.events, facts.asOf);
	const names = eventNames(events, language);
	const roleName = roleNamer(facts.families, language);
	const eventIds = events.map((event) => event.eventId);
	const comparison =
		eventIds.length === 0
			? null
			: await computeEventComparison(runtime, reader, { eventIds, from: 0, to: 364, step: 7, clock: 'worked' });
	const losses: LossOfEvent[] = [];
	for (const eventId of eventIds) {
		const loss = await computeEventLoss(runtime, reader, { eventId, days: WINDOW_DAYS, clock: 'worked' });
		if (loss) losses.push({ name: names.get(eventId) ?? eventId, loss });
	}
	const vacancy = await computeExecutiveVacancy(runtime, reader, { on: facts.asOf ?? undefined });
	return {
		compared: comparison && comparedView(comparison, (id) => names.get(id) ?? id, place, language),
		rolesEvents: rolesEventsView(losses, roleName, place, language),
		vacancy: vacancy && vacancyView(vacancy, place, language)
	};
}

/** The newest events with a day in the data, in order of time. */
function comparable(events: CaseEvent[], asOf: string): CaseEvent[] {
	return events
		.filter((event) => (dayZeroOf(event) ?? '9999') <= asOf)
		.sort((a, b) => (dayZeroOf(a)! < dayZeroOf(b)! ? -1 : 1))
		.slice(-MOST_EVENTS);
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
