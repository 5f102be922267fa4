import type { Figure } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import { computeHeadcount, computeRoleCoverage, type CoverageRow } from '#lib/metrics/registry.server.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { addDays } from '#lib/statistics/civil-date.ts';
import { rowsFor } from '../../../figure-frame.ts';
import { eventTitle } from '../event-titles.ts';
import { roleNamer } from '../group-names.ts';
import { coverageChoices, organisationFacts, type OrganisationFacts } from '../organisation-facts.server.ts';
import { coverageAnalysis, type CoverageAnalysis } from './coverage-analysis.server.ts';
import { coverageFigure, type Coverage } from './coverage-figure.ts';
import { coverageSearch, parseCoverageQuery, type CoverageChoices, type CoverageQuery } from './coverage-query.ts';
import { chosenPart, type ChosenPart } from '../chosen-part.server.ts';
import type { Refused } from '../filter-reader.ts';
import { withPeoplePart } from '../people-part.ts';
import { withOwnSummaries } from '../summaries/own-summaries.server.ts';
import { today } from '../../../today.ts';
import { drawnRoles, headcountFigure, type Headcount } from './headcount-figure.ts';

export interface CoverageView {
	query: CoverageQuery;
	choices: CoverageChoices;
	refused: Refused[];
	/** Which people headcount and tenure kept are of; the rest is of everybody. */
	people: Omit<ChosenPart, 'reader'>;
	/** All roles with a minimum, for the filter, with the role their people have; `rows` are those shown. */
	roles: { id: string; name: string; role: string | null }[];
	coverage: Coverage;
	headcount: Headcount;
	events: { id: string; date: string; label: string }[];
	analysis: CoverageAnalysis;
	figures: { coverage: Figure; headcount: Figure };
}

const MONTHS_SHOWN_DAYS = 365;

/** Everything the coverage page and its downloads show; null with the reason while there is nothing to compute. */
export async function coverageView(
	reader: Reader,
	url: URL,
	language: Language
): Promise<CoverageView | { missing: 'roster' | 'requirements' }> {
	const facts = await organisationFacts(reader);
	if (facts.asOf === null) return { missing: 'roster' };
	const titleOf = (event: OrganisationFacts['data']['events'][number]) => eventTitle(event, language);
	const choices = coverageChoices({ ...facts, asOf: facts.asOf }, reader, titleOf);
	const { query, refused } = parseCoverageQuery(url.searchParams, choices);
	const all = await computeRoleCoverage(getRuntime(), reader, {
		on: query.on,
		clock: query.clock,
		before: query.before ?? undefined
	});
	if (all === null) return { missing: 'requirements' };
	const chosen = chosenRole(all.rows, query, refused);
	const coverage = chosen === null ? all : { ...all, rows: [chosen] };
	const { reader: chosenReader, ...people } = await chosenPart(reader, url.searchParams, refused, language);
	const everybody = await headcountByRole(chosenReader, query, chosen);
	if (everybody === null) return { missing: 'roster' };
	const required = coverage.rows.filter((row) => row.required > 0).map((row) => row.roleFamily);
	const headcount = { ...everybody, rows: drawnRoles(everybody.rows, required) };
	const events = choices.events.map(({ id, dayZero, title }) => ({ id, date: dayZero, label: title }));
	const place = {
		page: `${url.origin}/o/${reader.organisation.slug}/coverage`,
		query: withPeoplePart(coverageSearch({ ...query, role: chosen?.functionId ?? null }), people.part),
		figures: `/o/${reader.organisation.slug}/figures`,
		...rowsFor(reader),
		isSample: reader.organisation.isSample,
		retrievedOn: today()
	};
	const ofPeople = { ...place, filters: people.filters };
	const roleName = roleNamer(facts.families, language);
	const nameOfRole = (family: string | null) => (family === null ? null : roleName(family));
	const context = { query, roleName, place, ofPeople };
	return withOwnSummaries(reader, language, {
		people,
		analysis: await coverageAnalysis({ reader, chosenReader }, coverage, context, language),
		query: { ...query, role: chosen?.functionId ?? null },
		choices,
		refused,
		roles: all.rows.map((row) => ({ id: row.functionId, name: row.name, role: nameOfRole(row.roleFamily) })),
		coverage,
		headcount: {
			...headcount,
			rows: headcount.rows.map((row) => ({ ...row, group: row.group === null ? null : roleName(row.group) }))
		},
		events: events.filter((event) => event.date >= headcount.summary.from && event.date <= headcount.summary.to),
		figures: {
			coverage: coverageFigure(coverage, place, language),
			headcount: headcountFigure(headcount, { events, roleName }, ofPeople, language)
		}
	});
}

function chosenRole(rows: CoverageRow[], query: CoverageQuery, refused: Refused[]): CoverageRow | null {
	if (query.role === null) return null;
	const found = rows.find((row) => row.functionId === query.role);
	if (!found) refused.push({ parameter: 'role', value: query.role.slice(0, 60) });
	return found ?? null;
}

/** A year of headcount up to the chosen day, by month for everybody: the step executives may see (METHODS 7.4). */
function headcountByRole(reader: Reader, query: CoverageQuery, chosen: CoverageRow | null): Promise<Headcount | null> {
	return computeHeadcount(getRuntime(), reader, {
		from: addDays(query.on, -MONTHS_SHOWN_DAYS),
		to: query.on,
		step: reader.tier === 'analyst' ? 'week' : 'month',
		clock: query.clock,
		group: 'role',
		...(chosen?.roleFamily ? { role: chosen.roleFamily } : {})
	});
}
