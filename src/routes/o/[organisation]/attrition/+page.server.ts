import { requireRole } from '#lib/server/permissions.ts';
import { serverLanguage } from '../../../language.server.ts';
import { attritionView } from './attrition-view.server.ts';
import { finishedHere } from '../../../finished-here.ts';
import type { PageServerLoad } from './$types';

/** Finished on the server: no hydration. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
	const reader = requireRole(event, 'analyst', 'executive');
	const view = await attritionView(reader, event.url, serverLanguage(event.locals.locale));
	return finishedHere(event, { view, isAnalyst: reader.tier === 'analyst' });
};
