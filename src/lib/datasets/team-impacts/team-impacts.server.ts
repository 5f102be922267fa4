import type { Scope, Transaction } from '../../server/database.ts';
import type { Range } from '../dataset.ts';
import { storedRows, type RowOrigin } from '../stored-rows.server.ts';
import { TEAM_IMPACTS } from './team-impacts.ts';

/** What one event, or the time between two counts, did to one team. */
export interface TeamImpactRow {
	eventId: string | null;
	organisation: string;
	team: string;
	measuredOn: string | null;
	before: Range | null;
	after: Range | null;
	cut: Range | null;
	cutPercent: string | null;
	figureStatus: string | null;
	basis: string | null;
	confidence: 'high' | 'medium' | 'low' | null;
	note: string | null;
	source: string | null;
}

/** The team impacts of these versions. */
export function loadTeamImpacts(
	tx: Transaction,
	scope: Scope,
	versionIds: readonly string[]
): Promise<(TeamImpactRow & RowOrigin)[]> {
	return storedRows<TeamImpactRow>(tx, scope, TEAM_IMPACTS, versionIds);
}
