import { error, fail } from '@sveltejs/kit';
import { undoPublication } from '#lib/imports/draft.server.ts';
import { listVersions, readDataset } from '#lib/server/dataset-store.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';

export async function load(event) {
	const reader = requireRole(event, 'analyst');
	const found = await getRuntime().database.inOrganisation(reader.scope, async (tx) => {
		const dataset = await readDataset(tx, reader.scope, event.params.dataset);
		return dataset && { dataset, versions: await listVersions(tx, reader.scope, dataset.id) };
	});
	if (!found) error(404, 'Not found');
	return found;
}

export const actions = {
	undo: async (event) => {
		const reader = requireRole(event, 'analyst');
		const outcome = await undoPublication(getRuntime(), reader.scope, event.params.dataset);
		return 'version' in outcome ? { restored: outcome.version } : fail(409, { nothing: true });
	}
};
