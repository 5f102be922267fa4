import { asItIs } from '#lib/server/disclosure/protect.ts';
import type { Protection } from '#lib/server/disclosure/protect.ts';
import type { Result } from '../metric.ts';
import type { SinglePointRow, SinglePointSummary } from './single-points.ts';

/** Executives see which functions rest on one person, and how many people go; analysts also who they are. */
export const singlePointsProtection: Protection<Result<SinglePointRow, SinglePointSummary>> = {
	analyst: asItIs,
	executive: (result) => ({
		...result,
		rows: result.rows.map((row) => ({ ...row, soleHolder: null })),
		summary: { ...result.summary, removedFirst: [] }
	})
};
