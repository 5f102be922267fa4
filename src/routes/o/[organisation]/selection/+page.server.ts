import { error, fail } from '@sveltejs/kit';
import { hasPermission, requireRole } from '#lib/server/permissions.ts';
import { serverLanguage } from '../../../language.server.ts';
import { answerBrought } from './brought-question.server.ts';
import { selectionView } from './selection-view.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Finished on the server: no hydration. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
	const reader = requireRole(event, 'analyst');
	if (!hasPermission('screen-selections', reader.roles)) error(404, 'Not found');
	return { view: await selectionView(reader, event.url, serverLanguage(event.locals.locale)) };
};

export const actions: Actions = {
	brought: async (event) => {
		const reader = requireRole(event, 'analyst');
		const answer = await answerBrought(event, reader, serverLanguage(event.locals.locale));
		return 'problem' in answer ? fail(400, answer) : answer;
	}
};
