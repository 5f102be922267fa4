import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import { clockEnds, codeOf, employmentSpells, OPEN_END, personColumn } from './employment-spells.server.ts';
import type { EmploymentSpells, SpellOptions } from './employment-spells.server.ts';
import type { Clock } from './metric.ts';

type Variants = Map<string, EmploymentSpells>;

interface Kept {
	/** Without groups. */
	whole: Variants;
	/** By the codes that group the rows. */
	byGroup: WeakMap<object, Variants>;
}

const kept = new WeakMap<ColumnTable, Kept>();

/**
 * The employment spells of a published roster, cleaned once and kept while its columns are in memory. Columns of a
 * version and the role codes of its rows never change in place; other role rules make another array of codes, and what
 * was kept under the former goes with it. Where nobody has rows of two groups, the spells by group are those without.
 *
 * @see employmentSpells
 */
export function keptSpells(table: ColumnTable, options: SpellOptions = {}): EmploymentSpells {
	const variants = variantsOf(table, options.group);
	const { group, withoutContractors = false, gapDays = 0 } = options;
	const key = `${withoutContractors} ${gapDays}`;
	const known = variants.get(key);
	if (known) return known;
	const spells = likeOthers(table, { group, withoutContractors, gapDays }) ?? employmentSpells(table, options);
	variants.set(key, spells);
	return spells;
}

/** Spells that are the same by other options: without contractors where there are none, by group where nobody moves. */
function likeOthers(table: ColumnTable, { group, ...others }: SpellOptions): EmploymentSpells | null {
	if (others.withoutContractors && codeOf(codeColumn(table, 'employmentType'), 'contractor') < 0)
		return keptSpells(table, { ...others, group, withoutContractors: false });
	if (group === undefined) return null;
	const whole = keptSpells(table, others);
	return hasMoves(table, whole, group) ? null : whole;
}

/** Whether anybody has rows of more than one group. */
function hasMoves(table: ColumnTable, { quality }: EmploymentSpells, group: ArrayLike<number>): boolean {
	const person = personColumn(table);
	if (quality.persons === table.rowCount) return false;
	for (let row = 1; row < table.rowCount; row++)
		if (group[row] !== group[row - 1] && person[row] === person[row - 1]) return true;
	return false;
}

const ends = new WeakMap<EmploymentSpells, Map<Clock, Int32Array>>();

/**
 * The last day each of the kept spells counts by a clock, kept with them.
 *
 * @see clockEnds
 */
export function keptEnds(table: ColumnTable, spells: EmploymentSpells, clock: Clock): Int32Array {
	const own = ends.get(spells) ?? new Map<Clock, Int32Array>();
	ends.set(spells, own);
	const known = own.get(clock) ?? clockEnds(table, spells, clock);
	own.set(clock, known);
	return known;
}

/** What is known of stays in the order of their days: that of day `first + at` stands from `starts[at]` to the next. */
export interface ValuesByDay {
	/** The first day there is; OPEN_END where there is none. */
	first: number;
	starts: Int32Array;
	values: Int32Array;
	/** The place of the first value of a day or a later one. */
	placeOf(day: number): number;
}

/**
 * Puts stays in the order of their first or their last days.
 *
 * @param days day number of each stay; OPEN_END where it has none, and is left out
 * @param valueOf what is to be known of a stay; a whole number
 */
export function valuesByDay(count: number, days: Int32Array, valueOf: (stay: number) => number): ValuesByDay {
	let first = OPEN_END;
	let final = -OPEN_END;
	for (let stay = 0; stay < count; stay++) {
		const day = days[stay];
		if (day === OPEN_END) continue;
		if (day < first) first = day;
		if (day > final) final = day;
	}
	if (first > final) return { first: OPEN_END, starts: new Int32Array(1), values: new Int32Array(), placeOf: () => 0 };
	const starts = new Int32Array(final - first + 2);
	for (let stay = 0; stay < count; stay++) if (days[stay] !== OPEN_END) starts[days[stay] - first + 1]++;
	for (let at = 1; at < starts.length; at++) starts[at] += starts[at - 1];
	const next = starts.slice();
	const values = new Int32Array(starts[starts.length - 1]);
	for (let stay = 0; stay < count; stay++)
		if (days[stay] !== OPEN_END) values[next[days[stay] - first]++] = valueOf(stay);
	const placeOf = (day: number) => starts[Math.min(Math.max(day - first, 0), starts.length - 1)];
	return { first, starts, values, placeOf };
}

const orders = new WeakMap<Int32Array, ValuesByDay>();

/** The stays themselves in the order of their last days; kept with those days. */
export function keptExitOrder(count: number, last: Int32Array): ValuesByDay {
	const order = orders.get(last) ?? valuesByDay(count, last, (stay) => stay);
	orders.set(last, order);
	return order;
}

function variantsOf(table: ColumnTable, group: SpellOptions['group']): Variants {
	const own = kept.get(table) ?? { whole: new Map(), byGroup: new WeakMap() };
	kept.set(table, own);
	if (group === undefined) return own.whole;
	const variants = own.byGroup.get(group) ?? (new Map() as Variants);
	own.byGroup.set(group, variants);
	return variants;
}

interface Place<T> {
	found: T | undefined;
	next: WeakMap<object, Place<T>>;
}

/**
 * Keeps what was found of several things together, in their order, as long as the first of them are in memory. None of
 * them changes in place.
 */
export function keptTogether<T>(): (things: readonly object[], find: () => T) => T {
	const first: Place<T> = { found: undefined, next: new WeakMap() };
	return (things, find) => {
		let place = first;
		for (const thing of things) {
			const next = place.next.get(thing) ?? { found: undefined, next: new WeakMap() };
			place.next.set(thing, next);
			place = next;
		}
		return (place.found ??= find());
	};
}
