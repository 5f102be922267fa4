import type { Scope, Transaction } from '../../server/database.ts';
import type { Range } from '../dataset.ts';
import { storedRows, type RowOrigin } from '../stored-rows.server.ts';
import { HEADCOUNTS } from './headcounts.ts';

/** One published count of an organisation's staff, as precise in time as its source. */
export interface HeadcountRow {
	organisation: string;
	reportedFor: string;
	headcount: Range | null;
	figureStatus: string | null;
	kind: string | null;
	reportedBy: string | null;
	confidence: 'high' | 'medium' | 'low' | null;
	note: string | null;
	source: string | null;
}

/** The headcount figures of these versions. */
export function loadHeadcounts(
	tx: Transaction,
	scope: Scope,
	versionIds: readonly string[]
): Promise<(HeadcountRow & RowOrigin)[]> {
	return storedRows<HeadcountRow>(tx, scope, HEADCOUNTS, versionIds);
}
