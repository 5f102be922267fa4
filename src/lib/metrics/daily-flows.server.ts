import type { ColumnTable } from '#lib/server/columns.ts';
import { numberColumn } from '#lib/server/columns.ts';
import { OPEN_END } from './employment-spells.server.ts';
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

/** Stays that may begin in another group than the one they end in. */
export interface MovingStays extends Stays {
	startGroup?: ArrayLike<number>;
}

/** Stays by group and day of a window: `[group * days + (day - from)]`. */
export interface DailyFlow {
	from: number;
	days: number;
	/** Stays that begin on the day; on the first day of the window those that began before and last until then too. */
	starts: Int32Array;
	/** Stays whose last day it is. */
	ends: Int32Array;
}

/**
 * How many stays begin and how many end on each day of a window, by group; in one pass, whatever their length.
 *
 * @param groups number of groups
 */
export function dailyFlow(stays: MovingStays, groups: number, from: number, to: number): DailyFlow {
	const days = to - from + 1;
	const [starts, ends] = [new Int32Array(groups * days), new Int32Array(groups * days)];
	const { count, first, last, group: endGroup, startGroup = endGroup } = stays;
	for (let stay = 0; stay < count; stay++) {
		const [begin, end] = [first[stay], last[stay]];
		if (end < begin || begin > to || end < from) continue;
		starts[(startGroup ? startGroup[stay] : 0) * days + (begin < from ? 0 : begin - from)]++;
		if (end <= to) ends[(endGroup ? endGroup[stay] : 0) * days + end - from]++;
	}
	return { from, days, starts, ends };
}

/** The same of all groups together: one group. */
export function flowOfAll({ from, days, starts, ends }: DailyFlow): DailyFlow {
	if (starts.length === days) return { from, days, starts, ends };
	const all = { from, days, starts: new Int32Array(days), ends: new Int32Array(days) };
	for (let at = 0; at < starts.length; at++) {
		all.starts[at % days] += starts[at];
		all.ends[at % days] += ends[at];
	}
	return all;
}

/** How many stays cover each day, by group; of stays that begin and end in the same group. */
export function countsOf({ from, days, starts, ends }: DailyFlow): DailyCounts {
	const counts = new Int32Array(starts.length);
	for (let base = 0; base < counts.length; base += days) {
		let running = 0;
		for (let at = base; at < base + days; at++) {
			counts[at] = running += starts[at];
			running -= ends[at];
		}
	}
	return { from, days, counts };
}

/**
 * How many stays cover each day of a window, by group.
 *
 * @param groups number of groups
 */
export function dailyCounts(stays: Stays, groups: number, from: number, to: number): DailyCounts {
	return countsOf(dailyFlow(stays, groups, from, to));
}

/** Stays with the roster row that describes each. */
export interface DescribedStays extends Stays {
	row: Uint32Array;
}

/** Beyond so many groups and days nothing is kept, and each window is counted from the stays. */
export const MOST_CELLS = 4_000_000;
const NO_GROUPS = {};

/** What is known of stays by their last days and, inside, their groups; it goes with them. */
function known<T>() {
	const byLast = new WeakMap<Int32Array, WeakMap<object, T>>();
	return (last: Int32Array, groups: object, find: () => T): T => {
		const own = byLast.get(last) ?? new WeakMap<object, T>();
		byLast.set(last, own);
		const value = own.get(groups) ?? find();
		own.set(groups, value);
		return value;
	};
}

const keptStays = known<DescribedStays>();
const keptMovingStays = known<DescribedStays & MovingStays>();

/**
 * Spells as stays until a last day, each in the group of its last row; all in group 0 without a grouping. Kept as long
 * as the spells and the codes are in memory, like all that is found of them.
 *
 * @param last day number on which each spell stops counting
 */
export function staysOf(spells: EmploymentSpells, last: Int32Array, grouping: Grouping | null): DescribedStays {
	return keptStays(last, grouping?.codes ?? NO_GROUPS, () => {
		const stays = { count: spells.count, first: spells.first, last, row: spells.lastRow };
		return grouping === null ? stays : { ...stays, group: groupsOf(spells.lastRow, spells.count, grouping.codes) };
	});
}

/** The same, beginning in the group of their first row. */
export function movingStaysOf(spells: EmploymentSpells, last: Int32Array, grouping: Grouping): MovingStays {
	return keptMovingStays(last, grouping.codes, () => {
		const startGroup = groupsOf(spells.firstRow, spells.count, grouping.codes);
		return { ...staysOf(spells, last, grouping), startGroup };
	});
}

function groupsOf(rows: Uint32Array, count: number, codes: Grouping['codes']): Uint16Array | Uint32Array {
	const groups = codes instanceof Uint32Array ? new Uint32Array(count) : new Uint16Array(count);
	for (let stay = 0; stay < count; stay++) groups[stay] = codes[rows[stay]];
	return groups;
}

interface Span {
	from: number;
	to: number;
}
const spans = new WeakMap<Stays, Span>();

/** The days of stays that are kept, from the first beginning to the last beginning or end; null where they are too many. */
export function keptSpan(stays: Stays, groups: number): Span | null {
	const span = spans.get(stays) ?? spanOf(stays);
	spans.set(stays, span);
	return groups * (span.to - span.from + 1) > MOST_CELLS ? null : span;
}

function spanOf({ count, first, last }: Stays): Span {
	if (count === 0) return { from: 0, to: 0 };
	let [from, to] = [first[0], first[0]];
	for (let stay = 0; stay < count; stay++) {
		const [begin, end] = [first[stay], last[stay]];
		if (begin < from) from = begin;
		if (begin > to) to = begin;
		if (end > to && end !== OPEN_END) to = end;
	}
	return { from, to };
}

const flows = new WeakMap<Stays, DailyFlow>();

/**
 * The daily flow of stays that are kept; counted once over all days there are, so that another window costs no more
 * than its days.
 *
 * @see dailyFlow
 */
export function keptFlow(stays: MovingStays, groups: number, from: number, to: number): DailyFlow {
	const span = keptSpan(stays, groups);
	if (span === null) return dailyFlow(stays, groups, from, to);
	const whole = flows.get(stays) ?? dailyFlow(stays, groups, span.from, span.to);
	flows.set(stays, whole);
	return windowOf(whole, groups, from, to);
}

function windowOf(whole: DailyFlow, groups: number, from: number, to: number): DailyFlow {
	const days = to - from + 1;
	const [starts, ends] = [new Int32Array(groups * days), new Int32Array(groups * days)];
	const [first, end] = [Math.max(from, whole.from), Math.min(to + 1, whole.from + whole.days)];
	for (let group = 0; group < groups; group++) {
		const base = group * whole.days - whole.from;
		if (first < end) {
			starts.set(whole.starts.subarray(base + first, base + end), group * days + first - from);
			ends.set(whole.ends.subarray(base + first, base + end), group * days + first - from);
		}
		const until = Math.min(from, whole.from + whole.days);
		for (let day = whole.from; day < until; day++)
			starts[group * days] += whole.starts[base + day] - whole.ends[base + day];
	}
	return { from, days, starts, ends };
}

// Shares are added as millionths: whole numbers, whose sums do not depend on the order.
const PARTS = 1e6;

/** Working time by group and day: `given[group * width + (day - from)]`; the last entry of a group is for all later days. */
export interface DailyShares {
	from: number;
	width: number;
	/** Millionths of full-time posts; null where the roster gives no share at all. */
	given: Float64Array | null;
	/** Stays without a share; null where all have one. */
	gaps: Int32Array | null;
}

/**
 * Working-time shares of the stays that cover each day, by group.
 *
 * @param roster fte (number): the share of a full-time post of each row
 */
function dailyShares(
	roster: ColumnTable,
	stays: DescribedStays,
	groups: number,
	{ from, to }: { from: number; to: number }
): DailyShares {
	const fte = numberColumn(roster, 'fte').values;
	const width = to - from + 2;
	if (!isAnyGiven(roster)) return { from, width, given: null, gaps: null };
	const { count, first, last, row, group: groupOf } = stays;
	const [given, gaps] = [new Float64Array(groups * width), new Int32Array(groups * width)];
	let unknown = 0;
	for (let stay = 0; stay < count; stay++) {
		const [begin, end] = [first[stay], last[stay]];
		if (end < begin || begin > to || end < from) continue;
		const base = (groupOf ? groupOf[stay] : 0) * width - from;
		const start = base + (begin < from ? from : begin);
		const share = fte[row[stay]];
		const parts = Math.round(share * PARTS);
		if (Number.isNaN(share)) {
			unknown++;
			gaps[start]++;
			if (end <= to) gaps[base + end + 1]--;
		} else {
			given[start] += parts;
			if (end <= to) given[base + end + 1] -= parts;
		}
	}
	for (const changes of [given, gaps]) addUp(changes, width);
	return { from, width, given, gaps: unknown > 0 ? gaps : null };
}

/** Changes from day to day become levels, group by group. */
function addUp(changes: Float64Array | Int32Array, width: number): void {
	for (let base = 0; base < changes.length; base += width)
		for (let at = base + 1; at < base + width; at++) changes[at] += changes[at - 1];
}

const givenShares = new WeakMap<ColumnTable, boolean>();

/** Whether the roster has any share; looked for once. */
function isAnyGiven(roster: ColumnTable): boolean {
	const known = givenShares.get(roster) ?? numberColumn(roster, 'fte').values.some((share) => !Number.isNaN(share));
	givenShares.set(roster, known);
	return known;
}

const shares = new WeakMap<DescribedStays, DailyShares>();

/**
 * Working time of stays that are kept; added up once over all days there are, or where those are too many, over a window.
 *
 * @param roster fte (number): the share of a full-time post of each row
 */
export function keptShares(
	roster: ColumnTable,
	stays: DescribedStays,
	groups: number,
	window: { from: number; to: number }
): DailyShares {
	const span = keptSpan(stays, groups);
	const own = shares.get(stays) ?? dailyShares(roster, stays, groups, span ?? window);
	if (span) shares.set(stays, own);
	return own;
}

/** Full-time equivalents of a group over days (day numbers, both included); null where a share is not given. */
export function sharesBetween(shares: DailyShares, group: number, first: number, last: number): number | null {
	const { from, width, given, gaps } = shares;
	if (given === null) return null;
	let sum = 0;
	for (let day = Math.max(first, from); day <= last; day++) {
		const at = group * width + Math.min(day - from, width - 1);
		if (gaps !== null && gaps[at] > 0) return null;
		sum += given[at];
	}
	return sum / PARTS;
}
