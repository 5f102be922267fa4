import { readPublishedCase } from '../library/case-data.server.ts';
import { caseDataOf, type CaseData, type CaseEvent } from '../library/[case]/case-rows.ts';
import type { ComparableEvent } from './comparable-events.server.ts';
import { comparedDayZero } from './compare-day-zero.ts';
import type { CompareQuery, DayZeroChoice } from './compare-query.ts';
import { ownCurve, ownTeams, type OwnData } from './own-events.server.ts';
import type { TeamOfEvent } from './roles-figure.ts';
import type { RosterCurve } from './roster-comparison.ts';

const NOTHING: CaseData = caseDataOf({ events: [], departures: [], incidents: [], headcounts: [], teamImpacts: [] });

/** A chosen event with what is known of its organisation. */
export interface ChosenEvent extends ComparableEvent {
	/** Rows of the same case and organisation; team impacts of this event. */
	around: Omit<CaseData, 'teamImpacts'> & { teamImpacts: TeamOfEvent[] };
	/** The people of day 0 as a roster counts them, exact or released; absent where none may be read. */
	roster?: RosterCurve | null;
	/** Published versions of the case, as a citation names them. */
	versions: { kind: string; number: number; publishedAt: Date }[];
}

/** The chosen events in the order asked for, each with the published rows around it and its roster. */
export async function chosenEvents(
	all: ComparableEvent[],
	{ events, dayZero }: Pick<CompareQuery, 'events' | 'dayZero'>
): Promise<ChosenEvent[]> {
	const chosen = events.flatMap((id) => all.filter(({ event }) => event.eventId === id).slice(0, 1));
	const cases = new Map<string, Awaited<ReturnType<typeof readPublishedCase>>>();
	for (const { described, release, own } of chosen)
		if (!release && !own && !cases.has(described.id)) cases.set(described.id, await readPublishedCase(described.id));
	return Promise.all(
		chosen.map(async (entry) => {
			const { release, own, described, event } = entry;
			if (release)
				return { ...entry, around: { ...NOTHING, teamImpacts: release.teams }, roster: release.curve, versions: [] };
			if (own) return { ...entry, ...(await ofOwnData(entry, own, dayZero)), versions: [] };
			const published = cases.get(described.id);
			const data = published ? around(published.data, event, event.eventId) : NOTHING;
			return { ...entry, around: data, versions: published?.versions ?? [] };
		})
	);
}

/** What the reader's own organisation knows of an event: exact counts of its roster where the reader may see them. */
async function ofOwnData({ event }: ComparableEvent, own: OwnData, asked: DayZeroChoice) {
	const known = around(own.data, event, own.eventId);
	const dayZero = comparedDayZero(event, asked);
	if (dayZero === null) return { around: known };
	const teams = await ownTeams(own, event, dayZero.kind);
	return {
		around: { ...known, teamImpacts: teams ?? known.teamImpacts },
		roster: await ownCurve(own, dayZero.kind)
	};
}

function around(data: CaseData, event: CaseEvent, eventId: string): CaseData {
	const isOwn = ({ organisation }: { organisation: string }) => organisation === event.organisation;
	return {
		events: data.events.filter(isOwn),
		departures: data.departures.filter(isOwn),
		incidents: data.incidents.filter(isOwn),
		headcounts: data.headcounts.filter(isOwn),
		teamImpacts: data.teamImpacts.filter((team) => team.eventId === eventId)
	};
}
