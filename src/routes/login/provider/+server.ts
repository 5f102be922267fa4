import { error, redirect } from '@sveltejs/kit';
import { beginProvider } from '#lib/server/provider.ts';
import { spend } from '#lib/server/rate-limits.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { sessionCookie } from '#lib/server/sessions.ts';
import { requireFresh } from '../../fresh-session.server.ts';
import { flowCookie, nextPath, ownOrigin } from '../../sign-in-here.server.ts';

const MINUTES = 10;

/** Leads to the provider, to sign in or, with `?connect` and a fresh session, to connect the account. */
export async function GET(event) {
	const { database, secrets, settings, log } = getRuntime();
	const { provider } = settings;
	if (!provider) error(404, 'Not found');
	const isConnecting = event.url.searchParams.has('connect') && event.locals.account !== null;
	if (isConnecting) requireFresh(event, '/account');
	if (!(await spend(database, 'login-address', event.getClientAddress())).isAllowed)
		redirect(303, '/login?provider=limited');
	const origin = ownOrigin(event);
	const begun = await beginProvider(provider, {
		origin,
		next: isConnecting ? '/account' : nextPath(event.url.searchParams.get('next')),
		connect: isConnecting ? (event.locals.account?.id ?? null) : null,
		key: secrets.key('provider flow')
	}).catch((failure: unknown) => {
		log.warn({ err: failure, requestId: event.locals.requestId }, 'The identity provider did not answer.');
		return null;
	});
	if (!begun) redirect(303, '/login?provider=failed');
	event.cookies.set(flowCookie(event), begun.kept, { ...sessionCookie(origin).options, maxAge: MINUTES * 60 });
	redirect(303, begun.address);
}
