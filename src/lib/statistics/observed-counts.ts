import type { SurvivalCounts } from './survival-counts.ts';
import { LONGEST_TENURE_DAYS } from './tenure-clock.ts';
import type { DatedStays } from './tenure-clock.ts';

/** Stays with the group each is counted in and the cause it ends by; cause 0: as if it were cut off there. */
export interface CausedStays extends DatedStays {
	/** From 1; all end by cause 1 where absent. */
	cause?: ArrayLike<number>;
	/** From 0; all in group 0 where absent. */
	group?: ArrayLike<number>;
}

/** Day numbers; with a day 0 only the end of the window counts. */
export interface ObservedWindow {
	from: number;
	to: number;
	day0: number | null;
}

export interface ObservedCounts {
	counts: SurvivalCounts;
	/** Cases that are not under observation from their time 0 on. */
	lateEntries: number;
	/** Cases whose stay ended under observation. */
	ended: number;
}

interface Size {
	groups: number;
	causes: number;
}

/**
 * Stays counted as survival data, without an entry for each: on the clock of tenure, or of an event where a day 0 is
 * given. The same as the clock of each stay and then `survivalCounts`, in a fraction of the time.
 *
 * @see METHODS 5.1; tenureClock, eventClock, survivalCounts
 * @example from 100, to 200, no day 0; a stay from 0 to 150: one late entry, at risk from 101 to 151, ended at 151
 */
export function observedCounts(stays: CausedStays, window: ObservedWindow, size: Size): ObservedCounts {
	const { day0, to } = window;
	return day0 === null ? tenureCounts(stays, window, size) : eventCounts(stays, { day0, to }, size);
}

function tenureCounts(stays: CausedStays, { from, to }: { from: number; to: number }, size: Size): ObservedCounts {
	const { count, first, last, cause, group } = stays;
	const begun = from - LONGEST_TENURE_DAYS;
	const counts = emptyCounts(size, Math.min(to - earliest(first, count) + 1, LONGEST_TENURE_DAYS) + 1);
	const { starts, ends, times } = counts;
	let [lateEntries, ended] = [0, 0];
	for (let index = 0; index < count; index++) {
		const [begin, end] = [first[index], last[index]];
		if (end < from || begin > to || begin <= begun) continue;
		const days = (end < to ? end : to) - begin + 1;
		const own = group === undefined ? 0 : group[index];
		let at = 1;
		if (begin < from) {
			at = from - begin + 1;
			lateEntries++;
		}
		starts[own * times + at]++;
		const isCut = days > LONGEST_TENURE_DAYS;
		const hasEnded = end <= to && !isCut;
		if (hasEnded) ended++;
		const by = hasEnded ? (cause === undefined ? 1 : cause[index]) : 0;
		ends[(own * (size.causes + 1) + by) * times + (isCut ? LONGEST_TENURE_DAYS : days)]++;
	}
	return { counts, lateEntries, ended };
}

function eventCounts(stays: CausedStays, { day0, to }: { day0: number; to: number }, size: Size): ObservedCounts {
	const { count, first, last, cause, group } = stays;
	const counts = emptyCounts(size, to - day0 + 2);
	const { starts, ends, times } = counts;
	let ended = 0;
	for (let index = 0; index < count; index++) {
		const end = last[index];
		if (first[index] > day0 || end < day0) continue;
		const own = group === undefined ? 0 : group[index];
		starts[own * times]++;
		const hasEnded = end <= to;
		if (hasEnded) ended++;
		const by = hasEnded ? (cause === undefined ? 1 : cause[index]) : 0;
		ends[(own * (size.causes + 1) + by) * times + (hasEnded ? end : to) - day0 + 1]++;
	}
	return { counts, lateEntries: 0, ended };
}

function earliest(days: ArrayLike<number>, count: number): number {
	let least = Infinity;
	for (let index = 0; index < count; index++) if (days[index] < least) least = days[index];
	return least;
}

function emptyCounts({ groups, causes }: Size, length: number): SurvivalCounts {
	const times = Math.max(0, length);
	const [starts, ends] = [new Int32Array(groups * times), new Int32Array(groups * (causes + 1) * times)];
	return { groups, causes, times, starts, ends };
}
