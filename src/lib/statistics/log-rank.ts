import { chiSquareUpperTail } from './chi-square-upper-tail.ts';
import type { PooledCounts } from './pooled-counts.ts';
import { symmetricFactor } from './symmetric-factor.ts';

export interface LogRank {
	/** Events of each group, and those expected if all groups had the same hazard at each time. */
	observed: number[];
	expected: number[];
	/** Null where there is nothing to test; `reason` says why. */
	chiSquare: number | null;
	degrees: number;
	p: number | null;
	/** 'one-group': fewer than two groups are at risk at any event; 'never-together': never two at the same event. */
	reason: 'no-events' | 'one-group' | 'never-together' | null;
}

interface Sums {
	observed: Float64Array;
	expected: Float64Array;
	/** Variance of observed - expected, row by row; the lower triangle. */
	variance: Float64Array;
}

/**
 * Log-rank test that groups have the same hazard at every time, with late entry.
 *
 * Averages over time: where curves cross it may see nothing; show restricted means too. Groups that are never at risk
 * at an event are left out, as are groups that never meet another: the degrees are those of what can be compared.
 *
 * @param groups counts of each group over the same times
 * @param causes causes, from 1, that count as events; all by default
 * @see METHODS 5.4; Mantel (1966), Cancer Chemother Rep 50, 163-170; Klein & Moeschberger (2003), ch. 7.3
 * @example 6-MP trial: observed 9 and 21, expected 19.2505 and 10.7495, chi-square 16.7929 on 1 degree
 */
export function logRank(groups: readonly PooledCounts[], causes?: readonly number[]): LogRank {
	return logRankAt(groups.map((group) => ({ atRisk: group.atRisk, events: eventsOf(group, causes) })));
}

/** One group at the same times as the others it is compared with. */
export interface GroupEvents {
	atRisk: ArrayLike<number>;
	events: ArrayLike<number>;
}

/** The same test from the events and the numbers at risk of each group at each time. */
export function logRankAt(groups: readonly GroupEvents[]): LogRank {
	const size = groups.length;
	const sums = {
		observed: new Float64Array(size),
		expected: new Float64Array(size),
		variance: new Float64Array(size * size)
	};
	const [atRisk, ended] = [new Float64Array(size), new Float64Array(size)];
	const times = groups[0]?.atRisk.length ?? 0;
	for (let t = 0; t < times; t++) {
		let all = 0;
		for (let index = 0; index < size; index++) all += ended[index] = groups[index].events[t];
		if (all === 0) continue;
		for (let index = 0; index < size; index++) atRisk[index] = groups[index].atRisk[t];
		addTime(sums, atRisk, ended);
	}
	return tested(sums);
}

/** Events of the causes that count, at each time. */
export function eventsOf({ atRisk, ends }: PooledCounts, causes?: readonly number[]): Int32Array {
	const events = new Int32Array(atRisk.length);
	for (let cause = 1; cause < ends.length; cause++) {
		if (causes?.includes(cause) === false) continue;
		const own = ends[cause];
		for (let t = 0; t < events.length; t++) events[t] += own[t];
	}
	return events;
}

function addTime({ observed, expected, variance }: Sums, atRisk: Float64Array, events: Float64Array): void {
	const size = atRisk.length;
	let [n, d] = [0, 0];
	for (let index = 0; index < size; index++) {
		n += atRisk[index];
		d += events[index];
	}
	const weight = n > 1 ? (d * (n - d)) / (n - 1) : 0;
	for (let row = 0; row < size; row++) {
		const share = atRisk[row] / n;
		observed[row] += events[row];
		expected[row] += d * share;
		if (share === 0 || weight === 0) continue;
		for (let column = 0; column < row; column++) variance[row * size + column] -= (weight * share * atRisk[column]) / n;
		variance[row * size + row] += weight * share * (1 - share);
	}
}

function tested({ observed, expected, variance }: Sums): LogRank {
	const size = observed.length;
	const difference = observed.map((count, index) => count - expected[index]);
	const factor = symmetricFactor(variance, size);
	const solved = factor.solve(difference);
	const chiSquare = solved.reduce((sum, value, index) => sum + value * difference[index], 0);
	const compared = expected.filter((count) => count > 0).length;
	const reason =
		compared === 0 ? 'no-events' : compared === 1 ? 'one-group' : factor.rank === 0 ? 'never-together' : null;
	return {
		observed: [...observed],
		expected: [...expected],
		chiSquare: reason ? null : chiSquare,
		degrees: factor.rank,
		p: reason ? null : chiSquareUpperTail(chiSquare, factor.rank),
		reason
	};
}
