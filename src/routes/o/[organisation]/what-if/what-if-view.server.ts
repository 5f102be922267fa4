import type { Language } from '#lib/messages/language.ts';
import type { FanDatum } from '#lib/charts/fan/fan-layout.ts';
import { computeWhatIf, type WhatIfResult } from '#lib/metrics/registry-scenarios.server.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { rowsFor } from '../../../figure-frame.ts';
import { withOwnSummaries } from '../summaries/own-summaries.server.ts';
import { today } from '../../../today.ts';
import type { DrawnView } from '../drawn-view.ts';
import type { Refused } from '../filter-reader.ts';
import { roleNamer } from '../group-names.ts';
import { organisationFacts } from '../organisation-facts.server.ts';
import { assumed, withOnly, type Assumption } from './scenario-assumptions.ts';
import { scenarioChoices } from './scenario-choices.server.ts';
import { whatIfView } from './what-if-figure.ts';
import {
	parseScenario,
	scenarioParams,
	scenarioSearch,
	type ScenarioChoices,
	type ScenarioQuery
} from './what-if-query.ts';

export interface ScenarioView {
	query: ScenarioQuery;
	search: string;
	choices: ScenarioChoices;
	refused: Refused[];
	roleName: (role: string) => string;
	result: WhatIfResult;
	/** The same scenario with nobody exempt and no factor assumed; null where that is the scenario itself. */
	plain: WhatIfResult | null;
	/** The same with each of several assumptions alone; empty where there is one or none. */
	single: { assumption: Assumption; result: WhatIfResult }[];
	figure: DrawnView<{ rows: FanDatum[]; sigma: number | null }> | null;
}

/** Everything the what-if page and its downloads show; the reason while there is nothing to compute. */
export async function scenarioView(
	reader: Reader,
	url: URL,
	language: Language
): Promise<ScenarioView | { missing: 'roster' | 'requirements' }> {
	const facts = await organisationFacts(reader);
	if (facts.asOf === null) return { missing: 'roster' };
	const choices = await scenarioChoices(reader, { ...facts, asOf: facts.asOf }, language);
	const { query, refused } = parseScenario(url.searchParams, choices);
	const params = scenarioParams(query);
	const result = await computeWhatIf(getRuntime(), reader, params);
	if (result === null) return { missing: 'requirements' };
	const only = (kept: Assumption | null) =>
		computeWhatIf(getRuntime(), reader, { ...params, ...withOnly(query, kept) });
	const entered = query.isLayoff ? [] : assumed(query);
	const plain = entered.length === 0 ? null : await only(null);
	const single = [];
	for (const assumption of entered.length > 1 ? entered : []) {
		const alone = await only(assumption);
		if (alone !== null) single.push({ assumption, result: alone });
	}
	const search = scenarioSearch(url.searchParams);
	const place = {
		page: `${url.origin}/o/${reader.organisation.slug}/what-if`,
		query: search,
		figures: `/o/${reader.organisation.slug}/figures`,
		...rowsFor(reader),
		isSample: reader.organisation.isSample,
		retrievedOn: today()
	};
	return withOwnSummaries(reader, language, {
		...{ query, search, choices, refused, result, plain, single },
		roleName: roleNamer(facts.families, language),
		figure: whatIfView(result, { sigma: query.shock, isLayoff: query.isLayoff }, place, language)
	});
}
