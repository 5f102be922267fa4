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
	const leaving = new Int32Array(atRisk.length);
	for (const own of ends) for (let t = 0; t < own.length; t++) leaving[t] += own[t];
	const kept: number[] = [];
	let people = 0;
	for (let t = Math.max(0, first); first >= 0 && t < atRisk.length; t++) {
		people += t === first ? atRisk[t] : starts[t];
		if (leaving[t] > 0) kept.push(t);
	}
	const at = (own: Int32Array) => Int32Array.from(kept, (t) => own[t]);
	const sum = (chosen: boolean) => total(ends.filter((_, cause) => isEvent[cause] === chosen).map(at), kept.length);
	return {
		people,
		from: Math.max(0, first - 1),
		times: Int32Array.from(kept),
		atRisk: at(atRisk),
		events: sum(true),
		censored: sum(false),
		byCause: ends.filter((_, cause) => isEvent[cause]).map(at)
	};
}

function total(parts: Int32Array[], length: number): Int32Array {
	const sum = new Int32Array(length);
	for (const part of parts) for (let step = 0; step < length; step++) sum[step] += part[step];
	return sum;
}
