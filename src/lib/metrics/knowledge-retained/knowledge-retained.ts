import type { KnowledgeWeight } from '#lib/statistics/knowledge-retained.ts';
import type { Clock, Contractors, Interval } from '../metric.ts';

export type KnowledgeGroup = 'department' | 'level' | 'role' | 'site';

/** The index under one weight; 0 to 1, null where nobody is in the base or it is hidden. */
export interface KnowledgeLine {
	weight: KnowledgeWeight;
	retained: number | null;
}

/** The staff of one group on the base date, and who of them is still there. Counts are people. */
export interface KnowledgeRow {
	/** Role family, department and so on ('' where not stated); null: everybody. */
	group: string | null;
	base: number;
	remaining: number;
	/** remaining / base, with the interval of Wilson; null where nobody is in the base. */
	headcountShare: number | null;
	headcountInterval: Interval | null;
	/** Full-time equivalents on the base date, of all and of those still there; null where not all are given. */
	baseFte: number | null;
	remainingFte: number | null;
	/** The index under the chosen weight, min(tenure, cap) / cap. */
	retained: number | null;
	/** The same under the other weights. */
	sensitivity: KnowledgeLine[];
	isSuppressed: boolean;
}

export interface KnowledgeSummary {
	/** Civil dates: whose staff, and when they are looked for again. */
	baseOn: string;
	on: string;
	clock: Clock;
	contractors: Contractors;
	group: KnowledgeGroup | null;
	capYears: number;
	tauYears: number;
	total: KnowledgeRow;
}
