import type { HeatmapCell } from '#lib/charts/heatmap/heatmap-layout.ts';
import type { RangeDatum } from '#lib/charts/ranges/ranges-layout.ts';
import type { Language } from '#lib/messages/language.ts';
import { computeRecovery, type RecoveryResult } from '#lib/metrics/registry-scenarios.server.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { addDays } from '#lib/statistics/civil-date.ts';
import { rowsFor } from '../../../figure-frame.ts';
import { withOwnSummaries } from '../summaries/own-summaries.server.ts';
import { today } from '../../../today.ts';
import { defaultEvent } from '../coverage/coverage-query.ts';
import type { DrawnView } from '../drawn-view.ts';
import { eventTitle } from '../event-titles.ts';
import type { Refused } from '../filter-reader.ts';
import { roleNamer } from '../group-names.ts';
import { coverageChoices, organisationFacts } from '../organisation-facts.server.ts';
import type { PlainTable } from '../plain-table.ts';
import { backView, below, monthsView } from './recovery-figure.ts';
import { parseRecoveryQuery, recoverySearch, type RecoveryChoices, type RecoveryQuery } from './recovery-query.ts';
import { fillTable } from './recovery-tables.ts';

export interface RecoveryView {
	query: RecoveryQuery;
	choices: RecoveryChoices;
	refused: Refused[];
	result: RecoveryResult;
	/** Roles below their minimum, and person-days of all roles so far and expected. */
	totals: { roles: number; below: number; soFar: number; expected: number };
	back: DrawnView<{ rows: RangeDatum[] }> | null;
	months: DrawnView<{ cells: HeatmapCell[] }> | null;
	fill: PlainTable | null;
}

const YEAR = 365;

/** Everything the recovery page and its downloads show; the reason while there is nothing to compute. */
export async function recoveryView(
	reader: Reader,
	url: URL,
	language: Language
): Promise<RecoveryView | { missing: 'roster' | 'requirements' }> {
	const facts = await organisationFacts(reader);
	if (facts.asOf === null) return { missing: 'roster' };
	const days = coverageChoices({ ...facts, asOf: facts.asOf }, reader, (event) => eventTitle(event, language));
	const from = defaultEvent(days)?.dayZero ?? addDays(facts.asOf, -YEAR);
	const choices = { tier: reader.tier, from, firstDay: days.firstDay, lastDay: facts.asOf };
	const { query, refused } = parseRecoveryQuery(url.searchParams, choices);
	const result = await computeRecovery(getRuntime(), reader, query);
	if (result === null) return { missing: 'requirements' };
	const place = {
		page: `${url.origin}/o/${reader.organisation.slug}/recovery`,
		query: recoverySearch(query, choices),
		figures: `/o/${reader.organisation.slug}/figures`,
		...rowsFor(reader),
		isSample: reader.organisation.isSample,
		retrievedOn: today()
	};
	const sumOf = (value: (row: RecoveryResult['rows'][number]) => number) =>
		result.rows.reduce((sum, row) => sum + value(row), 0);
	return withOwnSummaries(reader, language, {
		...{ query, choices, refused, result },
		totals: {
			roles: result.rows.length,
			below: below(result).length,
			soFar: sumOf((row) => row.personDaysSoFar),
			expected: sumOf((row) => row.personDaysExpected)
		},
		back: backView(result, place, language),
		months: monthsView(result, place, language),
		fill: fillTable(result, roleNamer(facts.families, language), language)
	});
}
