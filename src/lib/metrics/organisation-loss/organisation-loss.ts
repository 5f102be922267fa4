import type { DayZero } from '../event-day-zero.ts';
import type { Clock, Interval } from '../metric.ts';

export type OrganisationLevel = 'site' | 'division' | 'department' | 'role';

/** One part of the organisation on day 0, inside the part before it in the path. */
export interface OrganisationLossRow {
	/** Names from the outermost part inwards; '' where the roster does not say. */
	path: string[];
	people: number;
	left: number;
	/** left / people with its Wilson interval; never annualised. */
	rate: number;
	interval: Interval;
}

export interface OrganisationLossSummary {
	dayZero: DayZero;
	levels: OrganisationLevel[];
	clock: Clock;
	until: string;
	days: number;
	people: number;
	left: number;
	rate: number | null;
	interval: Interval | null;
}
