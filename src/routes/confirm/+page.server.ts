import { fail, redirect } from '@sveltejs/kit';
import { nextPath, signInHere } from '../sign-in-here.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const next = nextPath(url.searchParams.get('next'));
	if (locals.isSessionFresh) redirect(303, next || '/account');
	return { next, email: locals.account?.email ?? '' };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const next = nextPath(form.get('next')) || '/account';
		const email = event.locals.account?.email ?? '';
		const wrong = await signInHere(event, { email, password: String(form.get('password') ?? ''), next });
		return fail(wrong.problem === 'limited' ? 429 : 400, { next, ...wrong });
	}
};
