import type { DatedStays, ObservedTimes } from './tenure-clock.ts';

/**
 * Stays as survival data on the clock of an event: days since its day 0, for those there on day 0.
 *
 * Nobody enters late. Who is still there at the horizon is censored.
 *
 * @param stays merged spells; a rehire is a stay of its own and not in the base
 * @param day0 day number; whose last day it is belongs to the base and has time 1
 * @param horizon last day that is known, or looked at; a day number, not before day 0
 * @returns time = last - day0 + 1, at most horizon - day0 + 1; ended where last <= horizon
 * @see METHODS 5.1
 * @example left 9 days after day 0, horizon 30 days after: time 10, ended; still there: time 31, censored
 */
export function eventClock(stays: DatedStays, day0: number, horizon: number): ObservedTimes {
	const { count, first, last } = stays;
	const time = new Int32Array(count);
	const hasEnded = new Uint8Array(count);
	const stay = new Uint32Array(count);
	let cases = 0;
	for (let index = 0; index < count; index++) {
		const end = last[index];
		if (first[index] > day0 || end < day0) continue;
		time[cases] = (end <= horizon ? end : horizon) - day0 + 1;
		hasEnded[cases] = end <= horizon ? 1 : 0;
		stay[cases++] = index;
	}
	return { time: time.subarray(0, cases), hasEnded: hasEnded.subarray(0, cases), stay: stay.subarray(0, cases) };
}
