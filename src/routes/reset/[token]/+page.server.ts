import { error, fail, redirect } from '@sveltejs/kit';
import { isResetOpen, redeemReset } from '#lib/server/password-reset.ts';
import { spend } from '#lib/server/rate-limits.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	if (!(await isResetOpen(getRuntime().database, params.token))) error(404, 'Not found');
	return {};
};

export const actions: Actions = {
	default: async ({ request, params, getClientAddress, setHeaders }) => {
		const { database } = getRuntime();
		const spent = await spend(database, 'invitation', getClientAddress());
		if (!spent.isAllowed) {
			setHeaders({ 'retry-after': String(spent.retryAfterSeconds) });
			return fail(429, { problem: 'limited' as const });
		}
		const form = await request.formData();
		const result = await redeemReset(database, params.token, String(form.get('password') ?? ''));
		if (result === 'gone') error(404, 'Not found');
		if ('problem' in result) return fail(400, { problem: result.problem });
		redirect(303, '/login?reset');
	}
};
