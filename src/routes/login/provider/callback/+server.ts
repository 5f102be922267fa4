import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { accountOfIdentity, connectIdentity, type ProviderIdentity } from '#lib/server/provider-identities.ts';
import { finishProvider, keptFlow, type ProviderFlow } from '#lib/server/provider.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { recordSecurityEvent } from '#lib/server/security-events.ts';
import { sessionCookie, sessionLimits } from '#lib/server/sessions.ts';
import { signInKnown } from '#lib/server/sign-in.ts';
import { clientOf, flowCookie, leadOn, ownOrigin } from '../../../sign-in-here.server.ts';

/** Where the provider sends the browser back to. An answer that this browser did not ask for changes nothing. */
export async function GET(event) {
	const { secrets, settings, log } = getRuntime();
	const { provider } = settings;
	if (!provider) error(404, 'Not found');
	const flow = keptFlow(event.cookies.get(flowCookie(event)), secrets.key('provider flow'));
	event.cookies.delete(flowCookie(event), sessionCookie(ownOrigin(event)).options);
	if (!flow) redirect(303, '/login?provider=failed');
	const asked = { origin: ownOrigin(event), query: event.url.search, flow };
	const identity = await finishProvider(provider, asked).catch((failure: unknown) => {
		log.warn({ err: failure, requestId: event.locals.requestId }, 'The answer of the identity provider was refused.');
		return null;
	});
	if (!identity) redirect(303, '/login?provider=failed');
	return flow.connect === null ? enter(event, identity, flow) : connect(event, identity, flow.connect);
}

async function enter(event: RequestEvent, identity: ProviderIdentity, flow: ProviderFlow): Promise<never> {
	const { database, settings } = getRuntime();
	const account = await database.inSystem((tx) => accountOfIdentity(tx, identity));
	if (!account) redirect(303, '/login?provider=unknown');
	const known = { account, limits: sessionLimits(settings) };
	await leadOn(event, await signInKnown(database, clientOf(event), known), flow.next);
	redirect(303, '/login');
}

/** The account that asked must still be the one that is signed in. */
async function connect(event: RequestEvent, identity: ProviderIdentity, accountId: string): Promise<never> {
	const { database } = getRuntime();
	if (event.locals.account?.id !== accountId) redirect(303, '/login?provider=failed');
	const isDone = await database.inSystem((tx) => connectIdentity(tx, accountId, identity), accountId);
	const { address, requestId } = clientOf(event);
	const result = isDone ? ('done' as const) : ('refused' as const);
	await recordSecurityEvent(database, { action: 'provider', result, accountId, address, requestId });
	redirect(303, `/account?done=${isDone ? 'connected' : 'taken'}`);
}
