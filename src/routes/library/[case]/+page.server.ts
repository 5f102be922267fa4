import { error } from '@sveltejs/kit';
import { serverLanguage } from '../../language.server.ts';
import { readerZone } from '../../reader-zone.ts';
import { readPublishedCase, shippedCases } from '../case-data.server.ts';
import { caseFigures, ultimatums } from './case-page.ts';
import { caseStory } from './case-story.ts';
import { caseCharts } from './case-charts.ts';
import { caseCitation } from './citation.ts';
import { pressFigures, pressFiguresTable } from './press-figures.ts';
import { toldContradictions } from './told-contradictions.ts';
import { toldDepartures, toldIncidents } from './told-people.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) => {
	const described = shippedCases().find((entry) => entry.id === params.case);
	const published = described && (await readPublishedCase(described.id));
	if (!described || !published) error(404, 'Not found');
	const reader = readerZone(url.searchParams);
	const language = serverLanguage(locals.locale, reader.zone);
	const { locale } = language;
	const { data, versions } = published;
	const titleOf = (id: string) => described.labels[id]?.[locale] ?? id;
	const place = {
		page: `${url.origin}${url.pathname}`,
		query: reader.isChosen ? new URLSearchParams({ zone: reader.zone }).toString() : '',
		figures: `${url.pathname}/figures`,
		isSample: false
	};
	return {
		id: described.id,
		title: described.title[locale],
		organisation: described.organisation,
		story: described.story[locale],
		reader,
		figures: caseFigures(data, titleOf, place, language),
		charts: caseCharts(data, titleOf, language),
		ultimatums: ultimatums(data.events, titleOf),
		steps: caseStory(data, titleOf, language),
		table: pressFiguresTable(pressFigures(data, titleOf, language), language),
		contradictions: toldContradictions(described.contradictions, language),
		departures: toldDepartures(data.departures, language),
		incidents: toldIncidents(data.incidents, titleOf, reader.zone, language),
		files: described.resources.map((resource) => ({
			title: resource.title,
			file: resource.path,
			href: `/cases/${described.id}/${resource.path}`,
			kilobytes: resource.bytes / 1000
		})),
		packageHref: `/cases/${described.id}/datapackage.json`,
		licences: described.licences.map(({ title, href }) => ({ title, href })),
		citation: caseCitation(
			{
				id: described.id,
				title: described.title[locale],
				versions: versions.map((version) => `${version.kind} ${version.number}`).join(', '),
				address: place.page,
				retrievedOn: new Date().toISOString().slice(0, 10)
			},
			language
		)
	};
};
