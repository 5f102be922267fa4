import { asItIs } from '#lib/server/disclosure/protect.ts';
import type { Protection } from '#lib/server/disclosure/protect.ts';
import type { Result } from '../metric.ts';
import type { DepartureRow, DeparturesSummary } from './executive-departures-window.ts';

/**
 * Who held a post and left it is known inside an organisation; why one person left is a count of 1, hidden from
 * executives like every reason below the threshold.
 *
 * @see METHODS 7.1
 */
export const departuresProtection: Protection<Result<DepartureRow, DeparturesSummary>> = {
	analyst: asItIs,
	executive: (result) => ({ ...result, rows: result.rows.map((row) => ({ ...row, kind: null })) })
};
