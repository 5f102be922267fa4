import type { RangeUnit } from '#lib/charts/ranges/ranges-layout.ts';
import { rangeText } from '#lib/charts/ranges/ranges-table.ts';
import type { Language } from '#lib/messages/language.ts';
import { sourcesOf } from '../sources.ts';
import { eventDay, type CaseEvent, type Estimate } from './[case]/case-rows.ts';
import { isOfPeople, shareRange } from './[case]/press-figures.ts';
import { compareValues, isAskedFor, sortValue, type LibraryQuery } from './library-query.ts';
import type { LibraryEvent } from './library-events.server.ts';

/** One event as the list of the library tells it. */
export interface LibraryRow {
	id: string;
	title: string;
	caseId: string;
	organisation: string;
	date: string;
	type: string;
	silence: string;
	affected: string;
	base: string;
	share: string;
	status: string;
	confidence: string;
	sources: string;
}

/** The events asked for, in the order asked for. */
export function libraryRows(events: LibraryEvent[], query: LibraryQuery, language: Language): LibraryRow[] {
	const { locale } = language;
	return events
		.map((entry) => ({ ...entry, title: entry.described.labels[entry.event.eventId]?.[locale] ?? entry.event.eventId }))
		.filter(({ event, described, title }) => isAskedFor(event, [title, described.title[locale]], query))
		.map((entry) => ({ entry, value: sortValue(entry.event, entry.title, query.order.column) }))
		.sort((a, b) => compareValues(a.value, b.value, query.order))
		.map(({ entry }) => libraryRow(entry.event, entry.title, entry.described.id, language));
}

function libraryRow(event: CaseEvent, title: string, caseId: string, language: Language): LibraryRow {
	const { t, format } = language;
	return {
		...{ id: event.eventId, title, caseId, organisation: event.organisation },
		date: format.partialDate(eventDay(event)),
		type: t(`cases.type.${event.eventType}`),
		silence: t(`cases.silence.${event.silenceRule ?? 'none'}`),
		affected: isOfPeople(event)
			? toldRange(event.affected, language)
			: `${toldRange(event.affected, language)} (${event.affectedUnit})`,
		base: toldRange(event.base, language),
		share: toldRange(isOfPeople(event) ? shareRange(event.affected, event.base) : null, language, 'share'),
		status: event.figureStatus === null ? '–' : t(`figures.state.${event.figureStatus}`),
		confidence: event.confidence === null ? '–' : t(`figures.confidence.${event.confidence}`),
		sources: t('cases.sources', { count: sourcesOf(event.source).length })
	};
}

/** A published figure or a share of two in words: 3,700 (3,700–3,750), at most 336; a dash where nothing is known. */
export function toldRange(estimate: Estimate | null, language: Language, unit: RangeUnit = 'people'): string {
	const { low, best, high } = estimate ?? { low: null, best: null, high: null };
	if (low === null && best === null && high === null) return '–';
	return rangeText({ id: '', label: '', note: '', low, best, high, decimals: 1 }, language, unit);
}
