import { requireRole, ROLES } from '#lib/server/permissions.ts';
import { findMatches } from '#lib/ui/find-match.ts';
import { serverLanguage } from '../../../language.server.ts';
import { findEntries } from './find-entries.server.ts';
import type { PageServerLoad } from './$types';

/** Finished on the server: no hydration. */
export const csr = false;

const LONGEST_QUERY = 100;

export const load: PageServerLoad = async (event) => {
	const reader = requireRole(event, ...ROLES);
	const query = (event.url.searchParams.get('q') ?? '').slice(0, LONGEST_QUERY);
	const all = await findEntries(reader, serverLanguage(event.locals.locale));
	const entries = all.filter(({ act }) => act === undefined);
	return { query, all: entries.length, found: findMatches(entries, query) };
};
