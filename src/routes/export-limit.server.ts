import { spend } from '#lib/server/rate-limits.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { requireFresh } from './fresh-session.server.ts';
import { serverLanguage } from './language.server.ts';

type Asking = { locals: App.Locals; url: URL };

/**
 * Before a download of rows about people that is no export of a dataset: asks for the password where it was not given
 * lately, and counts the download against the same limit. The answer for the one too many, else null.
 */
export async function refusedRows(
	event: Asking,
	{ account }: Reader,
	next = event.url.pathname + event.url.search
): Promise<Response | null> {
	requireFresh(event, next);
	const { isAllowed, retryAfterSeconds } = await spend(getRuntime().database, 'export', account.id);
	return isAllowed ? null : tooManyExports(event, retryAfterSeconds);
}

/** 429 in words, for the export beyond those of the hour. */
export function tooManyExports({ locals }: Asking, retryAfterSeconds: number): Response {
	const minutes = Math.ceil(retryAfterSeconds / 60);
	return new Response(serverLanguage(locals.locale).t('data.export-limit', { minutes }), {
		status: 429,
		headers: { 'retry-after': String(retryAfterSeconds), 'content-type': 'text/plain; charset=utf-8' }
	});
}
