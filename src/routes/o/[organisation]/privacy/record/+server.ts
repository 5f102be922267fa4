import { error } from '@sveltejs/kit';
import { requireRole } from '#lib/server/permissions.ts';
import { personRecord } from '#lib/server/person-record.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { refusedRows } from '../../../../export-limit.server.ts';
import { personIn } from '../person-field.ts';

/** All about one person as one file. The id comes in a form, since nothing about people may stand in an address. */
export async function POST(event) {
	const reader = requireRole(event, 'analyst');
	const { scope, organisation } = reader;
	const refused = await refusedRows(event, reader, `/o/${organisation.slug}/privacy`);
	if (refused) return refused;
	const id = personIn(await event.request.formData());
	const record = id && (await personRecord(getRuntime(), scope, { id, requestId: event.locals.requestId }));
	if (!record) error(404, 'Not found');
	return new Response(JSON.stringify({ organisation: organisation.name, ...record }, null, '\t'), {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': 'attachment; filename="muster-person.json"',
			'cache-control': 'private, no-store'
		}
	});
}
