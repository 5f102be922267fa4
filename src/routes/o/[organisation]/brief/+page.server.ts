import { requireRole } from '#lib/server/permissions.ts';
import { serverLanguage } from '../../../language.server.ts';
import { dueNotes } from '../notes/due-notes.server.ts';
import { briefView } from './brief-view.server.ts';
import { finishedHere } from '../../../finished-here.ts';
import type { PageServerLoad } from './$types';

/** Finished on the server: no hydration. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
	const reader = requireRole(event, 'analyst', 'executive');
	const view = await briefView(reader, event.url, serverLanguage(event.locals.locale));
	const isAnalyst = reader.tier === 'analyst';
	if ('missing' in view) return { view: null, missing: view.missing, isAnalyst };
	const rows = view.rows.map(({ functionId, name, required, qualified, qualifiedBefore, status, belowSince }) => ({
		functionId,
		name,
		required,
		qualified,
		qualifiedBefore,
		status,
		belowSince
	}));
	const notes = await dueNotes(reader, serverLanguage(event.locals.locale));
	return finishedHere(event, { view: { ...view, rows, notes }, missing: null, isAnalyst });
};
