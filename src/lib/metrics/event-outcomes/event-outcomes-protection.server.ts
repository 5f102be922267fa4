import { asItIs } from '#lib/server/disclosure/protect.ts';
import type { Protection } from '#lib/server/disclosure/protect.ts';
import type { Result } from '../metric.ts';
import { SEPARATION_TYPES } from '../separation-types.ts';
import type { EventOutcomeRow, EventOutcomeSummary } from './event-outcomes.ts';

const HIDDEN = Object.fromEntries(SEPARATION_TYPES.map((type) => [type, null])) as EventOutcomeRow['types'];
const NONE = Object.fromEntries(SEPARATION_TYPES.map((type) => [type, 0])) as EventOutcomeRow['types'];

/**
 * Executives see how many of a role stayed and left; not why, and not after how many years: reasons are shown for
 * calendar years and tenure for everything on file, and windows that overlap could be subtracted.
 *
 * @see METHODS 7.1, 7.4
 */
export const eventOutcomesProtection: Protection<Result<EventOutcomeRow, EventOutcomeSummary>> = {
	analyst: asItIs,
	executive: (result) => ({
		...result,
		rows: result.rows.map(withoutReasons),
		summary: { ...result.summary, total: withoutReasons(result.summary.total) },
		notes: [...result.notes, { key: 'metrics.outcomes.reasonsHidden' }]
	})
};

function withoutReasons(row: EventOutcomeRow): EventOutcomeRow {
	const hasLeavers = row.left > 0;
	return {
		...row,
		types: hasLeavers ? HIDDEN : NONE,
		tenure: hasLeavers ? row.tenure.map((bin) => ({ ...bin, people: null })) : row.tenure,
		medianTenureYears: null,
		yearsLost: hasLeavers ? null : 0,
		isSuppressed: hasLeavers
	};
}
