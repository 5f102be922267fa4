import { computeEventComparison, computeEventLoss } from '#lib/metrics/registry-events.server.ts';
import { UnfitParameter } from '#lib/metrics/metric-definition.server.ts';
import type { LibraryCase } from '#lib/library/case-catalogue.server.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { serverLanguage } from '../language.server.ts';
import { titlesOf } from '../o/[organisation]/event-titles.ts';
import type { NamedFamily } from '../o/[organisation]/group-names.ts';
import { organisationFacts } from '../o/[organisation]/organisation-facts.server.ts';
import type { CaseData, CaseEvent } from '../library/[case]/case-rows.ts';
import type { ComparableEvent } from './comparable-events.server.ts';
import type { ComparedDayKind } from './compare-day-zero.ts';
import { companyKey, hasEnoughFacts, ownEventId } from './own-event-facts.ts';
import type { RosterCurve } from './roster-comparison.ts';
import type { TeamOfEvent } from './roles-figure.ts';

/** Where an event of an organisation's own data comes from. */
export interface OwnData {
	/** Its page. */
	href: string;
	/** Its id in the data of the organisation. */
	eventId: string;
	/** Told of the organisation itself, not of another company by a tracker or a notice. */
	isOwnWorkforce: boolean;
	isSample: boolean;
	reader: Reader;
	data: CaseData;
	families: NamedFamily[];
}

const KINDS = { announcement: 'announcement', notice: 'notice', deadline: 'deadline', closing: 'effective' } as const;
const WINDOW = { from: 0, to: 360, step: 1 };

/** The published events of an organisation that say enough to stand beside others, newest first. */
export async function ownEvents(reader: Reader): Promise<ComparableEvent[]> {
	const { data, versions, families, asOf } = await organisationFacts(reader);
	const { organisation } = reader;
	const labels = incidentLabels(data);
	const roster = versions.find(({ kind }) => kind === 'roster');
	const versionOf = (event: CaseEvent) =>
		[versions.find(({ versionId }) => versionId === event.versionId), isOwn(event) ? roster : undefined]
			.flatMap((version) => (version ? `${version.name} ${version.number}` : []))
			.join(', ');
	const own = companyKey(organisation.name);
	const isOwn = ({ organisation: told }: CaseEvent) => organisation.isSample || companyKey(told) === own;
	return data.events
		.filter((event) => hasEnoughFacts(event, asOf !== null && isOwn(event)))
		.sort((a, b) => (dayOf(a) < dayOf(b) ? 1 : -1))
		.map((event) => ({
			described: { id: organisation.name, version: versionOf(event), labels },
			event: {
				...event,
				eventId: ownEventId(organisation.slug, event.eventId),
				figureStatus: event.figureStatus ?? 'reported'
			},
			own: {
				...{ reader, data, families, eventId: event.eventId, isSample: organisation.isSample },
				href: `/o/${organisation.slug}/events/${encodeURIComponent(event.eventId)}`,
				isOwnWorkforce: isOwn(event)
			}
		}));
}

/** The people of day 0 day by day, for analysts and events of the organisation's own people; null for all others. */
export async function ownCurve(own: OwnData, kind: ComparedDayKind): Promise<RosterCurve | null> {
	if (!isCounted(own)) return null;
	const asked = { ...WINDOW, eventIds: [own.eventId], dayZeroKind: KINDS[kind] };
	const found = await fitting(computeEventComparison(getRuntime(), own.reader, asked));
	const people = found?.summary.events[0]?.base;
	if (!found || !people) return null;
	const points = found.rows.map(({ day, neverLeft }) => ({ day, remaining: neverLeft }));
	return { people, points, stepDays: 1, isExact: true };
}

/** Who of the people of day 0 left within 180 days, role by role; null where that is not for the reader. */
export async function ownTeams(own: OwnData, event: CaseEvent, kind: ComparedDayKind): Promise<TeamOfEvent[] | null> {
	if (!isCounted(own)) return null;
	const asked = { eventId: own.eventId, dayZeroKind: KINDS[kind], days: 180 };
	const found = await fitting(computeEventLoss(getRuntime(), own.reader, asked));
	const exact = (count: number) => ({ low: count, best: count, high: count, text: null });
	const names = new Map(own.families.map(({ id, nameEn, nameFr }) => [id, { en: nameEn, fr: nameFr }]));
	return (
		found?.rows.map(({ group, people, left }) => ({
			...{ eventId: event.eventId, organisation: event.organisation, team: group, measuredOn: null },
			...{ family: group, names: names.get(group) },
			...{ before: exact(people), after: exact(people - left), cut: exact(left), cutPercent: null },
			...{ figureStatus: 'computed' as const, basis: null, confidence: null, note: null, source: null }
		})) ?? null
	);
}

/** Names of the incidents in both languages; an event is titled when it is shown. */
function incidentLabels(data: CaseData): LibraryCase['labels'] {
	const [en, fr] = (['en', 'fr'] as const).map((locale) => titlesOf({ ...data, events: [] }, serverLanguage(locale)));
	return Object.fromEntries(data.incidents.map(({ incidentId: id }) => [id, { en: en(id), fr: fr(id) }]));
}

function isCounted({ reader, isOwnWorkforce }: OwnData): boolean {
	return isOwnWorkforce && reader.tier === 'analyst';
}

/** Null where the day lies outside the data. */
function fitting<Found>(result: Promise<Found>): Promise<Found | null> {
	return result.catch((failure: unknown) => {
		if (failure instanceof UnfitParameter) return null;
		throw failure;
	});
}

function dayOf({ announcedOn, announcedAtLocal, noticeOn, effectiveOn }: CaseEvent): string {
	return announcedAtLocal?.slice(0, 10) ?? announcedOn ?? noticeOn ?? effectiveOn ?? '';
}
