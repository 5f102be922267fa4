import type { DayZero } from '../event-day-zero.ts';
import type { Interval } from '../metric.ts';

export type SeparationWindow = 'baseline' | 'post' | 'aftershock';

/** Separations of one window, of everybody or of one role. */
export interface SeparationBaselineRow {
	/** Role family; '' for titles no rule places; null where the whole organisation is counted. */
	group: string | null;
	window: SeparationWindow;
	/** Civil dates, both inclusive; null where the window begins after the data. */
	from: string | null;
	to: string | null;
	days: number;
	separations: number;
	/** Days employed of all people. */
	personDays: number;
	/** Null where nobody was employed. */
	ratePer100PersonYears: number | null;
	interval: Interval;
	/** Rate over that of the baseline with its exact limits; null for the baseline itself. Infinity is "no upper limit". */
	ratio: number | null;
	ratioInterval: Interval | null;
	/** Two-sided: equal tails (agrees with the limits) and mid-p. */
	pCentral: number | null;
	pMidp: number | null;
}

export interface SeparationBaselineSummary {
	dayZero: DayZero;
	group: 'role' | null;
	/** Days of the window after that the data do not reach. */
	daysMissing: number;
	/** Employments that end in a move without a next employment: they are not counted as separations. */
	transfersWithoutNext: number;
}
