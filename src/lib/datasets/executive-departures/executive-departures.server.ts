import type { Scope, Transaction } from '../../server/database.ts';
import { storedRows, type RowOrigin } from '../stored-rows.server.ts';
import { EXECUTIVE_DEPARTURES } from './executive-departures.ts';

/** One holder of a public post who leaves it; an `appointment` is no departure. */
export interface ExecutiveDepartureRow {
	person: string;
	organisation: string;
	post: string;
	announcedOn: string | null;
	effectiveOn: string | null;
	kind: string;
	reason: string | null;
	lastDay: string | null;
	actingStart: string | null;
	permanentStart: string | null;
	relatedEventId: string | null;
	note: string | null;
	confidence: 'high' | 'medium' | 'low' | null;
	source: string | null;
}

/** The executive departures of these versions. */
export function loadExecutiveDepartures(
	tx: Transaction,
	scope: Scope,
	versionIds: readonly string[]
): Promise<(ExecutiveDepartureRow & RowOrigin)[]> {
	return storedRows<ExecutiveDepartureRow>(tx, scope, EXECUTIVE_DEPARTURES, versionIds);
}
