import { error, fail, redirect } from '@sveltejs/kit';
import { compareVersions, restoreVersion } from '#lib/imports/drafts/draft.server.ts';
import { listDatasets } from '#lib/server/dataset-store.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { figuresFrom } from '../figures-from.server.ts';

export async function load(event) {
	const reader = requireRole(event, 'analyst');
	const io = getRuntime();
	const datasets = await io.database.inOrganisation(reader.scope, (tx) => listDatasets(tx, reader.scope));
	const dataset = datasets.find((known) => known.id === event.params.dataset);
	const numbers = (dataset?.versions ?? []).flatMap(({ number }) => number ?? []);
	const [from, to] = ['from', 'to'].map((name) => Number(event.url.searchParams.get(name)));
	if (!dataset || !numbers.includes(from) || !numbers.includes(to)) error(404, 'Not found');
	const published = dataset.versions.find((version) => version.id === dataset.publishedVersionId)?.number ?? null;
	const difference = await compareVersions(io, reader.scope, dataset.id, { from, to });
	return { dataset, from, to, published, difference, figures: figuresFrom(dataset.kind) };
}

export const actions = {
	restore: async (event) => {
		const reader = requireRole(event, 'analyst');
		const { organisation, dataset } = event.params;
		const form = await event.request.formData();
		const [number, seen] = ['number', 'seen'].map((name) => Number(form.get(name)));
		const outcome = await restoreVersion(getRuntime(), reader.scope, dataset, { number, seen });
		if (outcome === 'unknown') error(404, 'Not found');
		if (outcome === 'stale') return fail(409, { stale: true });
		redirect(303, `/o/${organisation}/data/${dataset}?restored=${number}`);
	}
};
