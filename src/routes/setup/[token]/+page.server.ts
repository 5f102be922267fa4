import { error, fail, redirect } from '@sveltejs/kit';
import { ensureDefaultRoleFamilies } from '#lib/roles/role-families.server.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { recordSecurityEvent } from '#lib/server/security-events.ts';
import { sessionCookie, sessionLimits, startSession } from '#lib/server/sessions.ts';
import { isSetupOpen, redeemSetup } from '#lib/server/setup.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	if (!(await isSetupOpen(getRuntime().database, params.token))) error(404, 'Not found');
};

export const actions: Actions = {
	default: async ({ request, params, locals, cookies, url, getClientAddress }) => {
		const form = await request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const given = {
			organisationName: text('organisation'),
			displayName: text('name'),
			email: text('email')
		};
		const { database, settings } = getRuntime();
		const answers = { ...given, password: text('password'), language: locals.locale };
		const result = await redeemSetup(database, params.token, answers, ensureDefaultRoleFamilies);
		if (result === 'closed') error(404, 'Not found');
		if ('problem' in result) return fail(400, { ...given, problem: result.problem });
		const address = getClientAddress();
		const { accountId } = result;
		await recordSecurityEvent(database, { action: 'setup', result: 'done', accountId, address });
		const limits = sessionLimits(settings);
		const client = { address, userAgent: request.headers.get('user-agent') };
		const cookie = sessionCookie(settings.origin ?? url.origin, limits);
		cookies.set(cookie.name, await startSession(database, accountId, client, limits), cookie.options);
		redirect(303, `/o/${result.organisation.slug}`);
	}
};
