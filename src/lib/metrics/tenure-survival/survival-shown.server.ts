import { totalsOnly } from '#lib/server/disclosure/shown-before.ts';
import type { ShownCounts, ShownTable } from '#lib/server/disclosure/shown-before.ts';
import type { FigureTables } from '#lib/server/shown-figures.ts';
import type { SharePoint } from '#lib/statistics/survival-estimate.ts';
import type { Result } from '../metric.ts';
import type { SurvivalRow, SurvivalSummary } from './tenure-survival.ts';

/** Exits up to each tenure and numbers at risk, by group, and exits by reason; null where no tenure is shown. */
export function survivalTables({ rows, summary }: Result<SurvivalRow, SurvivalSummary>): FigureTables | null {
	if (!summary.isWhole || summary.clock !== 'tenure') return null;
	const table = (countsOf: (row: SurvivalRow) => ShownCounts): ShownTable => ({
		totals: {},
		rows: Object.fromEntries(rows.map((row) => [survivalGroup(row, summary), countsOf(row)]))
	});
	const atRisk = ({ risk }: SurvivalRow) => Object.fromEntries(risk.map(({ time, atRisk }) => [String(time), atRisk]));
	const part = survivalPart(summary);
	const incidence = part === 'of all' ? rows.flatMap((row) => row.incidence) : [];
	const reasons = {
		reasons: totalsOnly(Object.fromEntries(incidence.map(({ type, exits }) => [type, exits]))),
		'exits by reason': {
			totals: {},
			rows: Object.fromEntries(incidence.map(({ type, points }) => [type, exitsUpTo(points)]))
		}
	};
	return {
		figure: 'tenure',
		parts: {
			[`exits ${part}`]: table(({ curve }) => exitsUpTo(curve)),
			[`at risk ${part}`]: table(atRisk),
			[`mean ${part}`]: table(shownMean),
			...(incidence.length === 0 ? {} : reasons)
		}
	};
}

/** The name of the tables of a grouping; one role alone stands in that of the roles. */
export function survivalPart({ group, role }: SurvivalSummary): string {
	if (role !== null) return 'by role';
	return group === null ? 'of all' : `by ${group}`;
}

/** The name of a row in them. */
export function survivalGroup({ group }: SurvivalRow, { role }: SurvivalSummary): string {
	return group ?? role ?? '';
}

/** Under which the people are counted that a mean rests on. */
export const MEAN_PEOPLE = ['people', 'exits'] as const;

/** How long people stay in the mean, and the people. */
export function shownMean({ restrictedMean, people, exits }: SurvivalRow): ShownCounts {
	return { mean: restrictedMean?.mean ?? null, people, exits };
}

function exitsUpTo(points: readonly SharePoint[]): ShownCounts {
	let gone = 0;
	return Object.fromEntries(points.map(({ time, events }) => [String(time), (gone += events)]));
}
