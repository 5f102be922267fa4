import type { RateDatum } from '#lib/charts/rates/rates-layout.ts';
import type { Figure } from '#lib/charts/figure.ts';
import { referenceTurnover } from '#lib/library/reference-series.server.ts';
import type { Language } from '#lib/messages/language.ts';
import { computeMonthlyLoss } from '#lib/metrics/registry-outcomes.server.ts';
import { computeAttritionRate } from '#lib/metrics/registry-staff.server.ts';
import { referenceFolder } from '#lib/server/installation.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { rowsFor } from '../../../figure-frame.ts';
import { withOwnSummaries } from '../summaries/own-summaries.server.ts';
import { today } from '../../../today.ts';
import { chosenPart } from '../chosen-part.server.ts';
import type { Refused } from '../filter-reader.ts';
import { roleNamer } from '../group-names.ts';
import { organisationFacts } from '../organisation-facts.server.ts';
import { withPeoplePart } from '../people-part.ts';
import type { PartChoices, PeoplePart } from '../people-part.ts';
import { attritionBars, attritionFigure, attritionTitle, type Attrition } from './attrition-figure.ts';
import {
	attritionChoices,
	attritionSearch,
	monthsOf,
	parseAttritionQuery,
	windowOf,
	type AttritionChoices,
	type AttritionPageQuery
} from './attrition-query.ts';
import { monthsView, type MonthsView } from './months-figure.ts';
import { movementView, type MovementView } from './movement-figure.ts';
import { usRatesView, type UsRatesView } from './us-rates-figure.ts';

export interface AttritionView {
	query: AttritionPageQuery;
	choices: AttritionChoices;
	refused: Refused[];
	parts: PartChoices;
	part: PeoplePart;
	/** The chosen part in words. */
	filters: string | null;
	bars: RateDatum[];
	types: RateDatum[];
	/** The same measure one calendar year earlier, as a sentence; null for a period that has none. */
	former: string | null;
	/** The roles that may be chosen for the movement, with somebody in them. */
	roles: { id: string; name: string }[];
	movement: MovementView | null;
	months: MonthsView | null;
	/** Exits a month beside the rates of the United States; null unless asked for. */
	us: UsRatesView | null;
	/** The same view with those rates shown, or without. */
	usHref: string;
	figures: { groups: Figure; types: Figure };
}

/** Everything the attrition page and its downloads show; null while no roster is published. */
export async function attritionView(reader: Reader, url: URL, language: Language): Promise<AttritionView | null> {
	const facts = await organisationFacts(reader);
	if (facts.asOf === null) return null;
	const families = facts.families.map((family) => family.id);
	const choices = attritionChoices(reader.tier, facts.asOf, families);
	const { query, refused } = parseAttritionQuery(url.searchParams, choices);
	const people = await chosenPart(reader, url.searchParams, refused, language);
	const { parts, part, filters, reader: chosenReader } = people;
	const { denominator, fold, contractors } = query;
	const compute = (group: AttritionPageQuery['group'] | null, period: string) =>
		computeAttritionRate(getRuntime(), chosenReader, {
			...windowOf(period, facts.asOf!),
			...{ group, denominator, fold, contractors }
		});
	const groups = await compute(query.group, query.period);
	const types = await compute('type', query.period);
	if (groups === null || types === null) return null;
	const roleName = roleNamer(facts.families, language);
	const bars = attritionBars(groups, (group) => groupName(group, query.group, roleName, language));
	const typeBars = attritionBars(types, (group) => groupName(group, 'type', roleName, language));
	const place = {
		page: `${url.origin}/o/${reader.organisation.slug}/attrition`,
		query: withPeoplePart(attritionSearch(query, choices), part),
		filters,
		figures: `/o/${reader.organisation.slug}/figures`,
		...rowsFor(reader),
		isSample: reader.organisation.isSample,
		retrievedOn: today()
	};
	const byRole = query.group === 'role' ? groups : await compute('role', query.period);
	const whole = query.role === 'all' ? types.summary.total : byRole?.rows.find((row) => row.group === query.role);
	const scope = query.role === 'all' ? null : roleName(query.role);
	const months = await computeMonthlyLoss(getRuntime(), chosenReader, {
		...monthsOf(query.period, facts.asOf),
		contractors
	});
	const former = query.period === 'last' ? null : await compute(null, String(Number(query.period) - 1));
	return withOwnSummaries(reader, language, {
		...{ query, choices, refused, bars, parts, part, filters },
		types: typeBars,
		roles: (byRole?.rows ?? []).flatMap(({ group }) => (group ? [{ id: group, name: roleName(group) }] : [])),
		movement: (whole && movementView(query.role === 'all' ? types : byRole!, whole, scope, place, language)) ?? null,
		months: months && monthsView(months, roleName, place, language),
		us: query.us === 'on' ? usRatesView(types, referenceTurnover(referenceFolder()), place, language) : null,
		usHref: usAddress(url, query.us),
		former: former && formerSentence(former, language),
		figures: {
			groups: attritionFigure(groups, bars, place, language),
			types: {
				...attritionFigure(types, typeBars, place, language),
				title: language.t('figures.attrition.title-types', { exits: types.summary.total.separations ?? 0 })
			}
		}
	});
}

function usAddress({ searchParams }: URL, us: AttritionPageQuery['us']): string {
	const parameters = new URLSearchParams(searchParams);
	if (us === 'on') parameters.delete('us');
	else parameters.set('us', 'on');
	return us === 'on' ? `?${parameters}#attrition-types` : `?${parameters}#attrition-us`;
}

function formerSentence({ summary }: Attrition, language: Language): string | null {
	return summary.total.personYears > 0 ? attritionTitle(summary, language) : null;
}

function groupName(
	group: string,
	grouping: AttritionPageQuery['group'],
	roleName: (role: string) => string,
	{ t, format }: Language
): string {
	if (grouping === 'role') return roleName(group);
	if (grouping === 'type') return t(`metrics.separation.${group}`);
	if (grouping === 'month') return format.partialDate(group);
	return group === '' ? t('figures.not-stated') : group;
}
