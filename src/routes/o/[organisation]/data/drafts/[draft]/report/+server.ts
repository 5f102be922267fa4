import { Readable } from 'node:stream';
import { error } from '@sveltejs/kit';
import { errorReport, readDraft } from '#lib/imports/draft.server.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';

/** The rows to correct (`?form=rows`) or the list of issues (`?form=issues`) of a draft, as CSV. */
export async function GET(event) {
	const reader = requireRole(event, 'analyst');
	const io = getRuntime();
	const draft = await readDraft(io, reader.scope, event.params.draft);
	if (!draft) error(404, 'Not found');
	const form = event.url.searchParams.get('form') === 'rows' ? 'rows' : 'issues';
	const parts = errorReport(io, reader.scope, draft.id, form);
	return new Response(Readable.toWeb(Readable.from(parts)) as ReadableStream<Uint8Array>, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="muster-${form}.csv"`
		}
	});
}
