import type { ComparisonPanel, ComparisonScales } from '#lib/charts/comparison/comparison-layout.ts';
import type { Figure } from '#lib/charts/figure.ts';
import type { RangeDatum } from '#lib/charts/ranges/ranges-layout.ts';
import type { Language } from '#lib/messages/language.ts';
import type { FigurePlace } from '../figure-frame.ts';
import { eventTitle } from '../o/[organisation]/event-titles.ts';
import { today } from '../today.ts';
import { comparableEvents, type ComparableEvent, type Comparer } from './comparable-events.server.ts';
import { chosenEvents } from './compare-data.server.ts';
import { dayPanels, daysFigure, remainingFigure, remainingRows } from './compare-figures.ts';
import { compareQuery, compareSearch, type CompareQuery } from './compare-query.ts';
import { comparedEvent, inOrder, type ComparedEvent } from './compared-events.ts';
import { foundEvents } from './own-event-facts.ts';
import { roleRows, rolesFigure } from './roles-figure.ts';

export interface CompareView {
	query: CompareQuery;
	/** The events that may be chosen, as far as they are offered: of an organisation's own those found first. */
	all: { id: string; title: string; organisation: string }[];
	/** Events of the reader's organisations: how many are offered, and how many were found and are there. */
	own: { offered: number; found: number; all: number };
	/** Types of the events chosen. */
	types: string[];
	/** Those chosen, in order, after the filter. */
	events: ComparedEvent[];
	/** Holds a release, which may be withdrawn or is not public at all, or an event of an organisation's own. */
	isPrivate: boolean;
	figures: { remaining: Figure; days: Figure; roles: Figure | null };
	charts: {
		remaining: { rows: RangeDatum[]; unit: 'share' };
		days: { panels: ComparisonPanel[]; scales: ComparisonScales };
		roles: { rows: RangeDatum[]; unit: 'share' };
	};
}

const OFFERED = 30;

/** Everything the comparison and its downloads show; figures are empty where no event was chosen. */
export async function compareView(url: URL, language: Language, comparer: Comparer): Promise<CompareView> {
	const known = await comparableEvents(comparer);
	const ids = new Set(known.map(({ event }) => event.eventId));
	const types = [...new Set(known.map(({ event }) => event.eventType))];
	const query = compareQuery(url.searchParams, { ids, types });
	const chosen = await chosenEvents(known, query);
	const compared = chosen.map((entry) => comparedEvent(entry, titleOf(entry, language), query.dayZero));
	const events = inOrder(
		compared.filter(({ chosen: { event } }) => query.type === null || event.eventType === query.type),
		query.order
	);
	const place = placeOf(url, query, events, language);
	const roles = roleRows(events, language);
	return {
		query,
		...offeredEvents(known, query, language),
		types: [...new Set(chosen.map(({ event }) => event.eventType))],
		events,
		isPrivate: !place.isPublic,
		figures: {
			remaining: remainingFigure(events, place, language),
			days: daysFigure(events, { place, scales: query.scales }, language),
			roles: roles.length === 0 ? null : rolesFigure(events, place, language)
		},
		charts: {
			remaining: { rows: remainingRows(events, language), unit: 'share' },
			days: { panels: dayPanels(events, language), scales: query.scales },
			roles: { rows: roles, unit: 'share' }
		}
	};
}

/** All public events and releases; of thousands in an organisation's trackers its own people's and the newest found. */
function offeredEvents(known: ComparableEvent[], { find, events }: CompareQuery, language: Language) {
	const own = known.filter((entry) => entry.own);
	const isFound = new Set(
		foundEvents(
			own.map(({ event }) => event),
			find
		)
	);
	const found = own
		.filter(({ event }) => isFound.has(event))
		.sort((a, b) => Number(b.own?.isOwnWorkforce) - Number(a.own?.isOwnWorkforce));
	const offered = new Set(found.slice(0, OFFERED));
	const all = known.filter((entry) => !entry.own || offered.has(entry) || events.includes(entry.event.eventId));
	// What was looked for stands before the public events.
	if (find !== '') all.sort((a, b) => Number(offered.has(b)) - Number(offered.has(a)));
	return {
		own: { offered: offered.size, found: found.length, all: own.length },
		all: all.map((entry) => ({
			id: entry.event.eventId,
			title: titleOf(entry, language),
			organisation: entry.event.organisation
		}))
	};
}

function titleOf({ described, event, own }: ComparableEvent, language: Language): string {
	const told = own
		? [eventTitle(event, language), event.site].filter(Boolean).join(' · ')
		: (described.labels[event.eventId]?.[language.locale] ?? event.title ?? event.eventId);
	return told.includes(event.organisation) ? told : `${event.organisation}, ${told}`;
}

function placeOf(url: URL, query: CompareQuery, events: ComparedEvent[], { t }: Language): FigurePlace {
	const versions = new Set(events.map(({ chosen: { described } }) => `${described.id} ${described.version}`));
	return {
		page: `${url.origin}/compare`,
		query: compareSearch(query),
		figures: '/compare/figures',
		isSample: events.some(({ chosen: { own, release } }) => own?.isSample || release?.isSample),
		isPublic: events.every(({ chosen: { own, release } }) => !own && !release),
		retrievedOn: today(),
		dataDate: t('compare.versions', { versions: [...versions].join(', ') || '–' })
	};
}
