import { benjaminiHochberg } from './benjamini-hochberg.ts';
import { eventsOf, logRankAt } from './log-rank.ts';
import type { LogRank } from './log-rank.ts';
import type { PooledCounts } from './pooled-counts.ts';

export interface RestLogRank {
	/** Null where there is nothing to test; `reason` says why. */
	chiSquare: number | null;
	p: number | null;
	/** Benjamini-Hochberg over the groups tested. */
	q: number | null;
	/** 'too-small': fewer cases than are tested. */
	reason: LogRank['reason'] | 'too-small';
}

/**
 * Log-rank test of each group against all the others together, adjusted for testing many.
 *
 * Says that a group's hazard differs, not in which direction: read observed against expected events, or the curves.
 *
 * @param groups counts of each group over the same times
 * @param causes causes, from 1, that count as events; all by default
 * @param leastCases a group with fewer cases is not tested and does not count in the adjustment
 * @see METHODS 5.4, 4.2; Benjamini & Hochberg (1995), JRSS B 57, 289-300
 * @example 6-MP trial, two groups: chi-square 16.7929 and the same p for both
 */
export function logRankAgainstRest(
	groups: readonly PooledCounts[],
	causes?: readonly number[],
	leastCases = 1
): RestLogRank[] {
	const own = groups.map((group) => ({ atRisk: group.atRisk, events: eventsOf(group, causes) }));
	const all = { atRisk: sumOf(groups.map(({ atRisk }) => atRisk)), events: sumOf(own.map(({ events }) => events)) };
	const times = timesWith(all.events);
	const everybody = at(all, times);
	const tests = groups.map(({ starts }, index) => {
		if (total(starts) < leastCases) return null;
		const group = at(own[index], times);
		return logRankAt([group, less(everybody, group)]);
	});
	const q = benjaminiHochberg(tests.map((test) => test?.p ?? null));
	return tests.map((test, index) => ({
		chiSquare: test?.chiSquare ?? null,
		p: test?.p ?? null,
		q: q[index],
		reason: test === null ? 'too-small' : test.reason
	}));
}

interface Counts {
	atRisk: Int32Array;
	events: Int32Array;
}

function sumOf(parts: readonly Int32Array[]): Int32Array {
	const sum = new Int32Array(parts[0]?.length ?? 0);
	for (const part of parts) for (let t = 0; t < sum.length; t++) sum[t] += part[t];
	return sum;
}

function total(counts: Int32Array): number {
	let sum = 0;
	for (let t = 0; t < counts.length; t++) sum += counts[t];
	return sum;
}

/** Times at which anything happens: the others say nothing. */
function timesWith(events: Int32Array): Int32Array {
	const times = new Int32Array(events.length);
	let size = 0;
	for (let t = 0; t < events.length; t++) if (events[t] > 0) times[size++] = t;
	return times.subarray(0, size);
}

function at({ atRisk, events }: Counts, times: Int32Array): Counts {
	const found = { atRisk: new Int32Array(times.length), events: new Int32Array(times.length) };
	for (let step = 0; step < times.length; step++) {
		found.atRisk[step] = atRisk[times[step]];
		found.events[step] = events[times[step]];
	}
	return found;
}

function less(all: Counts, own: Counts): Counts {
	const rest = { atRisk: all.atRisk.slice(), events: all.events.slice() };
	for (let step = 0; step < own.events.length; step++) {
		rest.atRisk[step] -= own.atRisk[step];
		rest.events[step] -= own.events[step];
	}
	return rest;
}
