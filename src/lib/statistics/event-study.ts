import { rateRatio } from './rate-ratio.ts';
import type { RateRatio } from './rate-ratio.ts';

export interface EventStudyBin {
	/** First day of the bin, in days after day 0. */
	day: number;
	events: number;
	exposure: number;
}

export interface EventStudy {
	bins: (EventStudyBin & { isBefore: boolean; ratio: RateRatio })[];
	/** A bin before day 0 differs from the pooled rate before: rates were already changing. */
	driftsBefore: boolean;
}

/**
 * Rate of each bin of time around an event against the pooled rate before it, with exact intervals.
 *
 * Bins before are drawn too: they should lie about 1. Each is itself a part of the pool, which makes its interval a
 * little too wide.
 *
 * @param bins in the order of time; those that begin before day 0 must also end before it
 * @see METHODS 6.5, 1.5
 * @example 4 in 100 and 6 in 100 before, 20 in 100 after: pooled 10 in 200; the last has ratio 4, 1.787018 to 9.569105
 */
export function eventStudy(bins: readonly EventStudyBin[], level = 0.95): EventStudy {
	const pooled = { events: 0, exposure: 0 };
	for (const { day, events, exposure } of bins) {
		if (day >= 0) continue;
		pooled.events += events;
		pooled.exposure += exposure;
	}
	const found = bins.map((bin) => ({ ...bin, isBefore: bin.day < 0, ratio: rateRatio(bin, pooled, level) }));
	const leavesOutOne = ({ lower, upper }: RateRatio) => (lower ?? 0) > 1 || (upper ?? Infinity) < 1;
	return { bins: found, driftsBefore: found.some(({ isBefore, ratio }) => isBefore && leavesOutOne(ratio)) };
}
