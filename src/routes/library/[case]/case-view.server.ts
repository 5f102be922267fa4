import type { LibraryCase } from '#lib/library/case-catalogue.server.ts';
import type { Language } from '#lib/messages/language.ts';
import type { PublishedVersion } from '#lib/server/dataset-store.ts';
import { readerZone } from '../../reader-zone.ts';
import { readPublishedCase, shippedCases } from '../case-data.server.ts';
import { caseCharts, type CaseCharts } from './case-charts.ts';
import { caseFigures, type CaseFigures } from './case-page.ts';
import { seriesView, type SeriesView } from './series-view.server.ts';
import type { CaseData } from './case-rows.ts';
import { today } from '../../today.ts';
import type { TitleOf } from './case-story.ts';

export interface CaseView {
	described: LibraryCase;
	data: CaseData;
	versions: PublishedVersion[];
	titleOf: TitleOf;
	/** Absolute address of the page. */
	address: string;
	figures: CaseFigures;
	charts: CaseCharts;
	/** The official series beside the case, where it has one. */
	series: SeriesView | null;
}

/** Everything the page of a library case and its downloads show; null where there is no such published case. */
export async function caseView(caseId: string, url: URL, language: Language): Promise<CaseView | null> {
	const described = shippedCases().find((entry) => entry.id === caseId);
	const published = described && (await readPublishedCase(described.id));
	if (!described || !published) return null;
	const labels = new Map(Object.entries(described.labels));
	const titleOf = (id: string) => labels.get(id)?.[language.locale] ?? id;
	const path = `/library/${described.id}`;
	const zone = readerZone(url.searchParams);
	const place = {
		page: `${url.origin}${path}`,
		query: zone.isChosen ? new URLSearchParams({ zone: zone.zone }).toString() : '',
		figures: `${path}/figures`,
		isSample: false,
		isPublic: true,
		retrievedOn: today(),
		dataDate: importedOn(published.versions, language)
	};
	return {
		described,
		...published,
		titleOf,
		address: place.page,
		figures: caseFigures(published.data, titleOf, place, language),
		charts: caseCharts(published.data, titleOf, language),
		series: seriesView(described, language)
	};
}

function importedOn(versions: PublishedVersion[], { t, format }: Language): string {
	const newest = Math.max(...versions.map((version) => version.publishedAt.getTime()));
	return t('figures.imported-on', { date: format.date(new Date(newest).toISOString().slice(0, 10)) });
}
