import type { Interval } from '../metric.ts';

export type ResponseDimension = 'role' | 'level' | 'tenure';
export type SilenceRule = 'resign' | 'stay' | 'undetermined';

/** The answers of one group of the people asked. Counts are people; null where hidden from this reader. */
export interface ResponseRow {
	dimension: ResponseDimension;
	/** Role family, level, or tenure band ('0-1', '1-2', '2-5', '5-10', '10+'); '' where the roster does not say. */
	group: string;
	asked: number | null;
	stay: number | null;
	leave: number | null;
	silent: number | null;
	/** Shares of asked, 0 to 1; null where nobody was asked or a count is hidden. */
	stayShare: number | null;
	leaveShare: number | null;
	silentShare: number | null;
	/** Counted as leaving under the silence rule of the event; null where the rule is undetermined. */
	resolvedLeavers: number | null;
	resolvedShare: number | null;
	resolvedInterval: Interval | null;
	/** Share counted as leaving if silence meant staying, and if it meant leaving; only for an undetermined rule. */
	bounds: { lower: number; upper: number } | null;
	isSuppressed: boolean;
}

export interface ResponseSummary {
	eventId: string;
	title: string;
	asked: number | null;
	stay: number | null;
	leave: number | null;
	silent: number | null;
	stayShare: number | null;
	leaveShare: number | null;
	silentShare: number | null;
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
	resolvedLeavers: number | null;
	resolvedShare: number | null;
	resolvedInterval: Interval | null;
	bounds: { lower: number; upper: number } | null;
	/** leave / (stay + leave); null where nobody answered or a count is hidden. */
	leaveShareOfResponders: number | null;
	/** Answers counted up to `hours` after the announcement; steps. Empty where hidden or nobody answered. */
	curve: { hours: number; count: number; shareOfAsked: number }[];
	/** Hours after the announcement of answers given after the deadline. */
	lateMarks: number[];
	windowHours: number;
	/** Smallest time by which the share p of the responders had answered. */
	quantiles: { p: number; hours: number | null }[];
	/** Half width of the 95 % band around the share of responders; null where nobody answered. */
	dkwHalfWidth: number | null;
	/** Answers per hour in the last hour against the hours before; holds if answers came independently. */
	surge: { lastHour: number; earlier: number; ratio: number | null; interval: Interval } | null;
	isSuppressed: boolean;
}
