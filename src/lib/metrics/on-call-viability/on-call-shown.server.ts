import type { ShownTable } from '#lib/server/disclosure/shown-before.ts';
import type { FigureTables } from '#lib/server/shown-figures.ts';
import type { Result } from '../metric.ts';
import type { OnCallRow, OnCallSummary } from './on-call-viability.ts';

/** People of a function by site, and elsewhere, of the functions that have several sites; of whatever day. */
export function onCallTables({ rows, summary }: Result<OnCallRow, OnCallSummary>): FigureTables {
	const { clock, contractors, elsewhere } = summary;
	const shared = rows.filter((row) => row.sites > 1);
	const sitesOf = (id: string) =>
		Object.fromEntries(
			shared.filter(({ functionId }) => functionId === id).map(({ site, engineers }) => [site ?? '', engineers])
		);
	const sites: ShownTable = {
		totals: {},
		rows: Object.fromEntries(shared.map(({ functionId }) => [functionId, sitesOf(functionId)]))
	};
	const others = shared.map(({ functionId, elsewhere }) => [functionId, { people: elsewhere }] as const);
	return {
		figure: `on call ${JSON.stringify([clock, contractors])}`,
		parts: { sites, elsewhere: { totals: { people: elsewhere }, rows: Object.fromEntries(others) } }
	};
}
