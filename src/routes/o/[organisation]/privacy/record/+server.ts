import { error } from '@sveltejs/kit';
import { requireRole } from '#lib/server/permissions.ts';
import { personRecord } from '#lib/server/person-record.ts';
import { spend } from '#lib/server/rate-limits.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { requireFresh } from '../../../../fresh-session.server.ts';
import { serverLanguage } from '../../../../language.server.ts';
import { personIn } from '../person-field.ts';

/** All about one person as one file. The id comes in a form, since nothing about people may stand in an address. */
export async function POST(event) {
	const { scope, organisation } = requireRole(event, 'analyst');
	requireFresh(event, `/o/${organisation.slug}/privacy`);
	const { t } = serverLanguage(event.locals.locale);
	const runtime = getRuntime();
	const spent = await spend(runtime.database, 'export', scope.account);
	if (!spent.isAllowed) {
		const minutes = Math.ceil(spent.retryAfterSeconds / 60);
		const headers = { 'retry-after': String(spent.retryAfterSeconds), 'content-type': 'text/plain; charset=utf-8' };
		return new Response(t('data.export-limit', { minutes }), { status: 429, headers });
	}
	const id = personIn(await event.request.formData());
	const record = id && (await personRecord(runtime, scope, { id, requestId: event.locals.requestId }));
	if (!record) error(404, 'Not found');
	return new Response(JSON.stringify({ organisation: organisation.name, ...record }, null, '\t'), {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': 'attachment; filename="muster-person.json"',
			'cache-control': 'private, no-store'
		}
	});
}
