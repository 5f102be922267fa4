import type { FourFifthsRow } from '#lib/statistics/four-fifths.ts';

export type FourFifthsDimension = 'role' | 'level' | 'department' | 'site' | 'country' | 'age' | 'group';

/** One group of the people employed before a reduction. */
export interface SelectionRow extends FourFifthsRow {
	/** Words of the roster or of the details given; 'under-40' and '40-over' by age. */
	group: string;
}

export interface SelectionSummary {
	dimension: FourFifthsDimension;
	/** Day before the reduction and day after it. */
	from: string;
	to: string;
	isPlanned: boolean;
	people: number;
	retained: number;
	/** People whose group is not stated; in no row. */
	notStated: number;
	/** The group the others are compared with; null where nobody was retained. */
	reference: string | null;
	leastPercent: number;
}
