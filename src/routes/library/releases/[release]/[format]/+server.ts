import { error } from '@sveltejs/kit';
import { serverLanguage } from '../../../../language.server.ts';
import { releaseFile } from '../../../../release-file.server.ts';
import { givenReleases } from '../../given-releases.server.ts';
import type { RequestHandler } from './$types';

/** A release of the public library as a file; not kept by caches, since it may be withdrawn. */
export const GET: RequestHandler = async ({ params, locals, url }) => {
	const release = (await givenReleases()).find(({ id }) => id === params.release);
	if (!release) error(404, 'Not found');
	const language = serverLanguage(locals.locale);
	return releaseFile(release, params.format, { language, origin: url.origin, cacheControl: 'no-store' });
};
