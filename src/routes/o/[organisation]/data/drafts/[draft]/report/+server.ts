import { Readable } from 'node:stream';
import { error } from '@sveltejs/kit';
import { errorReport } from '#lib/imports/drafts/draft.server.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { serverLanguage } from '../../../../../../language.server.ts';

/** The rows to correct (`?form=rows`) or the list of issues (`?form=issues`) of a draft, as CSV in the reader's language. */
export async function GET(event) {
	const reader = requireRole(event, 'analyst');
	const form = event.url.searchParams.get('form') === 'rows' ? 'rows' : 'issues';
	const { t } = serverLanguage(event.locals.locale);
	const parts = await errorReport(getRuntime(), reader.scope, event.params.draft, { form, t });
	if (!parts) error(404, 'Not found');
	return new Response(Readable.toWeb(Readable.from(parts)) as ReadableStream<Uint8Array>, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="muster-${form}.csv"`
		}
	});
}
