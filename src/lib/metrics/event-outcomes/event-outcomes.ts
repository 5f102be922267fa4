import type { DayZero } from '../event-day-zero.ts';
import type { Clock } from '../metric.ts';
import type { SeparationType } from '../separation-types.ts';

/** Leavers by completed years of service on day 0; null where hidden. */
export interface TenureBin {
	from: number;
	/** null: and more */
	to: number | null;
	people: number | null;
}

/** Where the people of one group on day 0 were when the window ended. */
export interface EventOutcomeRow {
	/** Role family; '' for titles no rule places; null: everybody. */
	group: string | null;
	people: number;
	stayed: number;
	left: number;
	/** The leavers by reason; null where hidden. */
	types: Record<SeparationType, number | null>;
	tenure: TenureBin[];
	/** Half of the leavers had served this many years or fewer; null without leavers, or where hidden. */
	medianTenureYears: number | null;
	/** All years of service of the leavers added up; null where hidden. */
	yearsLost: number | null;
	isSuppressed: boolean;
}

export interface EventOutcomeSummary {
	dayZero: DayZero;
	clock: Clock;
	until: string;
	days: number;
	total: EventOutcomeRow;
}
