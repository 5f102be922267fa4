import type { SortedBy } from '#lib/ui/table-order.ts';
import { eventDay, type CaseEvent } from './[case]/case-rows.ts';
import { shareRange } from './[case]/press-figures.ts';

/** What the address of the library asks for. */
export interface LibraryQuery {
	search: string;
	type: string | null;
	silence: string | null;
	status: string | null;
	order: SortedBy;
	/** Values of the address that could not be used. */
	refused: string[];
}

export const EVENT_TYPES = [
	...['layoff', 'ultimatum', 'buyout', 'return-to-office', 'deferred-resignation', 'executive-departures'],
	...['closure', 'other']
];
export const SILENCES = ['resign', 'stay', 'undetermined', 'none'];
export const STATES = ['reported', 'estimated', 'computed', 'disputed'];
export const SORTABLE = ['event', 'organisation', 'date', 'affected', 'base', 'share'];
const LONGEST_SEARCH = 100;

/** The filters and the order of the address, each checked; newest events first where none is given. */
export function libraryQuery(parameters: URLSearchParams): LibraryQuery {
	const refused: string[] = [];
	const oneOf = (name: string, known: readonly string[]) => {
		const asked = parameters.get(name);
		if (asked === null || asked === '') return null;
		if (known.includes(asked)) return asked;
		refused.push(asked.slice(0, LONGEST_SEARCH));
		return null;
	};
	const column = oneOf('sort', SORTABLE);
	const direction = oneOf('order', ['ascending', 'descending']) === 'ascending' ? 'ascending' : 'descending';
	return {
		search: (parameters.get('search') ?? '').trim().slice(0, LONGEST_SEARCH),
		type: oneOf('type', EVENT_TYPES),
		silence: oneOf('silence', SILENCES),
		status: oneOf('status', STATES),
		order: { column: column ?? 'date', direction: column === null ? 'descending' : direction },
		refused
	};
}

/** The address of the same list in another order. */
export function librarySearch(query: LibraryQuery, order: SortedBy): string {
	const { search, type, silence, status } = query;
	const given = Object.entries({ search, type, silence, status }).flatMap(([name, value]) =>
		value ? [[name, value]] : []
	);
	return `?${new URLSearchParams([...given, ['sort', order.column], ['order', order.direction]])}`;
}

/** Whether an event, with the texts it is found by, is asked for. */
export function isAskedFor(
	event: CaseEvent,
	texts: string[],
	{ search, type, silence, status }: LibraryQuery
): boolean {
	const words = folded(search).split(/\s+/).filter(Boolean);
	const all = folded([...texts, event.organisation, event.terms, event.groupsHit, event.outcome].join(' '));
	return (
		words.every((word) => all.includes(word)) &&
		(type === null || event.eventType === type) &&
		(silence === null || (event.silenceRule ?? 'none') === silence) &&
		(status === null || event.figureStatus === status)
	);
}

/** By what an event is sorted in a column; null stands last in both directions. */
export function sortValue(event: CaseEvent, title: string, column: string): string | number | null {
	if (column === 'event') return folded(title);
	if (column === 'organisation') return folded(event.organisation);
	if (column === 'date') return eventDay(event);
	const range =
		column === 'share' ? shareRange(event.affected, event.base) : column === 'base' ? event.base : event.affected;
	return range && (range.best ?? range.high ?? range.low);
}

/** Orders two sort values; equal ones keep their places. */
export function compareValues(a: string | number | null, b: string | number | null, { direction }: SortedBy): number {
	if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
	const order = a < b ? -1 : a > b ? 1 : 0;
	return direction === 'ascending' ? order : -order;
}

function folded(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase();
}
