import { readPublishedCase } from '../library/case-data.server.ts';
import { caseDataOf, type CaseData } from '../library/[case]/case-rows.ts';
import type { ComparableEvent } from './comparable-events.server.ts';

const NOTHING: CaseData = caseDataOf({ events: [], departures: [], incidents: [], headcounts: [], teamImpacts: [] });

/** A chosen event with what is known of its organisation. */
export interface ChosenEvent extends ComparableEvent {
	/** Rows of the same case and organisation; team impacts of this event. */
	around: CaseData;
	/** Published versions of the case, as a citation names them. */
	versions: { kind: string; number: number; publishedAt: Date }[];
}

/** The chosen events in the order asked for, each with the published rows around it. */
export async function chosenEvents(all: ComparableEvent[], ids: string[]): Promise<ChosenEvent[]> {
	const chosen = ids.flatMap((id) => all.filter(({ event }) => event.eventId === id).slice(0, 1));
	const cases = new Map<string, Awaited<ReturnType<typeof readPublishedCase>>>();
	for (const { described, release } of chosen)
		if (!release && !cases.has(described.id)) cases.set(described.id, await readPublishedCase(described.id));
	return chosen.map((entry) => {
		const published = entry.release ? null : cases.get(entry.described.id);
		const data = published ? around(published.data, entry) : { ...NOTHING, teamImpacts: entry.release?.teams ?? [] };
		return { ...entry, around: data, versions: published?.versions ?? [] };
	});
}

function around(data: CaseData, { event }: ComparableEvent): CaseData {
	const isOwn = ({ organisation }: { organisation: string }) => organisation === event.organisation;
	return {
		events: data.events.filter(isOwn),
		departures: data.departures.filter(isOwn),
		incidents: data.incidents.filter(isOwn),
		headcounts: data.headcounts.filter(isOwn),
		teamImpacts: data.teamImpacts.filter(({ eventId }) => eventId === event.eventId)
	};
}
