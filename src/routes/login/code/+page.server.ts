import { fail, redirect } from '@sveltejs/kit';
import { getRuntime } from '#lib/server/runtime.ts';
import { sessionLimits } from '#lib/server/sessions.ts';
import { signInWithCode } from '#lib/server/sign-in.ts';
import { admitted, clientOf, nextPath, pendingCookie } from '../../sign-in-here.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const next = nextPath(event.url.searchParams.get('next'));
	if (!event.cookies.get(pendingCookie(event))) redirect(303, '/login');
	return { next };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const next = nextPath(form.get('next'));
		const { database, secrets, settings } = getRuntime();
		const pending = event.cookies.get(pendingCookie(event)) ?? '';
		const attempt = { pending, code: String(form.get('code') ?? '').slice(0, 40), ...clientOf(event) };
		const options = { factorKey: secrets.key('second factor'), sessionLimits: sessionLimits(settings) };
		const result = await signInWithCode(database, attempt, options);
		if (result.outcome === 'done' || result.outcome === 'gone')
			event.cookies.delete(pendingCookie(event), { path: '/' });
		if (result.outcome === 'gone') return fail(400, { next, problem: 'gone' as const, minutes: 0 });
		const wrong = await admitted(event, result, next);
		return fail(wrong.problem === 'limited' ? 429 : 400, { next, ...wrong });
	}
};
