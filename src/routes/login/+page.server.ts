import { fail, redirect } from '@sveltejs/kit';
import { organisationsOf } from '#lib/server/organisations.ts';
import { PasswordsBusy } from '#lib/server/passwords.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { sessionCookie, sessionLimits } from '#lib/server/sessions.ts';
import { signIn, type SignInAttempt, type SignInResult } from '#lib/server/sign-in.ts';
import { sitePath } from '#lib/server/site-path.ts';
import type { Actions, PageServerLoad } from './$types';

const NOWHERE = '';

export const load: PageServerLoad = async ({ locals, url }) => {
	const next = sitePath(url.searchParams.get('next'), NOWHERE);
	if (locals.account) redirect(303, next || (await firstPage(locals.account.id)));
	return { next };
};

export const actions: Actions = {
	default: async ({ request, locals, cookies, url, getClientAddress, setHeaders }) => {
		const form = await request.formData();
		const email = String(form.get('email') ?? '');
		const next = sitePath(form.get('next'), NOWHERE);
		const { settings } = getRuntime();
		const result = await attemptSignIn({
			email,
			password: String(form.get('password') ?? ''),
			address: getClientAddress(),
			userAgent: request.headers.get('user-agent'),
			requestId: locals.requestId,
			formerSessionId: locals.sessionId
		});
		if (result.outcome === 'limited') setHeaders({ 'retry-after': String(result.retryAfterSeconds) });
		if (result.outcome === 'limited')
			return fail(429, { email, next, problem: 'limited', minutes: Math.ceil(result.retryAfterSeconds / 60) });
		if (result.outcome === 'wrong') return fail(400, { email, next, problem: 'wrong', minutes: 0 });
		const cookie = sessionCookie(settings.origin ?? url.origin, sessionLimits(settings));
		cookies.set(cookie.name, result.token, cookie.options);
		redirect(303, next || (await firstPage(result.accountId)));
	}
};

async function attemptSignIn(details: SignInAttempt): Promise<SignInResult> {
	const { database, settings } = getRuntime();
	try {
		return await signIn(database, details, { sessionLimits: sessionLimits(settings) });
	} catch (failure) {
		if (failure instanceof PasswordsBusy) return { outcome: 'limited', retryAfterSeconds: 5 };
		throw failure;
	}
}

async function firstPage(accountId: string): Promise<string> {
	const organisations = await getRuntime().database.inSystem((tx) => organisationsOf(tx, accountId), accountId);
	return organisations.length > 0 ? `/o/${organisations[0].slug}` : '/';
}
