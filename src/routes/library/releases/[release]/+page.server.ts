import { error } from '@sveltejs/kit';
import { serverLanguage } from '../../../language.server.ts';
import { shownRelease } from '../../../shown-release.ts';
import { givenReleases } from '../given-releases.server.ts';
import type { PageServerLoad } from './$types';

/** Finished on the server: no hydration. */
export const csr = false;

export const load: PageServerLoad = async ({ params, locals }) => {
	const release = (await givenReleases()).find(({ id }) => id === params.release);
	if (!release) error(404, 'Not found');
	return {
		organisation: release.organisation,
		release: shownRelease(release, '/library/releases', serverLanguage(locals.locale))
	};
};
