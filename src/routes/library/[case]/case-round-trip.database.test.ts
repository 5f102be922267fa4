import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { figureCsv } from '#lib/charts/figure-csv.ts';
import { figureSvg } from '#lib/charts/figure-export.server.ts';
import { figureJson } from '#lib/charts/figure-json.ts';
import RangesChart from '#lib/charts/ranges/RangesChart.svelte';
import TimelineChart from '#lib/charts/timeline/TimelineChart.svelte';
import { findCase, readCaseCatalogue } from '#lib/library/case-catalogue.server.ts';
import { caseArchive } from '#lib/library/event-export.server.ts';
import { importEventFile } from '#lib/library/event-file.server.ts';
import { ensureLibrary } from '#lib/library/library.server.ts';
import { publishedVersions } from '#lib/server/dataset-store.ts';
import { libraryScope } from '#lib/server/library-organisation.ts';
import type { Scope } from '#lib/server/database.ts';
import { createOrganisation, testDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { serverLanguage } from '../../language.server.ts';
import { caseRows } from '../case-data.server.ts';
import { caseCharts } from './case-charts.ts';
import { caseFigures } from './case-page.ts';
import type { CaseData } from './case-rows.ts';
import { caseStory } from './case-story.ts';
import { pressFigures, pressFiguresTable } from './press-figures.ts';

const CASES = 'static/cases';
const CSV = { separator: ',', decimalMark: '.' } as const;
let shipping: TestDatabase;
let empty: TestDatabase;
beforeAll(async () => {
	[shipping, empty] = [await testDatabase(), await testDatabase()];
	await ensureLibrary(shipping.io, CASES);
});
afterAll(async () => {
	await shipping.drop();
	await empty.drop();
});

type Labels = Record<string, { en: string; fr: string }>;
const place = {
	...{
		page: 'https://example.org/library/case',
		query: '',
		figures: '/library/case/figures',
		dataDate: 'Read in once.'
	},
	...{ isSample: false, isPublic: true, retrievedOn: '2026-11-22' }
};

async function dataOf({ database }: TestDatabase, scope: Scope, caseId?: string): Promise<CaseData> {
	return database.inOrganisation(scope, async (tx) => caseRows(tx, scope, await publishedVersions(tx, scope, caseId)));
}

/** Everything that can be downloaded of a case's figures, in both languages: drawings, tables, data. */
function outputOf(data: CaseData, labels: Labels): Record<string, string> {
	const found: Record<string, string> = {};
	for (const locale of ['en', 'fr'] as const) {
		const language = serverLanguage(locale);
		const titleOf = (id: string) => labels[id]?.[locale] ?? id;
		const charts = caseCharts(data, titleOf, language);
		const { timeline, headcounts, teams } = caseFigures(data, titleOf, place, language);
		found[`${locale} timeline`] = figureSvg(TimelineChart, charts.timeline, timeline, locale);
		if (headcounts) found[`${locale} headcounts`] = figureSvg(RangesChart, charts.headcounts, headcounts, locale);
		if (teams) found[`${locale} teams`] = figureSvg(RangesChart, charts.teams, teams, locale);
		for (const figure of [timeline, headcounts, teams].filter((each) => each !== null))
			found[`${locale} ${figure.id} data`] = figureCsv(figure.table, CSV) + figureJson(figure);
		found[`${locale} press`] = figureCsv(pressFiguresTable(pressFigures(data, titleOf, language), language), CSV);
	}
	return found;
}

test.each(['twitter', 'automattic', 'us-federal-2025'])(
	'%s, exported and read into an empty installation, gives the same drawings, tables and data there, byte for byte',
	async (caseId) => {
		const library = (await libraryScope(shipping.database))!;
		const described = findCase(CASES, caseId)!;
		const before = outputOf(await dataOf(shipping, library, caseId), described.labels);

		const archive = caseArchive(CASES, described);
		const scope = { organisation: (await createOrganisation(empty.database)).id, account: null };
		await importEventFile(empty.io, scope, archive);
		const { muster } = JSON.parse(new TextDecoder().decode(unzipSync(archive)['datapackage.json'])) as {
			muster: { labels: Labels };
		};
		const after = outputOf(await dataOf(empty, scope), muster.labels);

		expect(Object.keys(before)).toEqual(expect.arrayContaining(['en timeline', 'fr timeline', 'fr press']));
		expect(Object.values(before).every((text) => text.length > 100)).toBe(true);
		expect(after).toEqual(before);
	}
);

test.each(readCaseCatalogue(CASES).map(({ id }) => id))(
	'%s: every figure of the page has a source and a status, every event its step with its sources',
	async (caseId) => {
		const library = (await libraryScope(shipping.database))!;
		const data = await dataOf(shipping, library, caseId);
		const language = serverLanguage('en');
		const figures = pressFigures(data, (id) => id, language);
		const lacking = figures.filter(({ status, sources }) => status === null || sources.length === 0);
		expect(lacking.map(({ id }) => id)).toEqual([]);
		const { columns, rows } = pressFiguresTable(figures, language);
		const shown = ['status', 'source'].map((name) => columns.findIndex(({ id }) => id === name));
		expect(rows.flatMap((row) => shown.map((at) => row[at].text)).filter((text) => text === '–')).toEqual([]);
		const steps = new Map(caseStory(data, (id) => id, language).map((step) => [step.id, step]));
		expect(data.events.length).toBeGreaterThan(0);
		for (const { eventId } of data.events) expect([eventId, steps.get(eventId)?.sources.length]).not.toContain(0);
		expect(data.events.filter(({ eventId }) => !steps.has(eventId))).toEqual([]);
	}
);
