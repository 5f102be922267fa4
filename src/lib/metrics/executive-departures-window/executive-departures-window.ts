import type { DayZero } from '../event-day-zero.ts';
import type { Interval } from '../metric.ts';

export type DepartureBasis = 'announced' | 'effective';
export type DeparturePeriod = 'before' | 'after' | 'outside' | 'unknown';

/** One holder of a post who left. */
export interface DepartureRow {
	person: string;
	post: string;
	/** Resigned, dismissed, ...; null where hidden from this reader. */
	kind: string | null;
	/** Civil date on the chosen basis, or as much of it as is known. */
	date: string | null;
	/** Days after day 0; null where the date is not known to the day. */
	day: number | null;
	period: DeparturePeriod;
	source: string | null;
}

export interface DeparturesSummary {
	dayZero: DayZero;
	organisation: string | null;
	basis: DepartureBasis;
	/** Departures on days -180 to -1, and from day 0 to day 180. */
	before: number;
	after: number;
	/** Farther away, and without a known day: left out of the rates. */
	outside: number;
	unknown: number;
	/** Days observed, or person-days of executives where the roster tells who they are. */
	exposureBefore: number;
	exposureAfter: number;
	exposureUnit: 'days' | 'person-days';
	/** Rate after over rate before; Infinity where nobody left before, null where nobody left at all. */
	ratio: number | null;
	interval: Interval;
	pCentral: number | null;
	pMidp: number | null;
}
