import { computeAttritionRate } from '#lib/metrics/registry-staff.server.ts';
import { computeHeadcount, computeRoleCoverage, computeUltimatumResponse } from '#lib/metrics/registry.server.ts';
import { requireRole, type Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { addDays } from '#lib/statistics/civil-date.ts';
import { rowsFor } from '../../../figure-frame.ts';
import { serverLanguage } from '../../../language.server.ts';
import { sortedByGap } from '#lib/charts/coverage/coverage-layout.ts';
import { coverageFigure, coverageTitle } from '../coverage/coverage-figure.ts';
import { coverageSearch, defaultEvent, dayBefore, type CoverageQuery } from '../coverage/coverage-query.ts';
import { headcountTotals } from '../coverage/headcount-figure.ts';
import { eventTitle } from '../event-titles.ts';
import { coverageChoices, organisationFacts, type OrganisationFacts } from '../organisation-facts.server.ts';
import { overviewSentences } from './overview-sentences.ts';
import { today } from '../../../today.ts';
import { versionChange } from './version-change.server.ts';
import { finishedHere } from '../../../finished-here.ts';
import type { PageServerLoad } from './$types';

/** Finished on the server: no hydration. */
export const csr = false;

const YEAR = 365;
const ROLES_DRAWN = 8;

export const load: PageServerLoad = async (event) => {
	const reader = requireRole(event, 'analyst', 'executive');
	const language = serverLanguage(event.locals.locale);
	const facts = await organisationFacts(reader);
	const isAnalyst = reader.tier === 'analyst';
	if (facts.asOf === null) return { isAnalyst, view: null };
	const home = `/o/${reader.organisation.slug}`;
	const choices = coverageChoices({ ...facts, asOf: facts.asOf }, reader, (row) => eventTitle(row, language));
	const newest = defaultEvent(choices);
	const query: CoverageQuery = {
		event: newest?.id ?? null,
		clock: 'worked',
		on: facts.asOf,
		before: newest ? dayBefore(newest.dayZero) : null,
		role: null
	};
	const results = await overviewResults(reader, facts, query);
	const required = results.coverage?.rows.filter((row) => row.required > 0) ?? [];
	const sorted = sortedByGap(required);
	const place = {
		page: `${event.url.origin}${home}/coverage`,
		query: coverageSearch(query),
		figures: `${home}/figures`,
		...rowsFor(reader),
		isSample: reader.organisation.isSample,
		retrievedOn: today()
	};
	return finishedHere(event, {
		isAnalyst,
		view: {
			on: facts.asOf,
			changes: await versionChange(reader, facts, language),
			sentences: overviewSentences({ home, ...results }, language),
			coverage: results.coverage &&
				required.length > 0 && {
					figure: {
						...coverageFigure({ ...results.coverage, rows: sorted.slice(0, ROLES_DRAWN) }, place, language),
						title: coverageTitle(sorted, results.coverage.summary, language)
					},
					rows: sorted.slice(0, ROLES_DRAWN)
				},
			headcount: headcountTotals(results.headcount?.rows ?? []).map(({ date, headcount }) => ({ date, headcount }))
		}
	});
};

async function overviewResults(reader: Reader, facts: OrganisationFacts, query: CoverageQuery) {
	const runtime = getRuntime();
	const answered = facts.versions.find((version) => version.kind === 'ultimatum-responses')?.eventId ?? null;
	const rateOf = (to: string) => computeAttritionRate(runtime, reader, { from: addDays(to, 1 - YEAR), to });
	const [now, former] = [await rateOf(query.on), await rateOf(addDays(query.on, -YEAR))];
	return {
		attrition: now && former && { now, before: former },
		coverage: await computeRoleCoverage(runtime, reader, {
			on: query.on,
			clock: query.clock,
			before: query.before ?? undefined
		}),
		headcount: await computeHeadcount(runtime, reader, {
			from: addDays(query.on, -YEAR),
			to: query.on,
			step: 'month',
			group: null
		}),
		responses:
			answered === null
				? null
				: await computeUltimatumResponse(runtime, reader, { eventId: answered, dimension: 'role' })
	};
}
