import { Readable } from 'node:stream';
import { error } from '@sveltejs/kit';
import { errorReport } from '#lib/imports/drafts/draft.server.ts';
import { lineReport } from '#lib/imports/drafts/line-report.server.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { refusedRows } from '../../../../../../export-limit.server.ts';
import { serverLanguage } from '../../../../../../language.server.ts';

const FORMS = ['issues', 'rows', 'lines'] as const;

/**
 * The rows to correct (`?form=rows`), the list of issues (`?form=issues`) or all lines beside what is stored of them
 * (`?form=lines`) of a draft, as CSV in the reader's language.
 */
export async function GET(event) {
	const reader = requireRole(event, 'analyst');
	const form = FORMS.find((known) => known === event.url.searchParams.get('form')) ?? 'issues';
	const refused = form === 'lines' ? await refusedRows(event, reader) : null;
	if (refused) return refused;
	const { t } = serverLanguage(event.locals.locale);
	const { draft } = event.params;
	const parts = await (form === 'lines'
		? lineReport(getRuntime(), reader.scope, draft, t)
		: errorReport(getRuntime(), reader.scope, draft, { form, t }));
	if (!parts) error(404, 'Not found');
	return new Response(Readable.toWeb(Readable.from(parts)) as ReadableStream<Uint8Array>, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="muster-${form}.csv"`
		}
	});
}
