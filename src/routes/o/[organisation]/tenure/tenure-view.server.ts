import type { Figure } from '#lib/charts/figure.ts';
import type { SurvivalCurve } from '#lib/charts/survival/survival-layout.ts';
import { stepCount, thinnedCurve } from '#lib/charts/survival/thinned-curve.ts';
import type { Language } from '#lib/messages/language.ts';
import { computeTenureSurvival } from '#lib/metrics/registry-tenure.server.ts';
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
import { incidenceCurves, incidenceFigure, tenureCurves, tenureFigure, type Tenure } from './tenure-figure.ts';
import { parseTenureQuery, tenureSearch, type TenureQuery } from './tenure-query.ts';

export interface TenureView {
	query: TenureQuery;
	refused: Refused[];
	parts: PartChoices;
	part: PeoplePart;
	/** The chosen part in words. */
	filters: string | null;
	curves: SurvivalCurve[];
	incidence: SurvivalCurve[];
	/** The same curves with every step. */
	whole: { tenure: SurvivalCurve[]; incidence: SurvivalCurve[] };
	/** Whether the groups differ, in words; null where they are not compared. */
	test: string | null;
	figures: { tenure: Figure; incidence: Figure };
}

/** Everything the tenure page and its downloads show; null while no roster is published. */
export async function tenureView(reader: Reader, url: URL, language: Language): Promise<TenureView | null> {
	const { query, refused } = parseTenureQuery(url.searchParams, reader.tier);
	const types = query.leaving === 'all' ? {} : { types: [query.leaving] };
	const people = await chosenPart(reader, url.searchParams, refused, language);
	const { parts, part, filters, reader: chosenReader } = people;
	const grouped = await computeTenureSurvival(getRuntime(), chosenReader, { group: query.group, ...types });
	const whole = await computeTenureSurvival(getRuntime(), chosenReader, {});
	if (grouped === null || whole === null) return null;
	const { families } = await organisationFacts(reader);
	const roleName = roleNamer(families, language);
	const named = (group: string) => (group === '' ? language.t('figures.not-stated') : group);
	const nameOf = query.group === 'role' ? roleName : named;
	const everyStep = tenureCurves(grouped.rows, nameOf);
	const everyReason = incidenceCurves(
		whole.rows[0],
		(type) => language.t(`metrics.separation.${type}`),
		language.t('figures.headcount.everybody')
	);
	const [curves, incidence] = [everyStep.map(thinnedCurve), everyReason.map(thinnedCurve)];
	const place = {
		page: `${url.origin}/o/${reader.organisation.slug}/tenure`,
		query: withPeoplePart(tenureSearch(query), part),
		filters,
		figures: `/o/${reader.organisation.slug}/figures`,
		...rowsFor(reader),
		isSample: reader.organisation.isSample,
		retrievedOn: today()
	};
	return withOwnSummaries(reader, language, {
		...{ query, refused, curves, incidence, parts, part, filters },
		whole: { tenure: everyStep, incidence: everyReason },
		test: logRankSentence(grouped, language),
		figures: {
			tenure: tenureFigure(grouped, { curves, steps: stepCount(everyStep), nameOf }, place, language),
			incidence: incidenceFigure(whole, { curves: incidence, steps: stepCount(everyReason) }, place, language)
		}
	});
}

/** "Log-rank test over 7 groups: chi-square 12.3 on 6 degrees of freedom, p = 0.055." */
function logRankSentence({ summary }: Tenure, { t, format }: Language): string | null {
	const { logRank } = summary;
	if (logRank === null || logRank.chiSquare === null || logRank.p === null) return null;
	return t('figures.tenure-curve.log-rank', {
		groups: logRank.degrees + 1,
		chiSquare: format.fixed(logRank.chiSquare, 1),
		degrees: logRank.degrees,
		p: logRank.p < 0.001 ? `< ${format.number(0.001, 3)}` : `= ${format.number(logRank.p, logRank.p < 0.1 ? 3 : 2)}`
	});
}
