import { error, fail } from '@sveltejs/kit';
import { isEmail } from '#lib/server/accounts.ts';
import { askForPassword } from '#lib/server/password-requests.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => {
	requireMail();
	return {};
};

export const actions: Actions = {
	default: async ({ request, locals, getClientAddress, setHeaders }) => {
		requireMail();
		const email = String((await request.formData()).get('email') ?? '').trim();
		if (!isEmail(email)) return fail(400, { problem: 'email' as const, email, minutes: 0 });
		const { requestId } = locals;
		const retryAfter = await askForPassword(getRuntime(), { email, address: getClientAddress(), requestId });
		if (retryAfter === null) return { problem: null, email, minutes: 0 };
		setHeaders({ 'retry-after': String(retryAfter) });
		return fail(429, { problem: 'limited' as const, email, minutes: Math.ceil(retryAfter / 60) });
	}
};

/** Without a mail server there is nothing to send a link with, and no such page. */
function requireMail(): void {
	if (getRuntime().settings.mail === null) error(404, 'Not found');
}
