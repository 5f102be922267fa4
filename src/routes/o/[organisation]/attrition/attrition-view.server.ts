import type { RateDatum } from '#lib/charts/rates/rates-layout.ts';
import type { Figure } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import { computeAttritionRate } from '#lib/metrics/registry-staff.server.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { today } from '../../../today.ts';
import type { Refused } from '../coverage/coverage-query.ts';
import { roleNamer } from '../group-names.ts';
import { organisationFacts } from '../organisation-facts.server.ts';
import { attritionBars, attritionFigure, attritionTitle, type Attrition } from './attrition-figure.ts';
import {
	attritionChoices,
	attritionSearch,
	parseAttritionQuery,
	windowOf,
	type AttritionChoices,
	type AttritionPageQuery
} from './attrition-query.ts';

export interface AttritionView {
	query: AttritionPageQuery;
	choices: AttritionChoices;
	refused: Refused[];
	bars: RateDatum[];
	types: RateDatum[];
	/** The same measure one calendar year earlier, as a sentence; null for a period that has none. */
	former: string | null;
	figures: { groups: Figure; types: Figure };
}

/** Everything the attrition page and its downloads show; null while no roster is published. */
export async function attritionView(reader: Reader, url: URL, language: Language): Promise<AttritionView | null> {
	const facts = await organisationFacts(reader);
	if (facts.asOf === null) return null;
	const choices = attritionChoices(reader.tier, facts.asOf);
	const { query, refused } = parseAttritionQuery(url.searchParams, choices);
	const { denominator, fold, contractors } = query;
	const compute = (group: AttritionPageQuery['group'] | null, period: string) =>
		computeAttritionRate(getRuntime(), reader, {
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
		query: attritionSearch(query, choices),
		figures: `/o/${reader.organisation.slug}/figures`,
		isSample: reader.organisation.isSample,
		retrievedOn: today()
	};
	const former = query.period === 'last' ? null : await compute(null, String(Number(query.period) - 1));
	return {
		...{ query, choices, refused, bars },
		types: typeBars,
		former: former && formerSentence(former, language),
		figures: {
			groups: attritionFigure(groups, bars, place, language),
			types: {
				...attritionFigure(types, typeBars, place, language),
				title: language.t('figures.attrition.title-types', { exits: types.summary.total.separations ?? 0 })
			}
		}
	};
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
