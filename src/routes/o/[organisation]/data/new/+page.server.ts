import { loadEvents } from '#lib/datasets/events/events.server.ts';
import { kindById, dataDictionary, DATASET_KINDS } from '#lib/datasets/registry.ts';
import { LIMITS } from '#lib/imports/limits.ts';
import { publishedVersions } from '#lib/server/dataset-store.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';

/** Kinds an organisation uploads, in the order an analyst needs them. */
const KIND_ORDER = [
	'roster',
	'staffing-requirements',
	'events',
	'ultimatum-responses',
	'executive-departures',
	'incidents',
	'headcounts',
	'team-impacts',
	'requisitions'
] as const;

export async function load(event) {
	const reader = requireRole(event, 'analyst');
	const { database, settings } = getRuntime();
	const chosen = kindById(event.url.searchParams.get('kind') ?? '');
	const published = await database.inOrganisation(reader.scope, async (tx) => {
		const versions = await publishedVersions(tx, reader.scope);
		const ids = versions.filter((version) => version.kind === 'events').map((version) => version.versionId);
		return { versions, events: ids.length > 0 ? await loadEvents(tx, reader.scope, ids) : [] };
	});
	return {
		kinds: KIND_ORDER.map((id) => ({ id, hasAlternative: DATASET_KINDS[id].alternative !== undefined })),
		chosen: chosen?.id ?? null,
		dictionary: chosen ? dataDictionary(chosen).filter((line) => line.isStored) : [],
		names: published.versions.filter((version) => version.kind === chosen?.id).map((version) => version.name),
		events: published.events
			.filter((row) => row.question !== null && row.deadlineAtLocal !== null)
			.map((row) => ({ eventId: row.eventId, title: row.title ?? row.eventId })),
		limits: {
			bytes: Math.min(settings.uploadLimitBytes, LIMITS.fileBytes),
			unpacked: LIMITS.unpackedBytes,
			rows: LIMITS.rows,
			columns: LIMITS.columns,
			cell: LIMITS.cellBytes
		}
	};
}
