import { OPEN_END } from './employment-spells.server.ts';

/** What is known of the stays that end, by their last day: that of day `first + at` stands from `starts[at]` to the next. */
export interface ExitsByDay {
	/** The first last day there is. */
	first: number;
	starts: Int32Array;
	values: Int32Array;
	/** The place of the first exit on a day or later. */
	placeOf(day: number): number;
}

/**
 * Puts the stays that end in the order of their last days.
 *
 * @param last day number on which each stay ends, OPEN_END where it does not
 * @param valueOf what is to be known of a stay; a whole number
 */
export function exitsByDay(count: number, last: Int32Array, valueOf: (stay: number) => number): ExitsByDay {
	let first = OPEN_END;
	let final = -OPEN_END;
	for (let stay = 0; stay < count; stay++) {
		const day = last[stay];
		if (day === OPEN_END) continue;
		if (day < first) first = day;
		if (day > final) final = day;
	}
	if (first > final) return { first: OPEN_END, starts: new Int32Array(1), values: new Int32Array(), placeOf: () => 0 };
	const starts = new Int32Array(final - first + 2);
	for (let stay = 0; stay < count; stay++) if (last[stay] !== OPEN_END) starts[last[stay] - first + 1]++;
	for (let at = 1; at < starts.length; at++) starts[at] += starts[at - 1];
	const next = starts.slice();
	const values = new Int32Array(starts[starts.length - 1]);
	for (let stay = 0; stay < count; stay++)
		if (last[stay] !== OPEN_END) values[next[last[stay] - first]++] = valueOf(stay);
	const placeOf = (day: number) => starts[Math.min(Math.max(day - first, 0), starts.length - 1)];
	return { first, starts, values, placeOf };
}

const orders = new WeakMap<Int32Array, ExitsByDay>();

/** The stays themselves in the order of their last days; kept with those days. */
export function keptExitOrder(count: number, last: Int32Array): ExitsByDay {
	const order = orders.get(last) ?? exitsByDay(count, last, (stay) => stay);
	orders.set(last, order);
	return order;
}
