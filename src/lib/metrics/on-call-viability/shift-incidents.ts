import { addDays } from '#lib/statistics/civil-date.ts';
import { incidentsPerShift } from '#lib/statistics/incidents-per-shift.ts';
import { incidentDate } from '../incident-date.ts';
import type { Incident } from '../incident-date.ts';
import type { ShiftIncidents } from './on-call-viability.ts';

/** Most incidents of a shift of 12 hours, by the rule of thumb. */
const MOST = 2;

/**
 * Incidents per shift of the days up to a day: enough people with five alarms a night are not viable either.
 *
 * Every incident of the file counts, by the day it began (UTC); which rota answered it is not on file.
 *
 * @param on civil date, the last of the days
 * @param days > 0
 * @see METHODS 3.5; incidentsPerShift
 * @example 30 incidents in the 30 days up to the day: 0.5 per shift
 */
export function shiftIncidents(incidents: readonly Incident[], on: string, days: number): ShiftIncidents {
	const from = addDays(on, 1 - days);
	const counted = incidents.filter((incident) => {
		const date = incidentDate(incident);
		return date !== null && date >= from && date <= on;
	}).length;
	const { perShift, interval, isBearable } = incidentsPerShift(counted, days, { most: MOST });
	return {
		...{ incidents: counted, days, perShift, most: MOST, isBearable },
		interval: { lower: interval?.lower ?? null, upper: interval?.upper ?? null, method: 'garwood', level: 0.95 }
	};
}
