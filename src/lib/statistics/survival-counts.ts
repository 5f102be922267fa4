/** Survival data, one entry of each array a case; times are whole numbers >= 0. */
export interface SurvivalData {
	/** The case is at risk at t where entry < t <= time; from the beginning, time 0 included, where absent. */
	entry?: ArrayLike<number>;
	time: ArrayLike<number>;
	/** 0: censored at `time`; 1, 2, ...: ended then, by that cause. */
	cause: ArrayLike<number>;
	/** Group of the case, from 0; all in group 0 where absent. */
	group?: ArrayLike<number>;
}

/** Cases by group and time: how many begin to be at risk at each time, and how many end, by cause. */
export interface SurvivalCounts {
	groups: number;
	causes: number;
	/** Times from 0 on, at least to the longest; 0 where there is no case. */
	times: number;
	/** `starts[group * times + t]`: cases at risk at t and not before. */
	starts: Int32Array;
	/** `ends[(group * (causes + 1) + cause) * times + t]`; cause 0 are those censored. */
	ends: Int32Array;
}

/**
 * Survival data counted by group, cause and time: everything the estimates of survival rest on, in one pass whatever
 * the number of groups.
 *
 * A case whose entry is not before its time is never at risk and counts nowhere.
 *
 * @param size number of groups and of causes
 * @see METHODS 5.2
 * @example entry 0, time 4, cause 1: at risk from 1 to 4, one end of cause 1 at 4
 */
export function survivalCounts(data: SurvivalData, size: { groups?: number; causes?: number } = {}): SurvivalCounts {
	const { groups = 1, causes = 1 } = size;
	const { entry, time, cause, group } = data;
	const cases = time.length;
	let longest = -1;
	for (let index = 0; index < cases; index++) if (time[index] > longest) longest = time[index];
	const times = longest + 1;
	const starts = new Int32Array(groups * times);
	const ends = new Int32Array(groups * (causes + 1) * times);
	for (let index = 0; index < cases; index++) {
		const from = entry ? entry[index] + 1 : 0;
		const end = time[index];
		if (from > end) continue;
		const own = group ? group[index] : 0;
		starts[own * times + from]++;
		ends[(own * (causes + 1) + cause[index]) * times + end]++;
	}
	return { groups, causes, times, starts, ends };
}
