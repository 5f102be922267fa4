import { pooledCounts } from './pooled-counts.ts';
import type { SurvivalCounts } from './survival-counts.ts';

/** A group at each time at which somebody leaves observation, by rising time. */
export interface RiskSteps {
	/** Cases ever at risk from the start of the curve on. */
	people: number;
	/** Time at which the curve starts. Above 0 it is conditional: given still there at that time. */
	from: number;
	times: Int32Array;
	/** Cases with entry < t <= time. */
	atRisk: Int32Array;
	/** Events of all causes; they come before the censorings of the same time. */
	events: Int32Array;
	censored: Int32Array;
	/** Events by cause, the first at index 0. */
	byCause: Int32Array[];
}

/**
 * The risk sets of one group, or of several taken together.
 *
 * With late entry few are at risk early, and one event can pull the curve to 0 for good. `atLeast` starts it at the
 * first time from which on so many are at risk; whoever ended by then is left out.
 *
 * @param groups indices of the groups taken together
 * @param atLeast cases at risk just after the start; 0 to start at time 0. Never reached: no people, no steps
 * @see METHODS 5.2
 * @example entry/time (0,4), (0,6), (5,7), (5,9), the last censored: at risk 2, 3, 2, 1 at times 4, 6, 7, 9
 */
export function riskSteps(counts: SurvivalCounts, groups: readonly number[], atLeast = 0): RiskSteps {
	const { starts, atRisk, ends } = pooledCounts(counts, groups);
	const first = atRisk.findIndex((number) => number >= atLeast);
	const kept: number[] = [];
	let people = 0;
	for (let t = Math.max(0, first); first >= 0 && t < counts.times; t++) {
		people += t === first ? atRisk[t] : starts[t];
		if (ends.some((count) => count[t] > 0)) kept.push(t);
	}
	const at = (count: Int32Array) => Int32Array.from(kept, (t) => count[t]);
	const byCause = ends.slice(1).map(at);
	return {
		people,
		from: Math.max(0, first - 1),
		times: Int32Array.from(kept),
		atRisk: at(atRisk),
		events: Int32Array.from(kept, (_, step) => byCause.reduce((sum, count) => sum + count[step], 0)),
		censored: at(ends[0]),
		byCause
	};
}
