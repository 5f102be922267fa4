import { serverLanguage } from '../language.server.ts';
import { distinctSources, sourcesOf } from '../sources.ts';
import { MOST_COMPARED } from '../compare/compare-query.ts';
import { eventDay } from './[case]/case-rows.ts';
import { libraryEvents, type LibraryEvent } from './library-events.server.ts';
import { EVENT_TYPES, libraryQuery, librarySearch, SILENCES, SORTABLE, STATES } from './library-query.ts';
import { libraryRows } from './library-rows.ts';
import { givenReleases } from './releases/given-releases.server.ts';
import { shippedCases } from './case-data.server.ts';
import type { PageServerLoad } from './$types';

/** Finished on the server: no hydration. */
export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	const language = serverLanguage(locals.locale);
	const { t } = language;
	const query = libraryQuery(url.searchParams);
	const events = await libraryEvents();
	const any = { value: '', label: t('cases.any') };
	const choices = (values: string[], prefix: string) => [
		any,
		...values.map((value) => ({ value, label: t(`${prefix}.${value}`) }))
	];
	const cases = casesOf(events);
	return {
		query,
		rows: libraryRows(events, query, language),
		all: events.length,
		most: MOST_COMPARED,
		isPending: cases.length < shippedCases().length,
		choices: {
			type: choices(EVENT_TYPES, 'cases.type'),
			silence: choices(SILENCES, 'cases.silence'),
			status: choices(STATES, 'figures.state')
		},
		orders: Object.fromEntries(
			SORTABLE.map((column) => [column, librarySearch(query, orderAfter(query.order, column))])
		),
		releases: (await givenReleases()).map(({ id, title, organisation, content }) => ({
			...{ id, title },
			about: t('cases.release-about', { organisation, asked: language.format.number(content.asked) })
		})),
		cases: cases.map((entries) => {
			const { described } = entries[0];
			const years = entries.map(({ event }) => (eventDay(event) ?? '').slice(0, 4)).sort();
			const [from, to] = [years[0], years.at(-1)];
			const span = { events: entries.length, from, to: to ?? from };
			return {
				id: described.id,
				title: described.title[language.locale],
				counts: t(from === to ? 'cases.case-one' : 'cases.case-events', span),
				sources: distinctSources(entries.flatMap(({ event }) => sourcesOf(event.source))).length,
				lede: described.story[language.locale][0]
			};
		})
	};
};

function casesOf(events: LibraryEvent[]): LibraryEvent[][] {
	const byCase = new Map<string, LibraryEvent[]>();
	for (const entry of events) byCase.set(entry.described.id, [...(byCase.get(entry.described.id) ?? []), entry]);
	return [...byCase.values()];
}

function orderAfter({ column, direction }: { column: string; direction: string }, pressed: string) {
	const isTurned = column === pressed && direction === 'ascending';
	return { column: pressed, direction: isTurned ? ('descending' as const) : ('ascending' as const) };
}
