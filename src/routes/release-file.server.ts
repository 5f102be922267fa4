import { error } from '@sveltejs/kit';
import { figureCsv } from '#lib/charts/figure-csv.ts';
import { factsArchive } from '#lib/library/event-export.server.ts';
import type { Language } from '#lib/messages/language.ts';
import { musterVersion } from '#lib/server/installation.ts';
import { releaseEvent, releaseEventId, releaseTeams, type ReleaseFacts } from './release-facts.ts';
import { releaseSheet } from './release-tables.ts';

export const RELEASE_FORMATS = ['csv', 'excel-fr', 'event-file'];

/** The download of a release: its tables as CSV, as CSV for Excel in French, or as an event file. */
export function releaseFile(
	release: ReleaseFacts,
	format: string,
	{ language, origin, cacheControl }: { language: Language; origin: string; cacheControl: string }
): Response {
	if (!RELEASE_FORMATS.includes(format)) error(404, 'Not found');
	const name = releaseEventId(release.id);
	if (format === 'event-file') {
		const about = { name, organisation: release.organisation, musterVersion: musterVersion(), origin };
		return download(
			new Uint8Array(releaseArchive(release, about)),
			'application/zip',
			`muster-${name}.zip`,
			cacheControl
		);
	}
	const isFrench = format === 'excel-fr' || language.locale === 'fr';
	const marks = isFrench
		? ({ separator: ';', decimalMark: ',' } as const)
		: ({ separator: ',', decimalMark: '.' } as const);
	const text = figureCsv(releaseSheet(release.content, language), marks);
	return download(text, 'text/csv; charset=utf-8', `${name}.csv`, cacheControl);
}

/** A release as an event file, which another installation reads: one event and what it did to the roles. */
export function releaseArchive(release: ReleaseFacts, about: Parameters<typeof factsArchive>[1]): Uint8Array {
	return factsArchive(
		[
			{ kind: 'events', rows: [releaseEvent(release)] },
			{ kind: 'team-impacts', rows: releaseTeams(release) }
		],
		about
	);
}

function download(body: BodyInit, type: string, name: string, cacheControl: string): Response {
	const headers = { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` };
	return new Response(body, { headers: { ...headers, 'cache-control': cacheControl } });
}
