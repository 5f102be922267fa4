/** Stays from a first to a last day, day numbers, both inclusive. A stay that runs on has a last day beyond the window. */
export interface DatedStays {
	count: number;
	first: ArrayLike<number>;
	last: ArrayLike<number>;
}

/** Time under observation of each case: at risk at t where entry < t <= time; whole numbers. */
export interface ObservedTimes {
	/** Time after which the case is under observation; all from the beginning, time 0 included, where absent. */
	entry?: Int32Array;
	time: Int32Array;
	/** 1 where observation ended with the event, 0 where it was cut off before (censored). */
	hasEnded: Uint8Array;
	/** Index of the stay of each case. */
	stay: Uint32Array;
}

/** Nobody is followed further, 100 years: a mistyped year must not cost memory. */
export const LONGEST_TENURE_DAYS = 36_525;

/**
 * Stays as survival data on the clock of tenure: days since the first day, for stays that overlap a window.
 *
 * Who began before the window enters late (left truncation): those who left before it are not on file, so counting the
 * survivors from tenure 0 would make tenure look longer than it is.
 *
 * @param stays merged spells; a rehire is a stay of its own
 * @param window day numbers, both inclusive; leavings are on file from `from` on and known up to `to`
 * @returns entry = max(0, from - first), time = min(last, to) - first + 1, ended where last <= to; entry < time
 * @see METHODS 5.1; Klein & Moeschberger (2003), Survival Analysis, ch. 3.4
 * @example hired 100 days before the window, left on its first day: entry 100, time 101, ended
 */
export function tenureClock(stays: DatedStays, window: { from: number; to: number }): ObservedTimes {
	const { count, first, last } = stays;
	const { from, to } = window;
	const entry = new Int32Array(count);
	const time = new Int32Array(count);
	const hasEnded = new Uint8Array(count);
	const stay = new Uint32Array(count);
	let cases = 0;
	for (let index = 0; index < count; index++) {
		const [begin, end] = [first[index], last[index]];
		if (end < from || begin > to || from - begin >= LONGEST_TENURE_DAYS) continue;
		const days = (end <= to ? end : to) - begin + 1;
		entry[cases] = begin < from ? from - begin : 0;
		time[cases] = days < LONGEST_TENURE_DAYS ? days : LONGEST_TENURE_DAYS;
		hasEnded[cases] = end <= to && days <= LONGEST_TENURE_DAYS ? 1 : 0;
		stay[cases++] = index;
	}
	return {
		entry: entry.subarray(0, cases),
		time: time.subarray(0, cases),
		hasEnded: hasEnded.subarray(0, cases),
		stay: stay.subarray(0, cases)
	};
}
