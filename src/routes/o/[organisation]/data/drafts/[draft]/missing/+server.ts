import { error } from '@sveltejs/kit';
import { missingPeopleList } from '#lib/imports/drafts/missing-people.server.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { refusedRows } from '../../../../../../export-limit.server.ts';

/** The people of the published roster who are not in the file, as CSV with their ids. */
export async function GET(event) {
	const reader = requireRole(event, 'analyst');
	const refused = await refusedRows(event, reader);
	if (refused) return refused;
	const list = await missingPeopleList(getRuntime(), reader.scope, event.params.draft);
	if (list === null) error(404, 'Not found');
	return new Response(list, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="muster-missing-people.csv"'
		}
	});
}
