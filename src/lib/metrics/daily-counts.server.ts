import type { EmploymentSpells } from './employment-spells.server.ts';

/** People per group and day: `counts[group * days + (day - from)]`. */
export interface DailyCounts {
	from: number;
	days: number;
	counts: Int32Array;
}

/** Stays from a first to a last day (inclusive), each in one group; a stay that ends before it begins counts nowhere. */
export interface Stays {
	count: number;
	first: Int32Array;
	last: Int32Array;
	/** Group of a stay; all in group 0 where absent. */
	group?: ArrayLike<number>;
}

/** The group of every row of a table, by index into the words. */
export interface Grouping {
	codes: Uint8Array | Uint16Array | Uint32Array;
	words: readonly string[];
}

/** Stays with the roster row that describes each. */
export interface DescribedStays extends Stays {
	row: Uint32Array;
}

/**
 * Spells as stays until a last day, each in the group of its first or last row; all in group 0 without a grouping.
 *
 * @param last day number on which each spell stops counting
 */
export function staysOf(
	spells: EmploymentSpells,
	last: Int32Array,
	grouping: Grouping | null,
	edge: 'firstRow' | 'lastRow' = 'lastRow'
): DescribedStays {
	const stays = { count: spells.count, first: spells.first, last, row: spells.lastRow };
	if (grouping === null) return stays;
	return { ...stays, group: groupsOf(spells[edge], spells.count, grouping.codes) };
}

const kept = new WeakMap<Uint32Array, WeakMap<object, Uint16Array | Uint32Array>>();

/** The group of each of these rows; kept while the spells and the codes are in memory. */
function groupsOf(rows: Uint32Array, count: number, codes: Grouping['codes']): Uint16Array | Uint32Array {
	const own = kept.get(rows) ?? new WeakMap<object, Uint16Array | Uint32Array>();
	kept.set(rows, own);
	const known = own.get(codes);
	if (known) return known;
	const groups = codes instanceof Uint32Array ? new Uint32Array(count) : new Uint16Array(count);
	for (let spell = 0; spell < count; spell++) groups[spell] = codes[rows[spell]];
	own.set(codes, groups);
	return groups;
}

/**
 * How many stays cover each day of a window, by group; in one pass, whatever the length of the stays.
 *
 * @param groups number of groups
 */
export function dailyCounts(stays: Stays, groups: number, from: number, to: number): DailyCounts {
	const days = to - from + 1;
	// One more slot a group, for stays that end on the last day.
	const changes = new Int32Array(groups * (days + 1));
	const { count, first, last, group: groupOf } = stays;
	for (let stay = 0; stay < count; stay++) {
		const [begin, end] = [first[stay], last[stay]];
		if (end < begin || begin > to || end < from) continue;
		const base = (groupOf ? groupOf[stay] : 0) * (days + 1) - from;
		changes[base + (begin < from ? from : begin)]++;
		changes[base + (end > to ? to : end) + 1]--;
	}
	const counts = new Int32Array(groups * days);
	for (let group = 0; group < groups; group++) {
		let running = 0;
		for (let day = 0; day < days; day++) {
			running += changes[group * (days + 1) + day];
			counts[group * days + day] = running;
		}
	}
	return { from, days, counts };
}

/** How many stays begin (or end) on each day of a window, by group. */
export function dailyEvents(
	stays: Stays,
	edge: 'first' | 'last',
	groups: number,
	from: number,
	to: number
): DailyCounts {
	const days = to - from + 1;
	const counts = new Int32Array(groups * days);
	const on = stays[edge];
	for (let stay = 0; stay < stays.count; stay++) {
		if (on[stay] < from || on[stay] > to || stays.last[stay] < stays.first[stay]) continue;
		counts[(stays.group ? stays.group[stay] : 0) * days + on[stay] - from]++;
	}
	return { from, days, counts };
}

/**
 * Sum of an amount over the stays that cover each day, by group. Amounts are whole numbers, so that sums stay exact
 * however many stays begin and end.
 *
 * @param amounts of each stay
 * @returns `sums[group * days + (day - from)]`
 */
export function dailySums(
	stays: Stays,
	amounts: ArrayLike<number>,
	groups: number,
	{ from, to }: { from: number; to: number }
): Float64Array {
	const days = to - from + 1;
	const changes = new Float64Array(groups * (days + 1));
	const { count, first, last, group: groupOf } = stays;
	for (let stay = 0; stay < count; stay++) {
		const [begin, end] = [first[stay], last[stay]];
		if (end < begin || begin > to || end < from) continue;
		const base = (groupOf ? groupOf[stay] : 0) * (days + 1) - from;
		changes[base + (begin < from ? from : begin)] += amounts[stay];
		changes[base + (end > to ? to : end) + 1] -= amounts[stay];
	}
	const sums = new Float64Array(groups * days);
	for (let group = 0; group < groups; group++) {
		let running = 0;
		for (let day = 0; day < days; day++) {
			running += changes[group * (days + 1) + day];
			sums[group * days + day] = running;
		}
	}
	return sums;
}
