import { error } from '@sveltejs/kit';
import { SCHEMA_FOLDER } from '#lib/library/event-package.ts';
import { serverLanguage } from '../../language.server.ts';
import { readerZone } from '../../reader-zone.ts';
import { ultimatums } from './case-page.ts';
import { caseStory } from './case-story.ts';
import { caseView } from './case-view.server.ts';
import { caseCitation } from './citation.ts';
import { pressFigures, pressFiguresTable } from './press-figures.ts';
import { toldContradictions } from './told-contradictions.ts';
import { toldDepartures, toldIncidents } from './told-people.ts';
import { today } from '../../today.ts';
import type { PageServerLoad } from './$types';

/** Finished on the server: no hydration. */
export const csr = false;

const FIRST_VERSION = '1.0.0';

export const load: PageServerLoad = async ({ params, locals, url }) => {
	const reader = readerZone(url.searchParams);
	const language = serverLanguage(locals.locale, reader.zone);
	const view = await caseView(params.case, url, language);
	if (view === null) error(404, 'Not found');
	const { described, data, versions, titleOf, figures, charts, series, address } = view;
	const { locale } = language;
	const citation = {
		id: described.id,
		title: described.title[locale],
		version: described.version,
		versions: versions.map((version) => `${version.kind} ${version.number}`).join(', '),
		address,
		retrievedOn: today()
	};
	return {
		title: described.title[locale],
		organisation: described.organisation,
		story: described.story[locale],
		reader,
		figures,
		charts,
		series,
		ultimatums: ultimatums(data.events, titleOf),
		steps: caseStory(data, titleOf, language),
		table: pressFiguresTable(pressFigures(data, titleOf, language), language),
		contradictions: toldContradictions(described.contradictions, language),
		articles: described.articles.map(({ id, source, claims }) => ({
			id,
			source: source[locale],
			claims: claims.map(({ text, check, status }) => ({
				...{ text: text[locale], check: check[locale] },
				status: language.t(`figures.state.${status}`)
			}))
		})),
		departures: toldDepartures(data.departures, language),
		incidents: toldIncidents(data.incidents, titleOf, reader.zone, language),
		files: [...described.resources, ...described.series].map((resource) => ({
			title: resource.title,
			file: resource.path,
			href: `/cases/${described.id}/${resource.path}`,
			kilobytes: resource.bytes / 1000
		})),
		packageHref: `/cases/${described.id}/datapackage.json`,
		archiveHref: `/library/${described.id}/event-file`,
		schemaHref: `/${SCHEMA_FOLDER}/datapackage.json`,
		licences: described.licences.map((licence) => ({ title: licence.title, href: licence.href })),
		changes: described.changes.map(({ version, on, text }) => ({
			version: language.t('reading.versions-change', { version, date: language.format.date(on) }),
			text: text[locale]
		})),
		firstVersion: language.t('reading.versions-first', { version: FIRST_VERSION }),
		citation: caseCitation(citation, language)
	};
};
