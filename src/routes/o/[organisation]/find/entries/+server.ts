import { json } from '@sveltejs/kit';
import { requireRole, ROLES } from '#lib/server/permissions.ts';
import { serverLanguage } from '../../../../language.server.ts';
import { findEntries } from '../find-entries.server.ts';
import type { RequestHandler } from './$types';

/** What the palette offers, for its script. */
export const GET: RequestHandler = async (event) => {
	const reader = requireRole(event, ...ROLES);
	return json(await findEntries(reader, serverLanguage(event.locals.locale)), {
		headers: { 'cache-control': 'private, no-store' }
	});
};
