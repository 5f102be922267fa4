import { error, fail, redirect } from '@sveltejs/kit';
import { acceptInvitation, readInvitation } from '#lib/server/invitations.ts';
import { spend } from '#lib/server/rate-limits.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { factorState } from '#lib/server/second-factor.ts';
import { recordSecurityEvent } from '#lib/server/security-events.ts';
import { endSession, sessionCookie, sessionLimits, startSession } from '#lib/server/sessions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const invitation = await readInvitation(getRuntime().database, params.token);
	if (!invitation) error(404, 'Not found');
	const { organisationName, email, displayName, roles } = invitation;
	return { organisationName, email, displayName, roles };
};

export const actions: Actions = {
	default: async ({ request, params, locals, cookies, url, getClientAddress, setHeaders }) => {
		const { database, settings } = getRuntime();
		const address = getClientAddress();
		const spent = await spend(database, 'invitation', address);
		if (!spent.isAllowed) {
			setHeaders({ 'retry-after': String(spent.retryAfterSeconds) });
			return fail(429, { problem: 'limited' });
		}
		const form = await request.formData();
		const result = await acceptInvitation(database, params.token, String(form.get('password') ?? ''));
		if (result === 'gone') error(404, 'Not found');
		if ('problem' in result) return fail(400, { problem: result.problem });
		const { accountId } = result;
		await recordSecurityEvent(database, { action: 'invitation', result: 'done', accountId, address });
		if (locals.sessionId) await endSession(database, locals.sessionId);
		// A password alone must not open an account that has a second factor.
		const { isOn } = await database.inSystem((tx) => factorState(tx, accountId), accountId);
		if (isOn) redirect(303, `/login?next=${encodeURIComponent(`/o/${result.slug}`)}`);
		const limits = sessionLimits(settings);
		const client = { address, userAgent: request.headers.get('user-agent') };
		const cookie = sessionCookie(settings.origin ?? url.origin, limits);
		cookies.set(cookie.name, await startSession(database, accountId, client, limits), cookie.options);
		redirect(303, `/o/${result.slug}`);
	}
};
