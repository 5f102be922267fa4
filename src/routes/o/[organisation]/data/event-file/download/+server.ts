import { error } from '@sveltejs/kit';
import { organisationArchive } from '#lib/library/event-export.server.ts';
import { recordAudit } from '#lib/server/audit.ts';
import { musterVersion } from '#lib/server/installation.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';

/** The published public facts of the organisation as one archive. */
export async function GET(event) {
	const reader = requireRole(event, 'analyst');
	const { scope, organisation } = reader;
	const archive = await getRuntime().database.inOrganisation(scope, async (tx) => {
		const about = { name: organisation.slug, organisation: organisation.name, musterVersion: musterVersion() };
		const found = await organisationArchive(tx, scope, { ...about, origin: event.url.origin });
		if (found) await recordAudit(tx, scope, { action: 'event-file.exported', objectType: 'organisation' });
		return found;
	});
	if (!archive) error(404, 'Not found');
	return new Response(new Uint8Array(archive), {
		headers: {
			'content-type': 'application/zip',
			'content-disposition': `attachment; filename="muster-${organisation.slug}-events.zip"`,
			'cache-control': 'private, no-store'
		}
	});
}
