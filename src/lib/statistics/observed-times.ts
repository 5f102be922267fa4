import { eventClock } from './event-clock.ts';
import { tenureClock } from './tenure-clock.ts';
import type { DatedStays, ObservedTimes } from './tenure-clock.ts';

/**
 * Stays as survival data: on the clock of tenure, or of an event where a day 0 is given.
 *
 * @param window day numbers; with a day 0 only its end counts
 * @see METHODS 5.1
 * @example from 100, to 200, no day 0; a stay from 0 to 150: entry 100, time 151, ended
 */
export function observedTimes(
	stays: DatedStays,
	window: { from: number; to: number; day0: number | null }
): ObservedTimes {
	return window.day0 === null ? tenureClock(stays, window) : eventClock(stays, window.day0, window.to);
}
