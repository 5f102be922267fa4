import { error } from '@sveltejs/kit';
import { versionReport } from '#lib/imports/drafts/draft.server.ts';
import { listDatasets } from '#lib/server/dataset-store.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';

export async function load(event) {
	const reader = requireRole(event, 'analyst');
	const io = getRuntime();
	const datasets = await io.database.inOrganisation(reader.scope, (tx) => listDatasets(tx, reader.scope));
	const dataset = datasets.find((known) => known.id === event.params.dataset);
	const number = /^\d{1,9}$/.test(event.params.version) ? Number(event.params.version) : 0;
	const report = dataset && (await versionReport(io, reader.scope, dataset.id, number));
	if (!dataset || !report) error(404, 'Not found');
	const published = dataset.versions.find((version) => version.id === dataset.publishedVersionId)?.number ?? null;
	return { dataset: { id: dataset.id, kind: dataset.kind, name: dataset.name }, report, published };
}
