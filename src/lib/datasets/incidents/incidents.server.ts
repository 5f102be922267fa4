import type { Scope, Transaction } from '../../server/database.ts';
import type { Range } from '../dataset.ts';
import { storedRows, type RowOrigin } from '../stored-rows.server.ts';
import { INCIDENTS } from './incidents.ts';

/** One outage. Instants are ISO text in UTC; `startedOn` where no source gives the hour; an empty end is not known. */
export interface IncidentRow {
	incidentId: string;
	organisation: string;
	startedAt: string | null;
	startedOn: string | null;
	startedAtAlternative: string | null;
	endedAt: string | null;
	durationNote: string | null;
	severity: string | null;
	service: string | null;
	peakReports: Range | null;
	peakReportsUnit: string | null;
	figureStatus: string | null;
	causeClaimed: string | null;
	causeStatus: string | null;
	relatedEventId: string | null;
	discrepancies: string | null;
	confidence: 'high' | 'medium' | 'low' | null;
	source: string | null;
}

/** The incidents of these versions. */
export function loadIncidents(
	tx: Transaction,
	scope: Scope,
	versionIds: readonly string[]
): Promise<(IncidentRow & RowOrigin)[]> {
	return storedRows<IncidentRow>(tx, scope, INCIDENTS, versionIds);
}
