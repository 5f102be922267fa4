import type { ColumnTable } from '#lib/server/columns.ts';
import { countsOf, keptFlow, keptShares, sharesBetween } from './daily-flows.server.ts';
import type { DailyFlow, DailyShares, DescribedStays } from './daily-flows.server.ts';

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
	const dayTotal: DailyFte['dayTotal'] = (group, first, last) =>
		sharesBetween((shares ??= keptShares(roster, stays, groups, { from: from - 1, to })), group, first, last);
	return { ...flow, headcount: countsOf(flow).counts, fte: { dayTotal } };
}
