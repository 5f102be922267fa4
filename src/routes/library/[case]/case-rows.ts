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
	organisation: string;
	eventType: string;
	title: string | null;
	announcedOn: string | null;
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
