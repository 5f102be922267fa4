import { totalsOnly } from '#lib/server/disclosure/shown-before.ts';
import type { ShownTable } from '#lib/server/disclosure/shown-before.ts';
import type { FigureTables } from '#lib/server/shown-figures.ts';
import type { Result } from '../metric.ts';
import type { OnCallRow, OnCallSummary } from './on-call-viability.ts';

/** People of a function by site on one day, of the functions that have several. */
export function onCallTables({ rows, summary }: Result<OnCallRow, OnCallSummary>): FigureTables {
	const { on, clock, contractors, elsewhere } = summary;
	const sites: ShownTable = { totals: {}, rows: {} };
	for (const row of rows.filter((each) => each.sites > 1))
		sites.rows[row.functionId] = { ...sites.rows[row.functionId], [row.site ?? '']: row.engineers };
	return {
		figure: `on call ${JSON.stringify([on, clock, contractors])}`,
		parts: { sites, elsewhere: totalsOnly({ people: elsewhere }) }
	};
}
