import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { encode } from 'uqr';
import { changePassword } from '#lib/server/change-password.ts';
import { accountMemberships } from '#lib/server/organisations.ts';
import { disconnectIdentity, isConnected } from '#lib/server/provider-identities.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { beginFactor, confirmFactor, factorState, removeFactor } from '#lib/server/second-factor.ts';
import { recordSecurityEvent } from '#lib/server/security-events.ts';
import { endOwnSessions, listSessions, sessionCookie, sessionLimits, startSession } from '#lib/server/sessions.ts';
import { tokenHash } from '#lib/server/tokens.ts';
import { requireFresh } from '../fresh-session.server.ts';
import { clientOf, ownOrigin } from '../sign-in-here.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { account, sessionId } = signedIn(event);
	const { database, settings } = getRuntime();
	const { provider } = settings;
	return database.inSystem(async (tx) => {
		const sessions = await listSessions(tx, account.id);
		return {
			sessions: sessions.map(({ id, ...session }) => ({ ...session, key: keyOf(id), isThis: id === sessionId })),
			factor: await factorState(tx, account.id),
			memberships: await accountMemberships(tx, account.id),
			provider: provider && { name: provider.name, isConnected: await isConnected(tx, account.id, provider.issuer) }
		};
	}, account.id);
};

export const actions: Actions = {
	password: async (event) => {
		const { account } = signedIn(event);
		const form = await event.request.formData();
		const { database, settings } = getRuntime();
		const client = clientOf(event);
		const problem = await changePassword(database, {
			account,
			former: String(form.get('former') ?? ''),
			password: String(form.get('password') ?? ''),
			address: client.address,
			requestId: client.requestId
		});
		if (problem) return fail(problem === 'limited' ? 429 : 400, { act: 'password' as const, problem });
		const limits = sessionLimits(settings);
		const cookie = sessionCookie(ownOrigin(event), limits);
		event.cookies.set(cookie.name, await startSession(database, account.id, client, limits), cookie.options);
		redirect(303, '/account?done=password');
	},

	'factor-begin': async (event) => {
		const { account } = signedIn(event);
		requireFresh(event);
		return enrolling(account);
	},

	'factor-confirm': async (event) => {
		const { account } = signedIn(event);
		requireFresh(event);
		const code = String((await event.request.formData()).get('code') ?? '').slice(0, 40);
		const { database, secrets } = getRuntime();
		const key = secrets.key('second factor');
		const codes = await database.inSystem((tx) => confirmFactor(tx, key, account.id, code), account.id);
		if (codes === null) return fail(400, { ...(await enrolling(account)), problem: 'code' as const });
		await recordFactor(event, account.id);
		return { act: 'factor-on' as const, codes };
	},

	'factor-remove': async (event) => {
		const { account } = signedIn(event);
		requireFresh(event);
		await getRuntime().database.inSystem((tx) => removeFactor(tx, account.id), account.id);
		await recordFactor(event, account.id);
		return { act: 'factor-off' as const };
	},

	disconnect: async (event) => {
		const { account } = signedIn(event);
		requireFresh(event);
		const { database, settings } = getRuntime();
		const { provider } = settings;
		if (provider) await database.inSystem((tx) => disconnectIdentity(tx, account.id, provider.issuer), account.id);
		return { act: 'disconnected' as const };
	},

	end: async (event) => {
		const { account, sessionId } = signedIn(event);
		const key = String((await event.request.formData()).get('session') ?? '');
		await getRuntime().database.inSystem(async (tx) => {
			const found = (await listSessions(tx, account.id)).find(({ id }) => keyOf(id) === key);
			if (found) await endOwnSessions(tx, account.id, { id: found.id, kept: sessionId });
		}, account.id);
		return { act: 'ended' as const };
	},

	'end-others': async (event) => {
		const { account, sessionId } = signedIn(event);
		const { database } = getRuntime();
		await database.inSystem((tx) => endOwnSessions(tx, account.id, { id: null, kept: sessionId }), account.id);
		return { act: 'ended' as const };
	}
};

function signedIn({ locals }: Pick<RequestEvent, 'locals'>) {
	const { account, sessionId } = locals;
	if (!account || !sessionId) error(404, 'Not found');
	return { account, sessionId };
}

/** Names a session to its owner without showing the stored id. */
const keyOf = (sessionId: string) => tokenHash(sessionId).slice(0, 16);

async function enrolling(account: { id: string; email: string }) {
	const { database, secrets } = getRuntime();
	const key = secrets.key('second factor');
	const enrolment = await database.inSystem((tx) => beginFactor(tx, key, account), account.id);
	if (!enrolment) return { act: 'ended' as const };
	const { data, size } = encode(enrolment.address, { border: 4 });
	const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
	return { act: 'factor-begin' as const, secret: enrolment.secret, code: { size, path: dark.join('') } };
}

async function recordFactor(event: RequestEvent, accountId: string): Promise<void> {
	const { address, requestId } = clientOf(event);
	await recordSecurityEvent(getRuntime().database, {
		action: 'second-factor',
		result: 'done',
		accountId,
		address,
		requestId
	});
}
