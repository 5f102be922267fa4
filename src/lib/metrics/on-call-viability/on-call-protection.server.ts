import { asItIs } from '#lib/server/disclosure/protect.ts';
import type { Protection } from '#lib/server/disclosure/protect.ts';
import { isChangeHidden, NOTHING_SHOWN } from '#lib/server/disclosure/shown-before.ts';
import type { ShownBefore } from '#lib/server/disclosure/shown-before.ts';
import type { Result } from '../metric.ts';
import type { OnCallRow, OnCallSummary } from './on-call-viability.ts';

type OnCallResult = Result<OnCallRow, OnCallSummary>;

/** Analysts see every count; executives no site of a function where one of its sites has fewer people than their threshold. */
export const onCallProtection: Protection<OnCallResult> = {
	analyst: asItIs,
	executive: protectedOnCall
};

/**
 * Function and site are a cross of two attributes: counts from 1 to threshold - 1 are hidden, and those of the other
 * sites of the function, since its total is known: so are all where as few are at none of its sites. The same where one
 * of them has 1 to threshold - 1 more or fewer than was shown before, of that or another day. Whether each site has
 * enough stays.
 *
 * @see METHODS 7.1, 7.4
 */
export function protectedOnCall(
	result: OnCallResult,
	threshold: number,
	before: ShownBefore = NOTHING_SHOWN
): OnCallResult {
	const isChanged = ({ functionId, site, engineers }: OnCallRow) =>
		engineers !== null &&
		isChangeHidden(before('sites'), engineers, { row: functionId, column: site ?? '' }, threshold);
	const isFew = (people: number | null) => people !== null && people > 0 && people < threshold;
	const isFewElsewhere = (people: number | null, row: string | null) =>
		isFew(people) || isChangeHidden(before('elsewhere'), people ?? 0, { row, column: 'people' }, threshold);
	const shared = result.rows.filter((row) => row.sites > 1);
	const leftOver = shared.filter((row) => isFewElsewhere(row.elsewhere, row.functionId));
	const small = shared.filter((row) => isFew(row.engineers) || isChanged(row));
	const hidden = new Set([...small, ...leftOver].map((row) => row.functionId));
	const isElsewhereFew = leftOver.length > 0 || isFewElsewhere(result.summary.elsewhere, null);
	if (hidden.size === 0 && !isElsewhereFew) return result;
	const nothing = {
		engineers: null,
		elsewhere: null,
		engineersFte: null,
		share: null,
		oneWeekIn: null,
		isSuppressed: true
	};
	const rows = result.rows.map((row) => (hidden.has(row.functionId) ? { ...row, ...nothing } : row));
	const summary = isElsewhereFew ? { ...result.summary, elsewhere: null } : result.summary;
	const kept = result.notes.filter(({ key }) => !isElsewhereFew || key !== 'metrics.onCall.elsewhere');
	return {
		...result,
		rows,
		summary,
		notes: [...kept, { key: 'metrics.suppressed', details: { most: threshold - 1 } }]
	};
}
