import type { PooledCounts } from './pooled-counts.ts';

/** A group at each time at which somebody leaves observation, by rising time. */
export interface RiskSteps {
	/** Cases ever at risk from the start of the curve on. */
	people: number;
	/** Time at which the curve starts. Above 0 it is conditional: given still there at that time. */
	from: number;
	times: Int32Array;
	/** Cases with entry < t <= time. */
	atRisk: Int32Array;
	/** Events of the causes that count; they come before the censorings of the same time. */
	events: Int32Array;
	censored: Int32Array;
	/** Events by cause, those that count, in their order. */
	byCause: Int32Array[];
}

export interface RiskOptions {
	/** Cases at risk just after the start; 0, the default, starts at time 0. */
	atLeast?: number;
	/** Causes, from 1, that count as events; the others are then censored. All by default. */
	causes?: readonly number[];
}

/**
 * The risk sets of a group: how many are at risk, and how many leave, at each time at which somebody does.
 *
 * With late entry few are at risk early, and one event can pull the curve to 0 for good. `atLeast` starts it at the
 * first time from which on so many are at risk; whoever ended by then is left out.
 *
 * @returns no people and no steps where so many are never at risk together
 * @see METHODS 5.1, 5.2
 * @example entry/time (0,4), (0,6), (5,7), (5,9), the last censored: at risk 2, 3, 2, 1 at times 4, 6, 7, 9
 */
export function riskSteps(counts: PooledCounts, { atLeast = 0, causes }: RiskOptions = {}): RiskSteps {
	const { starts, atRisk, ends } = counts;
	const isEvent = ends.map((_, cause) => cause > 0 && (causes?.includes(cause) ?? true));
	const first = atRisk.findIndex((number) => number >= atLeast);
	const leaving = total(ends, atRisk.length);
	const kept = new Int32Array(atRisk.length);
	let [people, steps] = [0, 0];
	for (let t = Math.max(0, first); first >= 0 && t < atRisk.length; t++) {
		people += t === first ? atRisk[t] : starts[t];
		if (leaving[t] > 0) kept[steps++] = t;
	}
	const times = kept.slice(0, steps);
	const byCause = ends.filter((_, cause) => isEvent[cause]).map((own) => valuesAt(own, times));
	const others = ends.filter((_, cause) => !isEvent[cause]).map((own) => valuesAt(own, times));
	return {
		people,
		from: Math.max(0, first - 1),
		times,
		atRisk: valuesAt(atRisk, times),
		events: total(byCause, steps),
		censored: total(others, steps),
		byCause
	};
}

function valuesAt(values: Int32Array, times: Int32Array): Int32Array {
	const found = new Int32Array(times.length);
	for (let step = 0; step < times.length; step++) found[step] = values[times[step]];
	return found;
}

function total(parts: Int32Array[], length: number): Int32Array {
	const sum = new Int32Array(length);
	for (const part of parts) for (let index = 0; index < length; index++) sum[index] += part[index];
	return sum;
}
