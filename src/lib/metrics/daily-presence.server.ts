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
	const fte = numberColumn(roster, 'fte').values;
	if (fte.every((share) => Number.isNaN(share))) return { dayTotal: () => null };
	const amounts = new Float64Array(stays.count);
	const isUnknown = new Uint8Array(stays.count);
	let unknown = 0;
	for (let stay = 0; stay < stays.count; stay++) {
		const share = fte[stays.row[stay]];
		if (Number.isNaN(share)) unknown += isUnknown[stay] = 1;
		else amounts[stay] = Math.round(share * PARTS);
	}
	const sums = dailySums(stays, amounts, groups, window);
	const gaps = unknown > 0 ? dailySums(stays, isUnknown, groups, window) : null;
	return {
		dayTotal(group, first, last) {
			let sum = 0;
			for (let at = group * days + first - from; at <= group * days + last - from; at++) {
				if (gaps !== null && gaps[at] > 0) return null;
				sum += sums[at];
			}
			return sum / PARTS;
		}
	};
}
