import { fail } from '@sveltejs/kit';
import { EVENT_FILE_BYTES, importEventFile, RefusedEventFile } from '#lib/library/event-file.server.ts';
import { PACKAGE_KINDS } from '#lib/library/event-package.ts';
import { recordAudit } from '#lib/server/audit.ts';
import { publishedVersions } from '#lib/server/dataset-store.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';

export async function load(event) {
	const { scope } = requireRole(event, 'analyst');
	const versions = await getRuntime().database.inOrganisation(scope, (tx) => publishedVersions(tx, scope));
	return {
		hasFacts: versions.some(({ kind }) => PACKAGE_KINDS.some((each) => each === kind)),
		kilobytes: EVENT_FILE_BYTES.packed / 1024
	};
}

export const actions = {
	default: async (event) => {
		const { scope } = requireRole(event, 'analyst');
		// Small by the limit on forms: an event file is some tables of published facts.
		const file = (await event.request.formData()).get('file');
		if (!(file instanceof File) || file.size === 0) return fail(400, { refused: 'none', path: '' });
		const runtime = getRuntime();
		try {
			const imported = await importEventFile(runtime, scope, new Uint8Array(await file.arrayBuffer()));
			await runtime.database.inOrganisation(scope, (tx) =>
				recordAudit(tx, scope, { action: 'event-file.imported', details: { tables: imported.length } })
			);
			return { imported };
		} catch (refusal) {
			if (refusal instanceof RefusedEventFile) return fail(400, { refused: refusal.reason, path: refusal.path ?? '' });
			throw refusal;
		}
	}
};
