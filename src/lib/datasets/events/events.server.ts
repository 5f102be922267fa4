import type { Scope, Transaction } from '../../server/database.ts';
import type { Range } from '../dataset.ts';
import { storedRows, type RowOrigin } from '../stored-rows.server.ts';
import { EVENTS } from './events.ts';

/** One event in the life of a workforce. Dates keep their precision; local times stand in `timeZone`. */
export interface EventRow {
	eventId: string;
	organisation: string;
	site: string | null;
	country: string | null;
	eventType: string;
	title: string | null;
	announcedOn: string | null;
	noticeOn: string | null;
	effectiveOn: string | null;
	reportedOn: string | null;
	announcedAtLocal: string | null;
	deadlineAtLocal: string | null;
	timeZone: string | null;
	question: 'opt_in_to_stay' | 'opt_in_to_leave' | null;
	silenceRule: 'resign' | 'stay' | 'undetermined' | null;
	round: number | null;
	populationOn: string | null;
	severanceMonths: number | null;
	affected: Range | null;
	affectedUnit: string | null;
	affectedKind: string | null;
	base: Range | null;
	pctReported: number | null;
	pctDecimals: number | null;
	figureStatus: string | null;
	terms: string | null;
	groupsHit: string | null;
	outcome: string | null;
	discrepancies: string | null;
	confidence: 'high' | 'medium' | 'low' | null;
	source: string;
}

/** The events of these versions. */
export function loadEvents(
	tx: Transaction,
	scope: Scope,
	versionIds: readonly string[]
): Promise<(EventRow & RowOrigin)[]> {
	return storedRows<EventRow>(tx, scope, EVENTS, versionIds);
}
