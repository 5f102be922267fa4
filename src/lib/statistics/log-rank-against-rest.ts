import { benjaminiHochberg } from './benjamini-hochberg.ts';
import { logRank } from './log-rank.ts';
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
	if (groups.length === 0) return [];
	const all = sumOf(groups);
	const tests = groups.map((own) => {
		const cases = own.starts.reduce((sum, count) => sum + count, 0);
		return cases < leastCases ? null : logRank([own, lessOf(all, own)], causes);
	});
	const q = benjaminiHochberg(tests.map((test) => test?.p ?? null));
	return tests.map((test, index) => ({
		chiSquare: test?.chiSquare ?? null,
		p: test?.p ?? null,
		q: q[index],
		reason: test === null ? 'too-small' : test.reason
	}));
}

function sumOf(groups: readonly PooledCounts[]): PooledCounts {
	return combined(groups[0], (arrayOf) => {
		const sum = new Int32Array(arrayOf(groups[0]).length);
		for (const group of groups) arrayOf(group).forEach((count, t) => (sum[t] += count));
		return sum;
	});
}

function lessOf(all: PooledCounts, own: PooledCounts): PooledCounts {
	return combined(all, (arrayOf) => arrayOf(all).map((count, t) => count - arrayOf(own)[t]));
}

/** Counts of the shape of these, each array made from that of the same place. */
function combined(
	shape: PooledCounts,
	make: (arrayOf: (counts: PooledCounts) => Int32Array) => Int32Array
): PooledCounts {
	return {
		starts: make(({ starts }) => starts),
		atRisk: make(({ atRisk }) => atRisk),
		ends: shape.ends.map((_, cause) => make(({ ends }) => ends[cause]))
	};
}
