import { chanceText } from '#lib/charts/fan/fan-table.ts';
import type { Language } from '#lib/messages/language.ts';
import type { SegmentOutlook, WhatIfResult } from '#lib/metrics/registry-scenarios.server.ts';
import { REPLACEMENT_SOURCES } from '#lib/statistics/replacement-sources.ts';
import { numberColumns, type PlainTable } from '../plain-table.ts';
import type { ScenarioView } from './what-if-view.server.ts';

type Roles = (role: string) => string;
type Money = { low: number; best: number; high: number };

export const MOST_SEGMENTS = 300;

/** What is assumed of each segment before anybody is asked: who is in it, what the past says, how likely it is to leave. */
export function segmentTable(segments: SegmentOutlook[], roleName: Roles, language: Language): PlainTable {
	const { t, format } = language;
	const stated = (word: string) => word || t('figures.not-stated');
	const labels = ['segment', 'people', 'history', 'mean', 'range'].map((id) => t(`whatif.column-${id}`));
	return {
		label: t('whatif.segments-heading'),
		columns: numberColumns(labels),
		rows: segments
			.toSorted((a, b) => b.people - a.people)
			.slice(0, MOST_SEGMENTS)
			.map(({ role, level, site, people, history, mean, lower, upper }) => [
				[roleName(role), stated(level), stated(site)].join(' · '),
				format.number(people),
				history === null
					? t('whatif.no-history')
					: t('whatif.history-of', { left: format.number(history.left), of: format.number(history.of) }),
				format.percent(mean),
				format.interval(lower, upper)
			])
	};
}

/** That some role at its minimum now falls below it: if people leave independently, and in words under each shock. */
export function anyBreach({ summary }: WhatIfResult, language: Language): { alone: string; shocked: string[] } {
	const { t, format } = language;
	const chance = (found: { ofNew: number } | undefined) => (found ? chanceText(found.ofNew, language) : '–');
	return {
		alone: chance(summary.anyBreach.find(({ sigma }) => sigma === 0)),
		shocked: summary.anyBreach
			.filter(({ sigma }) => sigma > 0)
			.map((each) => t('whatif.any-shock', { sigma: format.number(each.sigma, 1), chance: chance(each) }))
	};
}

/** Each role with and without what was assumed: exempt roles and factors on the odds. */
export function effectTable(result: WhatIfResult, plain: WhatIfResult, sigma: number, language: Language): PlainTable {
	const { t, format } = language;
	const at = (from: WhatIfResult, id: string, shock: number) =>
		from.rows.find(({ functionId }) => functionId === id)?.outlooks.find((each) => each.sigma === shock);
	const chance = (from: WhatIfResult, id: string, shock: number) => {
		const found = at(from, id, shock);
		return found ? chanceText(found.breachProbability, language) : '–';
	};
	const labels = ['role', 'plain-alone', 'assumed-alone', 'plain-shock', 'assumed-shock', 'leavers-change'].map((id) =>
		t(`whatif.effect-${id}`, { sigma: format.number(sigma, 1) })
	);
	return {
		label: t('whatif.effect-heading'),
		columns: numberColumns(labels),
		rows: result.rows.map(({ functionId, name }) => [
			name,
			...[0, sigma].flatMap((shock) => [chance(plain, functionId, shock), chance(result, functionId, shock)]),
			t('whatif.from-to', {
				from: format.number(at(plain, functionId, 0)?.expectedLeavers ?? 0, 1),
				to: format.number(at(result, functionId, 0)?.expectedLeavers ?? 0, 1)
			})
		])
	};
}

/** The whole company under none, each one alone and all of what was assumed; null where that is one or nothing. */
export function singleTable(
	{ result, plain, single, query }: Pick<ScenarioView, 'result' | 'plain' | 'single' | 'query'>,
	language: Language
): PlainTable | null {
	const { t, format } = language;
	if (plain === null || single.length === 0) return null;
	const sigma = format.number(query.shock, 1);
	const labels = ['assumption', 'asked', 'leavers', 'any-alone', 'any-shock'].map((id) =>
		t(`whatif.single-${id}`, { sigma })
	);
	const chance = ({ summary }: WhatIfResult, shock: number) => {
		const found = summary.anyBreach.find((each) => each.sigma === shock);
		return found ? chanceText(found.ofNew, language) : '–';
	};
	const line = (label: string, of: WhatIfResult) => [
		label,
		format.number(of.summary.asked),
		format.number(of.summary.expectedLeavers, 1),
		chance(of, 0),
		chance(of, query.shock)
	];
	return {
		label: t('whatif.single-heading'),
		columns: numberColumns(labels),
		rows: [
			line(t('whatif.single-none'), plain),
			...single.map((each) => line(t(`whatif.single-${each.assumption}`), each.result)),
			line(t('whatif.single-all'), result)
		]
	};
}

/** Money as low, best and high; null where no pay was entered. */
export function costTable({ summary }: WhatIfResult, { t, format }: Language): PlainTable | null {
	const { costs, currency } = summary;
	if (costs === null) return null;
	const rounded = (value: number) => format.number(Number(value.toPrecision(3)));
	const line = (id: string, { low, best, high }: Money) => [t(`whatif.cost-${id}`), ...[low, best, high].map(rounded)];
	const { expected, sd } = costs.severance;
	const spread = { low: Math.max(0, expected - 1.96 * sd), best: expected, high: expected + 1.96 * sd };
	const avoided = { low: costs.avoidedSalary, best: costs.avoidedSalary, high: costs.avoidedSalary };
	return {
		label: t('whatif.cost-heading', { currency: currency ?? t('whatif.currency-unknown') }),
		columns: numberColumns([t('whatif.cost-what'), ...['low', 'best', 'high'].map((id) => t(`charts.column-${id}`))]),
		rows: [
			line('severance', spread),
			line('backfill', costs.backfill),
			line('avoided', avoided),
			line('net', costs.net)
		]
	};
}

/** Where the range of replacement costs comes from. */
export function sourceTable({ t, format }: Language): PlainTable {
	return {
		label: t('whatif.sources-heading'),
		columns: [
			{ label: t('whatif.source-years'), isNumber: true },
			{ label: t('whatif.source-citation') },
			{ label: t('whatif.source-strength') }
		],
		rows: REPLACEMENT_SOURCES.map(({ low, high, citation, strength }) => [
			low === high ? format.number(low, 2) : `${format.number(low, 2)}–${format.number(high, 2)}`,
			citation,
			t(`whatif.strength-${strength}`)
		])
	};
}
