import { redirect } from '@sveltejs/kit';
import { getRuntime } from '#lib/server/runtime.ts';
import { recordSecurityEvent } from '#lib/server/security-events.ts';
import { endSession, sessionCookie } from '#lib/server/sessions.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ locals, cookies, url, setHeaders }) => {
	const { database, settings } = getRuntime();
	const cookie = sessionCookie(settings.origin ?? url.origin);
	if (locals.sessionId) {
		await endSession(database, locals.sessionId);
		const accountId = locals.account?.id;
		await recordSecurityEvent(database, { action: 'logout', result: 'done', accountId, requestId: locals.requestId });
	}
	cookies.delete(cookie.name, cookie.options);
	setHeaders({ 'clear-site-data': '"cache", "storage"' });
	redirect(303, '/');
};
