import type { ResponseCurve } from '#lib/statistics/response-curve.ts';
import type { ResponseTally, SilenceRule } from '#lib/statistics/response-tally.ts';

/** Two groups whose order by the share counted as leaving turns round within levels or sites (Simpson's paradox). */
export interface AnswerReversal {
	/** The group with the larger share in all, and the one with the larger share within. */
	higher: string;
	lower: string;
	by: 'level' | 'site';
	/** Whether it turns round in every level or site with people of both. */
	isEverywhere: boolean;
}

export type ResponseDimension = 'role' | 'level' | 'tenure';

/** The answers of one group of the people asked. Counts are people; null where hidden from this reader. */
export interface ResponseRow extends ResponseTally {
	dimension: ResponseDimension;
	/** Role family, level, or tenure band ('0-1', '1-2', '2-5', '5-10', '10+'); '' where the roster does not say. */
	group: string;
	isSuppressed: boolean;
}

/** The answers of all, and when they came; the curve is empty where hidden. */
export interface ResponseSummary extends ResponseTally, ResponseCurve {
	eventId: string;
	title: string;
	/** Rows of answers by class; with the counted answers they add up to `rows`. Null where hidden. */
	late: number | null;
	beforeAnnouncement: number | null;
	unknownPerson: number | null;
	superseded: number | null;
	rows: number | null;
	silenceRule: SilenceRule;
	question: 'opt_in_to_stay' | 'opt_in_to_leave' | null;
	/** Civil date on which the people asked were employed. */
	populationOn: string;
	/** Instants in UTC, ISO 8601. */
	announcedAt: string;
	deadlineAt: string;
	timeZone: string;
	/** Wall clock in `timeZone`, as entered. */
	announcedLocal: string;
	deadlineLocal: string;
	announcedKind: 'unique' | 'gap' | 'overlap';
	deadlineKind: 'unique' | 'gap' | 'overlap';
	/** leave / (stay + leave); null where nobody answered or a count is hidden. */
	leaveShareOfResponders: number | null;
	/** Null where hidden. */
	reversals: AnswerReversal[] | null;
	isSuppressed: boolean;
}
