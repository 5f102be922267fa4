import { listDatasets, listDrafts } from '#lib/server/dataset-store.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';

export async function load(event) {
	const reader = requireRole(event, 'analyst');
	return getRuntime().database.inOrganisation(reader.scope, async (tx) => ({
		datasets: await listDatasets(tx, reader.scope),
		drafts: await listDrafts(tx, reader.scope)
	}));
}
