import { requireRole } from '#lib/server/permissions.ts';
import { serverLanguage } from '../../../language.server.ts';
import { recoveryView } from './recovery-view.server.ts';
import { finishedHere } from '../../../finished-here.ts';
import type { PageServerLoad } from './$types';

/** Finished on the server: no hydration. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
	const reader = requireRole(event, 'analyst', 'executive');
	const view = await recoveryView(reader, event.url, serverLanguage(event.locals.locale));
	const isAnalyst = reader.tier === 'analyst';
	if ('missing' in view) return { isAnalyst, missing: view.missing, view: null };
	const { result, ...shown } = view;
	return finishedHere(event, {
		isAnalyst,
		missing: null,
		view: { ...shown, hasRequisitions: result.summary.requisitions > 0 }
	});
};
