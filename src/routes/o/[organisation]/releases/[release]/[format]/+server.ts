import { error } from '@sveltejs/kit';
import { requireRole } from '#lib/server/permissions.ts';
import { listReleases } from '#lib/server/releases.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { serverLanguage } from '../../../../../language.server.ts';
import { countQuestion } from '../../../../../question-limit.server.ts';
import { releaseFile } from '../../../../../release-file.server.ts';
import type { RequestHandler } from './$types';

/** A release as a file, to those who read it on the page. */
export const GET: RequestHandler = async (event) => {
	const { scope, organisation } = requireRole(event, 'administrator', 'analyst', 'researcher');
	await countQuestion(event);
	const releases = await getRuntime().database.inOrganisation(scope, (tx) => listReleases(tx, scope));
	const release = releases.find(({ id }) => id === event.params.release);
	if (!release) error(404, 'Not found');
	return releaseFile({ ...release, organisation: organisation.name }, event.params.format, {
		language: serverLanguage(event.locals.locale),
		origin: event.url.origin,
		cacheControl: 'private, no-store'
	});
};
