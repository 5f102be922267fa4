import { chanceText } from '#lib/charts/fan/fan-table.ts';
import type { Language } from '#lib/messages/language.ts';
import type { VersionReference } from '#lib/metrics/metric.ts';
import type { WhatIfRow } from '#lib/metrics/registry-scenarios.server.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { listViews, type SavedView } from '#lib/server/saved-views.ts';
import { readPins } from '#lib/server/version-pins.ts';
import { viewHref } from '../../views/view-address.ts';
import { scenarioTerms } from '../scenario-terms.ts';
import { scenarioView, type ScenarioView } from '../what-if-view.server.ts';
import { MOST_COMPARED } from './compare-query.ts';

/** One saved scenario worked out with the versions it was kept with. */
export interface ComparedScenario {
	id: string;
	name: string;
	href: string;
	versions: string[];
	references: VersionReference[];
	/** What is assumed, in sentences. */
	terms: string[];
	/** Who is asked or what is removed, in a sentence. */
	basis: string;
	roles: {
		id: string;
		name: string;
		required: number;
		middle: number | null;
		alone: number | null;
		shocked: number | null;
	}[];
}

/** The scenarios of these ids in the order asked for, four at most; what no longer exists is left out. */
export async function comparedScenarios(
	reader: Reader,
	ids: readonly string[],
	origin: string,
	language: Language
): Promise<ComparedScenario[]> {
	const saved = await getRuntime().database.inOrganisation(reader.scope, (tx) =>
		listViews(tx, reader.scope, 'what-if')
	);
	const chosen = [...new Set(ids)].flatMap((id) => saved.find((view) => view.id === id) ?? []).slice(0, MOST_COMPARED);
	const found = [];
	for (const view of chosen) found.push(...(await worked(reader, view, origin, language)));
	return found;
}

async function worked(
	reader: Reader,
	view: SavedView,
	origin: string,
	language: Language
): Promise<ComparedScenario[]> {
	const href = viewHref(reader.organisation.slug, view);
	const own = { ...reader, pins: readPins(view.pins) };
	const shown = await scenarioView(own, new URL(href, origin), language);
	if ('missing' in shown) return [];
	const { result, query } = shown;
	const outlookOf = (row: WhatIfRow, sigma: number) =>
		query.isLayoff ? row.layoff : (row.outlooks.find((each) => each.sigma === sigma) ?? null);
	return [
		{
			...{ id: view.id, name: view.name, href },
			versions: result.versions.map(({ kind, version }) =>
				language.t('figures.version', { dataset: language.t(`data.kind-${kind}`), version })
			),
			references: result.versions,
			terms: scenarioTerms(query, language),
			basis: basisOf(shown, language),
			roles: result.rows.map((row) => ({
				...{ id: row.functionId, name: row.name, required: row.required },
				middle: outlookOf(row, 0)?.remaining[2].people ?? null,
				alone: outlookOf(row, 0)?.breachProbability ?? null,
				shocked: query.isLayoff ? null : (outlookOf(row, query.shock)?.breachProbability ?? null)
			}))
		}
	];
}

function basisOf({ query, result }: ScenarioView, { t, format }: Language): string {
	const { on, asked, expectedLeavers, postsRemoved } = result.summary;
	if (query.isLayoff) return t('whatif.compare-removed', { posts: postsRemoved, on: format.date(on) });
	return t('whatif.compare-asked', { count: asked, leavers: format.number(expectedLeavers) });
}

/** One row a role, three columns a scenario; text for the page and the value for the file. */
export function comparedTable(scenarios: ComparedScenario[], language: Language) {
	const { t, format } = language;
	const names = new Map(scenarios.flatMap(({ roles }) => roles.map(({ id, name }) => [id, name] as const)));
	const chance = (value: number | null) => ({ text: value === null ? '–' : chanceText(value, language), value });
	const count = (value: number | null) => ({ text: format.number(value), value });
	return {
		columns: scenarios.flatMap(({ name }) =>
			['middle', 'alone', 'shocked'].map((id) => t(`whatif.compared-${id}`, { name }))
		),
		rows: [...names].map(([id, name]) => ({
			name,
			cells: scenarios.flatMap(({ roles }) => {
				const role = roles.find((each) => each.id === id);
				return [count(role?.middle ?? null), chance(role?.alone ?? null), chance(role?.shocked ?? null)];
			})
		}))
	};
}
