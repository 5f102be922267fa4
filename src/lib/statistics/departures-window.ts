import { rateRatio } from './rate-ratio.ts';
import type { RateRatio } from './rate-ratio.ts';

export interface DeparturesWindow {
	/** Departures on days -180 to -1, and on days 0 to 180. */
	before: number;
	after: number;
	/** Departures farther away than that, and those whose date is not known; both are left out. */
	outside: number;
	unknown: number;
	ratio: RateRatio;
}

const DAYS = 180;

/**
 * Executive departures in the 180 days before an event and from its day on, with their exact ratio of rates.
 *
 * @param days day number of each departure, null where it is not known
 * @param dayZero day number of the event
 * @param personDays person-days of executives before and after, where a roster gives them; else the days of the windows
 * @see METHODS 6.4
 * @example 1 before and 5 after: ratio (5/181) / (1/180) = 4.972376
 */
export function departuresWindow(
	days: readonly (number | null)[],
	dayZero: number,
	personDays = { before: DAYS, after: DAYS + 1 }
): DeparturesWindow {
	const known = days.flatMap((day) => (day === null ? [] : [day - dayZero]));
	const before = known.filter((day) => day >= -DAYS && day < 0).length;
	const after = known.filter((day) => day >= 0 && day <= DAYS).length;
	return {
		before,
		after,
		outside: known.length - before - after,
		unknown: days.length - known.length,
		ratio: rateRatio({ events: after, exposure: personDays.after }, { events: before, exposure: personDays.before })
	};
}
