import type { SurvivalCounts } from './survival-counts.ts';

/** Cases of some groups together, at each time from 0 on. */
export interface PooledCounts {
	starts: Int32Array;
	/** Cases with entry < t <= time. */
	atRisk: Int32Array;
	/** Cases that end, by cause; those censored at index 0. */
	ends: Int32Array[];
}

/**
 * Counts of several groups added up, with the number at risk at each time.
 *
 * @param groups indices of the groups taken together; for a single one the arrays share memory with `counts`
 * @example two groups, one case each of time 3: at risk 2 at times 0 to 3
 */
export function pooledCounts(counts: SurvivalCounts, groups: readonly number[]): PooledCounts {
	const { times, causes } = counts;
	const starts = sumOfSlices(counts.starts, groups, times);
	const ends = Array.from({ length: causes + 1 }, (_, cause) => {
		const slices = groups.map((group) => group * (causes + 1) + cause);
		return sumOfSlices(counts.ends, slices, times);
	});
	const atRisk = new Int32Array(times);
	let running = 0;
	for (let t = 0; t < times; t++) {
		running += starts[t];
		atRisk[t] = running;
		for (let cause = 0; cause <= causes; cause++) running -= ends[cause][t];
	}
	return { starts, atRisk, ends };
}

function sumOfSlices(values: Int32Array, slices: readonly number[], length: number): Int32Array {
	if (slices.length === 1) return values.subarray(slices[0] * length, (slices[0] + 1) * length);
	const sum = new Int32Array(length);
	for (const slice of slices) {
		const start = slice * length;
		for (let index = 0; index < length; index++) sum[index] += values[start + index];
	}
	return sum;
}
