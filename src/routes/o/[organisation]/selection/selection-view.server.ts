import type { Figure } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import { computeFourFifths } from '#lib/metrics/registry-selection.server.ts';
import { rosterWords } from '#lib/metrics/registry-tables.server.ts';
import { hasPermission, type Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { rowsFor, type FigurePlace } from '../../../figure-frame.ts';
import { today } from '../../../today.ts';
import { dayBefore, defaultEvent } from '../coverage/coverage-query.ts';
import { eventTitle } from '../event-titles.ts';
import type { Refused } from '../filter-reader.ts';
import { roleNamer, type NamedFamily } from '../group-names.ts';
import { coverageChoices, organisationFacts } from '../organisation-facts.server.ts';
import type { PartChoices } from '../people-part.ts';
import { fourFifthsFigure } from './four-fifths-figure.ts';
import { parseSelectionQuery, selectionSearch, type SelectionQuery } from './selection-query.ts';

export interface SelectionView {
	query: SelectionQuery;
	refused: Refused[];
	/** Units to choose among. */
	parts: PartChoices;
	/** null until both days are asked for. */
	figure: Figure | null;
}

/** Everything the selection page and its downloads show; null without a roster or the permission. */
export async function selectionView(reader: Reader, url: URL, language: Language): Promise<SelectionView | null> {
	if (!hasPermission('screen-selections', reader.roles)) return null;
	const facts = await organisationFacts(reader);
	if (facts.asOf === null) return null;
	const choices = coverageChoices({ ...facts, asOf: facts.asOf }, reader, (event) => eventTitle(event, language));
	const dayZero = defaultEvent(choices)?.dayZero ?? facts.asOf;
	const parsed = parseSelectionQuery(url.searchParams, { from: dayBefore(dayZero), to: facts.asOf });
	const { query, refused, isAsked } = parsed;
	const parts = await rosterWords(getRuntime(), reader);
	if (!isAsked) return { query, refused, parts, figure: null };
	const { from, to, dimension, least } = query;
	const screen = await computeFourFifths(getRuntime(), reader, { from, to, dimension, leastPercent: least });
	if (screen === null) return null;
	const place = selectionPlace(reader, url, selectionSearch(query));
	const figure = fourFifthsFigure(screen, groupNamer(dimension, facts.families, language), place, language);
	return { query, refused, parts, figure };
}

export function selectionPlace(reader: Reader, url: URL, query: string): FigurePlace {
	const home = `/o/${reader.organisation.slug}`;
	return {
		...{ page: `${url.origin}${home}/selection`, query, figures: `${home}/figures` },
		...rowsFor(reader),
		...{ isSample: reader.organisation.isSample, retrievedOn: today() }
	};
}

/** Groups in the reader's words; those of ages have messages, others are the roster's. */
export function groupNamer(dimension: string, families: NamedFamily[], language: Language): (group: string) => string {
	if (dimension === 'role') return roleNamer(families, language);
	return dimension === 'age' ? (group) => language.t(`selection.age.${group}`) : (group) => group;
}
