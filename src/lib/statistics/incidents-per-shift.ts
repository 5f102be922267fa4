import { garwoodInterval } from './garwood-interval.ts';

export interface IncidentsPerShift {
	/** Null where no day was observed. */
	perShift: number | null;
	/** Exact 95 % limits of the rate; null where no day was observed. */
	interval: { lower: number; upper: number } | null;
	/** At most so many as the rule allows; null where no day was observed. */
	isBearable: boolean | null;
}

/**
 * Incidents per shift of whoever is on call, against the most that a shift can deal with properly.
 *
 * @param incidents counted, >= 0
 * @param days observed, >= 0
 * @param rules.shiftHours length of a shift; 12 by default
 * @param rules.most per shift; 2 by default
 * @see METHODS 3.5; Beyer et al. (2016), Site Reliability Engineering, ch. 11
 * @example 30 incidents in 30 days: 0.5 per shift of 12 hours, 0.3373 to 0.7138
 */
export function incidentsPerShift(
	incidents: number,
	days: number,
	rules: { shiftHours?: number; most?: number } = {}
): IncidentsPerShift {
	const { shiftHours = 12, most = 2 } = rules;
	const shifts = (days * 24) / shiftHours;
	const interval = garwoodInterval(incidents, shifts);
	if (interval === null) return { perShift: null, interval: null, isBearable: null };
	return { perShift: incidents / shifts, interval, isBearable: incidents <= most * shifts };
}
