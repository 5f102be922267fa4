import { isCivilDate } from '#lib/statistics/civil-date.ts';
import { acceptReader, type Refused } from '../filter-reader.ts';

export const DIMENSIONS = ['role', 'level', 'department', 'site', 'country'] as const;

export interface SelectionQuery {
	/** Day before the reduction, and the day on which who is there was kept. */
	from: string;
	to: string;
	dimension: (typeof DIMENSIONS)[number];
	/** Groups with a smaller share of all people are listed, not compared; a whole percentage. */
	least: number;
}
export const LEAST_PERCENT = 2;
const MOST_PERCENT = 50;

/** Reads the question from the address; it is asked only where both days are named, since asking is recorded. */
export function parseSelectionQuery(parameters: URLSearchParams, days: { from: string; to: string }) {
	const refused: Refused[] = [];
	const read = acceptReader(parameters, refused);
	const from = read('from', acceptDay, days.from);
	const to = read('to', (value) => (value >= from ? acceptDay(value) : undefined), days.to < from ? from : days.to);
	const dimension = read<SelectionQuery['dimension']>(
		'dimension',
		(value) => DIMENSIONS.find((each) => each === value),
		DIMENSIONS[0]
	);
	const query: SelectionQuery = { from, to, dimension, least: read('least', acceptPercent, LEAST_PERCENT) };
	const isAsked = Boolean(parameters.get('from') && parameters.get('to')) && refused.length === 0;
	return { query, refused, isAsked };
}

function acceptDay(value: string): string | undefined {
	return isCivilDate(value) ? value : undefined;
}

function acceptPercent(value: string): number | undefined {
	return /^\d{1,2}$/.test(value) && Number(value) <= MOST_PERCENT ? Number(value) : undefined;
}

/** The question as an address part; both days always stand in it. */
export function selectionSearch({ from, to, dimension, least }: SelectionQuery): string {
	const search = new URLSearchParams({ from, to });
	if (dimension !== DIMENSIONS[0]) search.set('dimension', dimension);
	if (least !== LEAST_PERCENT) search.set('least', String(least));
	return search.toString();
}
