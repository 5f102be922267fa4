import type { ComparisonPanel } from '#lib/charts/comparison/comparison-layout.ts';
import type { Figure } from '#lib/charts/figure.ts';
import type { RangeDatum } from '#lib/charts/ranges/ranges-layout.ts';
import type { Language } from '#lib/messages/language.ts';
import type { FigurePlace } from '../figure-frame.ts';
import { today } from '../today.ts';
import { comparableEvents, type ComparableEvent } from './comparable-events.server.ts';
import { chosenEvents } from './compare-data.server.ts';
import { dayPanels, daysFigure, remainingFigure, remainingRows } from './compare-figures.ts';
import { compareQuery, compareSearch, type CompareQuery } from './compare-query.ts';
import { comparedEvent, inOrder, type ComparedEvent } from './compared-events.ts';
import { roleRows, rolesFigure } from './roles-figure.ts';

export interface CompareView {
	query: CompareQuery;
	/** Every event that may be chosen. */
	all: { id: string; title: string; organisation: string }[];
	/** Types of the events chosen. */
	types: string[];
	/** Those chosen, in order, after the filter. */
	events: ComparedEvent[];
	/** Holds a release, which may be withdrawn or is not public at all. */
	isPrivate: boolean;
	figures: { remaining: Figure; days: Figure; roles: Figure | null };
	charts: {
		remaining: { rows: RangeDatum[]; unit: 'share' };
		days: { panels: ComparisonPanel[] };
		roles: { rows: RangeDatum[]; unit: 'share' };
	};
}

/** Everything the comparison and its downloads show; figures are empty where no event was chosen. */
export async function compareView(url: URL, language: Language, account: { id: string } | null): Promise<CompareView> {
	const library = await comparableEvents(account);
	const ids = new Set(library.map(({ event }) => event.eventId));
	const types = [...new Set(library.map(({ event }) => event.eventType))];
	const query = compareQuery(url.searchParams, { ids, types });
	const chosen = await chosenEvents(library, query.events);
	const compared = chosen.map((entry) => comparedEvent(entry, titleOf(entry, language), query.dayZero));
	const events = inOrder(
		compared.filter(({ chosen: { event } }) => query.type === null || event.eventType === query.type),
		query.order
	);
	const place = placeOf(url, query, events, language);
	const roles = roleRows(events, language);
	return {
		query,
		all: library.map((entry) => ({
			id: entry.event.eventId,
			title: titleOf(entry, language),
			organisation: entry.event.organisation
		})),
		types: [...new Set(chosen.map(({ event }) => event.eventType))],
		events,
		isPrivate: events.some(({ chosen }) => chosen.release !== undefined),
		figures: {
			remaining: remainingFigure(events, place, language),
			days: daysFigure(events, place, language),
			roles: roles.length === 0 ? null : rolesFigure(events, place, language)
		},
		charts: {
			remaining: { rows: remainingRows(events, language), unit: 'share' },
			days: { panels: dayPanels(events, language) },
			roles: { rows: roles, unit: 'share' }
		}
	};
}

function titleOf({ described, event }: ComparableEvent, { locale }: Language): string {
	const title = described.labels[event.eventId]?.[locale] ?? event.title ?? event.eventId;
	return title.includes(event.organisation) ? title : `${event.organisation}, ${title}`;
}

function placeOf(url: URL, query: CompareQuery, events: ComparedEvent[], { t }: Language): FigurePlace {
	const versions = new Map(
		events.map(({ chosen: { described } }) => [described.id, `${described.id} ${described.version}`])
	);
	return {
		page: `${url.origin}/compare`,
		query: compareSearch(query),
		figures: '/compare/figures',
		isSample: false,
		isPublic: true,
		retrievedOn: today(),
		dataDate: t('compare.versions', { versions: [...versions.values()].join(', ') || '–' })
	};
}
