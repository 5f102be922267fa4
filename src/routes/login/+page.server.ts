import { fail, redirect } from '@sveltejs/kit';
import { firstPage, nextPath, signInHere } from '../sign-in-here.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const next = nextPath(url.searchParams.get('next'));
	if (locals.account) redirect(303, next || (await firstPage(locals.account.id)));
	return { next, isReset: url.searchParams.has('reset') };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const email = String(form.get('email') ?? '');
		const next = nextPath(form.get('next'));
		const wrong = await signInHere(event, { email, password: String(form.get('password') ?? ''), next });
		return fail(wrong.problem === 'limited' ? 429 : 400, { email, next, ...wrong });
	}
};
