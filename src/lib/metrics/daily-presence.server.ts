import type { ColumnTable } from '#lib/server/columns.ts';
import { numberColumn } from '#lib/server/columns.ts';
import { dailyCounts, dailySums } from './daily-counts.server.ts';
import type { DescribedStays } from './daily-counts.server.ts';

// Shares are added as millionths: whole numbers, whose sums do not depend on the order.
const PARTS = 1e6;

/** Working time by group and day. */
export interface DailyFte {
	/** Full-time equivalents of a group over days (day numbers, both included); null where a share is not given. */
	dayTotal(group: number, from: number, to: number): number | null;
}

/** People and working time by group and day: `headcount[group * days + (day - from)]`. */
export interface DailyPresence {
	from: number;
	days: number;
	headcount: Int32Array;
	fte: DailyFte;
}

/** Who is there on each day of a window and of the day before it, by group. */
export function dailyPresence(
	roster: ColumnTable,
	stays: DescribedStays,
	groups: number,
	{ from, to }: { from: number; to: number }
): DailyPresence {
	const days = { from: from - 1, to };
	const { counts, ...place } = dailyCounts(stays, groups, days.from, to);
	return { ...place, headcount: counts, fte: dailyFte(roster, stays, groups, days) };
}

/**
 * Full-time equivalents (sum of working-time shares) of the stays that cover each day, by group.
 *
 * @param roster fte (number): the share of a full-time post of each row
 */
function dailyFte(
	roster: ColumnTable,
	stays: DescribedStays,
	groups: number,
	window: { from: number; to: number }
): DailyFte {
	const { from, to } = window;
	const days = to - from + 1;
	// Worked out when first asked for: many who ask for people never ask for working time.
	let sums: DailyShares | undefined;
	return {
		dayTotal(group, first, last) {
			sums ??= dailyShares(roster, stays, groups, window);
			if (sums.isNothingGiven) return null;
			let sum = 0;
			for (let at = group * days + first - from; at <= group * days + last - from; at++) {
				if (sums.gaps !== null && sums.gaps[at] > 0) return null;
				sum += sums.given[at];
			}
			return sum / PARTS;
		}
	};
}

/** Shares given, in millionths, and stays without one, by group and day. */
interface DailyShares {
	isNothingGiven: boolean;
	given: Float64Array;
	gaps: Float64Array | null;
}

function dailyShares(
	roster: ColumnTable,
	stays: DescribedStays,
	groups: number,
	window: { from: number; to: number }
): DailyShares {
	const fte = numberColumn(roster, 'fte').values;
	if (fte.every((share) => Number.isNaN(share)))
		return { isNothingGiven: true, given: new Float64Array(0), gaps: null };
	const { count, first, last, row } = stays;
	const amounts = new Float64Array(count);
	const isUnknown = new Uint8Array(count);
	let unknown = 0;
	for (let stay = 0; stay < count; stay++) {
		if (first[stay] > window.to || last[stay] < window.from) continue;
		const share = fte[row[stay]];
		if (Number.isNaN(share)) unknown += isUnknown[stay] = 1;
		else amounts[stay] = Math.round(share * PARTS);
	}
	const given = dailySums(stays, amounts, groups, window);
	return { isNothingGiven: false, given, gaps: unknown > 0 ? dailySums(stays, isUnknown, groups, window) : null };
}
