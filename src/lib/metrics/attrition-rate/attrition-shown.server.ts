import { totalsOnly } from '#lib/server/disclosure/shown-before.ts';
import type { ShownCounts, ShownTable } from '#lib/server/disclosure/shown-before.ts';
import type { FigureTables } from '#lib/server/shown-figures.ts';
import type { Result } from '../metric.ts';
import { isByYear } from './attrition-protection.server.ts';
import type { AttritionRow, AttritionSummary } from './attrition-rate.ts';

/** Reasons and regrets of a calendar year, in all and by role; null for a window that shows none. */
export function attritionTables(result: Result<AttritionRow, AttritionSummary>): FigureTables | null {
	if (!isByYear(result)) return null;
	const { from, total, group, transfersWithoutNext } = result.summary;
	const table = (totals: ShownCounts, countsOf: (row: AttritionRow) => ShownCounts): ShownTable => ({
		totals,
		rows: Object.fromEntries(result.rows.map((row) => [row.group ?? '', countsOf(row)]))
	});
	const byRole = {
		'types by role': table(total.types, ({ types }) => types),
		'regrets by role': table(regretsOf(total), regretsOf)
	};
	return {
		figure: `reasons of ${from.slice(0, 4)}`,
		parts: {
			types: totalsOnly(total.types),
			regrets: totalsOnly(regretsOf(total)),
			transfers: totalsOnly({ withoutNext: transfersWithoutNext }),
			...(group === 'role' ? byRole : {})
		}
	};
}

function regretsOf({ regretted, separations }: AttritionRow): ShownCounts {
	const others = regretted === null || separations === null ? null : separations - regretted;
	return { regretted, others };
}
