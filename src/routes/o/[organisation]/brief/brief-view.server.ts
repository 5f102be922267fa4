import type { Figure } from '#lib/charts/figure.ts';
import { sortedByGap } from '#lib/charts/coverage/coverage-layout.ts';
import type { Language } from '#lib/messages/language.ts';
import { computeHeadcount, computeRoleCoverage, computeUltimatumResponse } from '#lib/metrics/registry.server.ts';
import type { CoverageRow } from '#lib/metrics/registry.server.ts';
import type { Reader as MetricReader } from '#lib/metrics/registry-result.server.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { today } from '../../../today.ts';
import { coverageFigure, coverageTitle } from '../coverage/coverage-figure.ts';
import { coverageSearch, parseCoverageQuery } from '../coverage/coverage-query.ts';
import type { Refused } from '../filter-reader.ts';
import { eventTitle } from '../event-titles.ts';
import { coverageChoices, organisationFacts } from '../organisation-facts.server.ts';
import { briefAnswers, rolesBelow, type BriefAnswer } from './brief-statements.ts';

/** A role below its minimum, in words, for the table of the brief. */
export interface BriefRole {
	id: string;
	cells: string[];
}
export interface BriefView {
	on: string;
	refused: Refused[];
	/** The first day and the last day a reader may choose, and whether any day between will do. */
	days: { isListed: boolean; from: string; to: string };
	answers: BriefAnswer[];
	columns: string[];
	roles: BriefRole[];
	/** How many more are below their minimum than the table has room for. */
	more: number;
	figure: Figure;
	rows: CoverageRow[];
	/** The filters of the brief as an address part. */
	query: string;
}

const COLUMNS = ['role', 'has', 'before', 'since', 'back', 'owner'];
const ROLES_LISTED = 5;
const ROLES_DRAWN = 6;

/** Everything the brief shows, on the page and in its slides; the reason while there is nothing to compute. */
export async function briefView(
	reader: MetricReader & Pick<Reader, 'organisation'>,
	url: URL,
	language: Language
): Promise<BriefView | { missing: 'roster' | 'requirements' }> {
	const facts = await organisationFacts(reader);
	if (facts.asOf === null) return { missing: 'roster' };
	const choices = coverageChoices({ ...facts, asOf: facts.asOf }, reader, (row) => eventTitle(row, language));
	const { query, refused } = parseCoverageQuery(url.searchParams, choices);
	const { on, clock, before } = query;
	const runtime = getRuntime();
	const coverage = await computeRoleCoverage(runtime, reader, { on, clock, before: before ?? undefined });
	if (coverage === null) return { missing: 'requirements' };
	const event = facts.data.events.find((row) => row.eventId === query.event) ?? null;
	const below = rolesBelow(coverage.rows);
	const drawn = sortedByGap(coverage.rows.filter((row) => row.required > 0)).slice(0, ROLES_DRAWN);
	const search = coverageSearch({ ...query, role: null });
	const place = {
		page: `${url.origin}/o/${reader.organisation.slug}/brief`,
		query: search,
		figures: `/o/${reader.organisation.slug}/figures`,
		isSample: reader.organisation.isSample,
		retrievedOn: today()
	};
	return {
		on,
		refused,
		days: { isListed: reader.tier !== 'analyst', from: choices.firstDay, to: choices.lastDay },
		answers: briefAnswers(
			{
				event,
				coverage,
				headcount:
					before === null
						? null
						: await computeHeadcount(runtime, reader, { from: before, to: on, step: 'month', clock }),
				responses:
					event === null
						? null
						: await computeUltimatumResponse(runtime, reader, { eventId: event.eventId, dimension: 'role' })
			},
			language
		),
		columns: COLUMNS.map((id) => language.t(`brief.column-${id}`)),
		roles: below.slice(0, ROLES_LISTED).map((row) => ({ id: row.functionId, cells: roleCells(row, language) })),
		more: Math.max(0, below.length - ROLES_LISTED),
		figure: {
			...coverageFigure({ ...coverage, rows: drawn }, place, language),
			title: coverageTitle(coverage.rows, coverage.summary, language),
			notes: [],
			// Its files are the slides.
			downloads: null,
			noteHref: undefined
		},
		rows: drawn,
		query: search
	};
}

function roleCells(row: CoverageRow, language: Language): string[] {
	const { t, format } = language;
	return [
		row.isCritical ? t('figures.coverage.critical', { role: row.name }) : row.name,
		t('brief.has', { qualified: row.qualified, required: row.required, short: row.shortfall }),
		format.number(row.qualifiedBefore),
		format.shortDate(row.belowSince),
		row.recoversOn === null ? t('brief.not-in-sight') : format.shortDate(row.recoversOn),
		row.owner ?? '–'
	];
}
