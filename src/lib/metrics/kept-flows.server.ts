import { dailyFlow } from './daily-counts.server.ts';
import type { DailyFlow, Grouping, MovingStays, Stays } from './daily-counts.server.ts';
import { OPEN_END } from './employment-spells.server.ts';
import type { EmploymentSpells } from './employment-spells.server.ts';

/** Stays with the roster row that describes each. */
export interface DescribedStays extends Stays {
	row: Uint32Array;
}

// Beyond so many groups and days nothing is kept, and each window is counted from the stays.
const MOST_CELLS = 4_000_000;
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
