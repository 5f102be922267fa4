import type { ColumnTable } from '#lib/server/columns.ts';
import { numberColumn } from '#lib/server/columns.ts';
import { countsOf, keptFlow, keptSpan } from './daily-flows.server.ts';
import type { DailyFlow, DescribedStays } from './daily-flows.server.ts';

// Shares are added as millionths: whole numbers, whose sums do not depend on the order.
const PARTS = 1e6;

/** Working time by group and day: `given[group * width + (day - from)]`; the last entry of a group is for all later days. */
interface DailyShares {
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
	if (fte.every((share) => Number.isNaN(share))) return { from, width, given: null, gaps: null };
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

/** Full-time equivalents of a group over days (day numbers, both included); null where a share is not given. */
function fteBetween(shares: DailyShares, group: number, first: number, last: number): number | null {
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

/** Working time by group and day. */
export interface DailyFte {
	/** Full-time equivalents of a group over days (day numbers, both included); null where a share is not given. */
	dayTotal(group: number, from: number, to: number): number | null;
}

/** People and working time by group and day: `headcount[group * days + (day - from)]`; with who comes and goes. */
export interface DailyPresence extends DailyFlow {
	headcount: Int32Array;
	fte: DailyFte;
}

const kept = new WeakMap<DescribedStays, DailyShares>();

/** Who is there on each day of a window and of the day before it, by group. */
export function dailyPresence(
	roster: ColumnTable,
	stays: DescribedStays,
	groups: number,
	{ from, to }: { from: number; to: number }
): DailyPresence {
	const flow = keptFlow(stays, groups, from - 1, to);
	// Worked out when first asked for: many who ask for people never ask for working time.
	let shares: DailyShares | undefined;
	const found = () => {
		const span = keptSpan(stays, groups);
		const own = kept.get(stays) ?? dailyShares(roster, stays, groups, span ?? { from: from - 1, to });
		if (span) kept.set(stays, own);
		return own;
	};
	const dayTotal: DailyFte['dayTotal'] = (group, first, last) => fteBetween((shares ??= found()), group, first, last);
	return { ...flow, headcount: countsOf(flow).counts, fte: { dayTotal } };
}
