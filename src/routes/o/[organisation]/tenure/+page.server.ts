import { requireRole } from '#lib/server/permissions.ts';
import { serverLanguage } from '../../../language.server.ts';
import { tenureView } from './tenure-view.server.ts';
import { finishedHere } from '../../../finished-here.ts';
import type { PageServerLoad } from './$types';

/** Finished on the server: no hydration. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
	const reader = requireRole(event, 'analyst', 'executive');
	const view = await tenureView(reader, event.url, serverLanguage(event.locals.locale));
	if (view === null) return { view, isAnalyst: reader.tier === 'analyst' };
	const { query, refused, parts, part, filters, curves, incidence, test, figures } = view;
	return finishedHere(event, {
		view: { query, refused, parts, part, filters, curves, incidence, test, figures },
		isAnalyst: reader.tier === 'analyst'
	});
};
