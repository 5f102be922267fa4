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
