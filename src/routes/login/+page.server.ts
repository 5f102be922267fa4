import { fail, redirect } from '@sveltejs/kit';
import { getRuntime } from '#lib/server/runtime.ts';
import { firstPage, nextPath, signInHere } from '../sign-in-here.server.ts';
import type { Actions, PageServerLoad } from './$types';

const PROVIDER_PROBLEMS = ['failed', 'unknown', 'limited'] as const;

export const load: PageServerLoad = async ({ locals, url }) => {
	const next = nextPath(url.searchParams.get('next'));
	if (locals.account) redirect(303, next || (await firstPage(locals.account.id)));
	const answer = url.searchParams.get('provider');
	return {
		next,
		sendsMail: getRuntime().settings.mail !== null,
		isReset: url.searchParams.has('reset'),
		provider: getRuntime().settings.provider?.name ?? null,
		providerProblem: PROVIDER_PROBLEMS.find((problem) => problem === answer) ?? null
	};
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
