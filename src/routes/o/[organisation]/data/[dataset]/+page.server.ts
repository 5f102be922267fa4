import { error, fail } from '@sveltejs/kit';
import { undoPublication } from '#lib/imports/drafts/draft.server.ts';
import { listDatasets } from '#lib/server/dataset-store.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { figuresFrom } from './figures-from.server.ts';

export async function load(event) {
	const reader = requireRole(event, 'analyst');
	const datasets = await getRuntime().database.inOrganisation(reader.scope, (tx) => listDatasets(tx, reader.scope));
	const dataset = datasets.find((known) => known.id === event.params.dataset);
	if (!dataset) error(404, 'Not found');
	return { dataset, figures: figuresFrom(dataset.kind) };
}

export const actions = {
	undo: async (event) => {
		const reader = requireRole(event, 'analyst');
		const io = getRuntime();
		const datasets = await io.database.inOrganisation(reader.scope, (tx) => listDatasets(tx, reader.scope));
		if (!datasets.some((known) => known.id === event.params.dataset)) error(404, 'Not found');
		const outcome = await undoPublication(io, reader.scope, event.params.dataset);
		return 'version' in outcome ? { restored: outcome.version } : fail(409, { nothing: true });
	}
};
