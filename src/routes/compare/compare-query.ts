import type { ComparisonScales } from '#lib/charts/comparison/comparison-layout.ts';

/** Events that may stand side by side. */
export const MOST_COMPARED = 12;
export const DAY_ZERO_CHOICES = ['announcement', 'deadline', 'closing'] as const;
export type DayZeroChoice = (typeof DAY_ZERO_CHOICES)[number];
export const COMPARE_ORDERS = ['given', 'date', 'share', 'base'] as const;
export type CompareOrder = (typeof COMPARE_ORDERS)[number];

export const COMPARE_SCALES = ['common', 'free'] as const satisfies ComparisonScales[];

/** What the address of a comparison asks for. */
export interface CompareQuery {
	/** Ids in the order given, each once, all of them known. */
	events: string[];
	dayZero: DayZeroChoice;
	order: CompareOrder;
	/** Of the small charts, event by event. */
	scales: ComparisonScales;
	/** Only events of this type; null shows all. */
	type: string | null;
	/** Words by which events of the reader's own organisations are offered. */
	find: string;
	/** Values of the address that could not be used. */
	refused: string[];
	/** Events beyond the most that may be compared, left out. */
	leftOut: number;
}

const LONGEST = 100;

/** The comparison asked for; what cannot be used is named and left out. `types` are those of the events known. */
export function compareQuery(
	parameters: URLSearchParams,
	known: { ids: ReadonlySet<string>; types: readonly string[] }
): CompareQuery {
	const refused: string[] = [];
	const asked = parameters.getAll('events').flatMap((value) => value.split(','));
	const ids = [...new Set(asked.map((id) => id.trim()).filter(Boolean))];
	const events = ids.filter((id) => known.ids.has(id));
	refused.push(...ids.filter((id) => !known.ids.has(id)));
	const oneOf = <Value extends string>(name: string, values: readonly Value[], usual: Value): Value => {
		const value = parameters.get(name);
		const found = values.find((each) => each === value);
		if (value && !found) refused.push(value);
		return found ?? usual;
	};
	const type = oneOf('type', ['', ...known.types], '');
	return {
		events: events.slice(0, MOST_COMPARED),
		dayZero: oneOf('day', DAY_ZERO_CHOICES, 'announcement'),
		order: oneOf('sort', COMPARE_ORDERS, 'given'),
		scales: oneOf('scales', COMPARE_SCALES, 'common'),
		type: type || null,
		find: (parameters.get('find') ?? '').trim().slice(0, LONGEST),
		refused: refused.slice(0, MOST_COMPARED).map((value) => value.slice(0, LONGEST)),
		leftOut: Math.max(0, events.length - MOST_COMPARED)
	};
}

/** The query of an address that restores the comparison. */
export function compareSearch({ events, dayZero, order, scales, type }: CompareQuery): string {
	const parameters = new URLSearchParams({ events: events.join(','), day: dayZero, sort: order });
	if (type !== null) parameters.set('type', type);
	if (scales !== 'common') parameters.set('scales', scales);
	return parameters.toString().replaceAll('%2C', ',').replaceAll('%2F', '/');
}
