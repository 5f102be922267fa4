import { asItIs } from '#lib/server/disclosure/protect.ts';
import type { Protection } from '#lib/server/disclosure/protect.ts';
import type { Result } from '../metric.ts';
import type { OrganisationLossRow, OrganisationLossSummary } from './organisation-loss.ts';

/**
 * Executives see the outermost parts, whose headcounts are known inside an organisation; a part within a part crosses
 * two attributes, and the loss by role beside it could be subtracted.
 *
 * @see METHODS 7.1, 7.4
 */
export const organisationLossProtection: Protection<Result<OrganisationLossRow, OrganisationLossSummary>> = {
	analyst: asItIs,
	executive: (result) => ({
		...result,
		rows: result.rows.filter((row) => row.path.length === 1),
		summary: { ...result.summary, levels: result.summary.levels.slice(0, 1) },
		notes: [...result.notes, { key: 'metrics.organisationLoss.outermost' }]
	})
};
