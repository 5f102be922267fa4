import { leftDrafts } from '#lib/server/left-drafts.ts';
import { listDatasets } from '#lib/server/dataset-store.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';

export async function load(event) {
	const reader = requireRole(event, 'analyst');
	const { all, left } = await getRuntime().database.inOrganisation(reader.scope, async (tx) => ({
		all: await listDatasets(tx, reader.scope),
		left: await leftDrafts(tx, reader.scope)
	}));
	const datasets = all.flatMap((dataset) => {
		const published = dataset.versions.find((version) => version.id === dataset.publishedVersionId);
		return published ? [{ id: dataset.id, kind: dataset.kind, name: dataset.name, published }] : [];
	});
	const drafts = all.flatMap((dataset) =>
		dataset.versions
			.filter((version) => version.state === 'draft')
			.map((version) => ({ ...version, dataset: { kind: dataset.kind, name: dataset.name } }))
	);
	return {
		datasets,
		left: left.flatMap((id) => drafts.find((draft) => draft.id === id) ?? []),
		drafts: drafts.filter(({ id }) => !left.includes(id))
	};
}
