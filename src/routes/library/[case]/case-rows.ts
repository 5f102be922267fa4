/** A published figure: low to high as sourced, with its words. */
export interface Estimate {
	low: number | null;
	best: number | null;
	high: number | null;
	text: string | null;
}
export type FigureState = 'reported' | 'estimated' | 'computed' | 'disputed';

export interface CaseEvent {
	eventId: string;
	/** The version of the data set that holds it. */
	versionId?: string;
	organisation: string;
	/** Where, as far as a tracker or a notice says it. */
	site?: string | null;
	country?: string | null;
	eventType: string;
	title: string | null;
	announcedOn: string | null;
	/** The day of a notice to the state or the staff. */
	noticeOn?: string | null;
	effectiveOn: string | null;
	reportedOn: string | null;
	announcedAtLocal: string | null;
	deadlineAtLocal: string | null;
	timeZone: string | null;
	question: string | null;
	silenceRule: string | null;
	severanceMonths: number | null;
	affected: Estimate;
	affectedUnit: string | null;
	base: Estimate;
	pctReported: number | null;
	pctDecimals: number | null;
	figureStatus: FigureState | null;
	terms: string | null;
	groupsHit: string | null;
	outcome: string | null;
	discrepancies: string | null;
	confidence: string | null;
	source: string;
}

export interface CaseDeparture {
	person: string;
	organisation: string;
	post: string;
	announcedOn: string | null;
	effectiveOn: string | null;
	kind: string;
	note: string | null;
	confidence: string | null;
	source: string | null;
}

export interface CaseIncident {
	incidentId: string;
	organisation: string;
	startedOn: string | null;
	startedAt: string | null;
	startedAtAlternative: string | null;
	endedAt: string | null;
	durationNote: string | null;
	peakReports: Estimate;
	peakReportsUnit: string | null;
	figureStatus: FigureState | null;
	causeClaimed: string | null;
	causeStatus: string | null;
	discrepancies: string | null;
	confidence: string | null;
	source: string | null;
}

export interface CaseHeadcount {
	organisation: string;
	reportedFor: string;
	headcount: Estimate;
	kind: string | null;
	reportedBy: string | null;
	figureStatus: FigureState | null;
	confidence: string | null;
	note: string | null;
	source: string | null;
}

export interface CaseTeamImpact {
	eventId: string | null;
	organisation: string;
	team: string;
	measuredOn: string | null;
	before: Estimate;
	after: Estimate;
	cut: Estimate;
	cutPercent: string | null;
	figureStatus: FigureState | null;
	basis: string | null;
	confidence: string | null;
	note: string | null;
	source: string | null;
}

/** All rows of one case. */
export interface CaseData {
	events: CaseEvent[];
	departures: CaseDeparture[];
	incidents: CaseIncident[];
	headcounts: CaseHeadcount[];
	teamImpacts: CaseTeamImpact[];
}

type Loose<Row, Estimates extends keyof Row> = Omit<Row, Estimates | 'figureStatus'> &
	Record<Estimates, Estimate | null> & { figureStatus: string | null };

/** Rows as the datasets store them: an estimate of which nothing is known is null there. */
export interface StoredCaseRows {
	events: Loose<CaseEvent, 'affected' | 'base'>[];
	departures: CaseDeparture[];
	incidents: Loose<CaseIncident, 'peakReports'>[];
	headcounts: Loose<CaseHeadcount, 'headcount'>[];
	teamImpacts: Loose<CaseTeamImpact, 'before' | 'after' | 'cut'>[];
}

const NOTHING: Estimate = { low: null, best: null, high: null, text: null };
const STATES: FigureState[] = ['reported', 'estimated', 'computed', 'disputed'];

/** The rows of a case with every estimate present, so that no reader of them has to ask whether it is there. */
export function caseDataOf(rows: StoredCaseRows): CaseData {
	const state = (status: string | null) => STATES.find((entry) => entry === status) ?? null;
	return {
		events: rows.events.map((row) => ({
			...row,
			affected: row.affected ?? NOTHING,
			base: row.base ?? NOTHING,
			figureStatus: state(row.figureStatus)
		})),
		departures: rows.departures,
		incidents: rows.incidents.map((row) => ({
			...row,
			peakReports: row.peakReports ?? NOTHING,
			figureStatus: state(row.figureStatus)
		})),
		headcounts: rows.headcounts.map((row) => ({
			...row,
			headcount: row.headcount ?? NOTHING,
			figureStatus: state(row.figureStatus)
		})),
		teamImpacts: rows.teamImpacts.map((row) => ({
			...row,
			before: row.before ?? NOTHING,
			after: row.after ?? NOTHING,
			cut: row.cut ?? NOTHING,
			figureStatus: state(row.figureStatus)
		}))
	};
}

/** The day on which an event became known: that of its announcement, else of its effect, else of a report; null for none. */
export function eventDay(event: CaseEvent): string | null {
	return event.announcedOn ?? event.announcedAtLocal?.slice(0, 10) ?? event.effectiveOn ?? event.reportedOn;
}
