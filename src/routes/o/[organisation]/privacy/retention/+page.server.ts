import { fail } from '@sveltejs/kit';
import { listDatasets } from '#lib/server/dataset-store.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { dueItems, LONGEST_DAYS, LONGEST_UPLOAD_DAYS, retentionRules, saveRetention } from '#lib/server/retention.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { requireFresh } from '../../../../fresh-session.server.ts';
import { retentionIn } from './retention-form.ts';
import type { Actions, PageServerLoad } from './$types';

const SHOWN_DAYS = 90;

export const load: PageServerLoad = async (event) => {
	const { scope } = requireRole(event, 'administrator');
	return getRuntime().database.inOrganisation(scope, async (tx) => {
		const datasets = await listDatasets(tx, scope);
		return {
			rules: await retentionRules(tx, scope),
			datasets: datasets.map(({ id, kind, name, retentionDays }) => ({ id, kind, name, retentionDays })),
			due: await dueItems(tx, scope, SHOWN_DAYS),
			shownDays: SHOWN_DAYS,
			longest: { uploads: LONGEST_UPLOAD_DAYS, others: LONGEST_DAYS }
		};
	});
};

export const actions: Actions = {
	save: async (event) => {
		const { scope } = requireRole(event, 'administrator');
		requireFresh(event);
		const { rules, datasets } = retentionIn(await event.request.formData());
		const { requestId } = event.locals;
		const isSaved = await getRuntime().database.inOrganisation(scope, (tx) =>
			saveRetention(tx, scope, rules, { datasets, requestId })
		);
		return isSaved ? { act: 'saved' } : fail(400, { problem: 'days' });
	}
};
