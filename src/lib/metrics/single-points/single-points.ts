import type { Clock, Contractors } from '../metric.ts';

/** One function with a minimum, on the chosen day. Counts are people. */
export interface SinglePointRow {
	functionId: string;
	name: string;
	roleFamily: string | null;
	isCritical: boolean;
	required: number;
	qualified: number;
	/** Full-time equivalents of the qualified; null where the roster does not give them all. */
	qualifiedFte: number | null;
	/** Whether exactly one person is qualified. */
	isSinglePoint: boolean;
	/** Who that is, by the first 16 hexadecimal digits of the person key; null where nobody is or it is hidden. */
	soleHolder: string | null;
	/** Seats filled when everybody works in one function at most; one of the best ways. */
	filledAtOnce: number;
	/** Whether it belongs to functions that together need more people than can do any of them. */
	isShortAtOnce: boolean;
	/** Whether the qualified are listed by name of function, or are the people of the role family. */
	basis: 'qualifications' | 'role';
}

export interface SinglePointSummary {
	on: string;
	clock: Clock;
	contractors: Contractors;
	functions: number;
	singlePoints: number;
	/** Greedy estimate; null without functions. */
	truckFactor: number | null;
	/** The first people it removes, by person key; empty where hidden. */
	removedFirst: string[];
	/** Minimums of all functions added up, and how many of these seats can be filled at once. */
	seats: number;
	filledAtOnce: number;
	distinctQualifiedPeople: number;
}
