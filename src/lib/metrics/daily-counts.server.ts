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
