import { redirect, type RequestEvent } from '@sveltejs/kit';
import { organisationsOf } from '#lib/server/organisations.ts';
import { PasswordsBusy } from '#lib/server/passwords.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { sessionCookie, sessionLimits } from '#lib/server/sessions.ts';
import { signIn, type SignInResult } from '#lib/server/sign-in.ts';
import { sitePath } from '#lib/server/site-path.ts';

const NOWHERE = '';
const PENDING_MINUTES = 10;

/** The path that `next` names on this site, or '' for none. */
export const nextPath = (value: unknown) => sitePath(value, NOWHERE);

export interface SignInProblem {
	problem: 'limited' | 'wrong';
	minutes: number;
}

/** Who asks, as the sign-in records it. */
export function clientOf(event: RequestEvent) {
	return {
		address: event.getClientAddress(),
		userAgent: event.request.headers.get('user-agent'),
		requestId: event.locals.requestId,
		formerSessionId: event.locals.sessionId
	};
}

/** Tries a password and leads on: to the page asked for, or to the code of the second factor. Returns what is wrong. */
export async function signInHere(
	event: RequestEvent,
	{ email, password, next }: { email: string; password: string; next: string }
): Promise<SignInProblem> {
	const { database, settings } = getRuntime();
	const attempt = { email, password, ...clientOf(event) };
	const result = await signIn(database, attempt, { sessionLimits: sessionLimits(settings) }).catch(busyAsLimited);
	return leadOn(event, result, next);
}

/** After the first step: to the page asked for, or to the code of the second factor. Returns what is wrong. */
export async function leadOn(event: RequestEvent, result: SignInResult, next: string): Promise<SignInProblem> {
	if (result.outcome !== 'code') return admitted(event, result, next);
	event.cookies.set(pendingCookie(event), result.pending, {
		...sessionCookie(ownOrigin(event)).options,
		maxAge: PENDING_MINUTES * 60
	});
	redirect(303, `/login/code${next ? `?next=${encodeURIComponent(next)}` : ''}`);
}

/** Sets the cookie and leads on, or says what is wrong, with the status and Retry-After that belong to it. */
export async function admitted(
	event: RequestEvent,
	result: Exclude<SignInResult, { outcome: 'code' }>,
	next: string
): Promise<SignInProblem> {
	if (result.outcome === 'limited') {
		event.setHeaders({ 'retry-after': String(result.retryAfterSeconds) });
		return { problem: 'limited', minutes: Math.ceil(result.retryAfterSeconds / 60) };
	}
	if (result.outcome === 'wrong') return { problem: 'wrong', minutes: 0 };
	const cookie = sessionCookie(ownOrigin(event), sessionLimits(getRuntime().settings));
	event.cookies.set(cookie.name, result.token, cookie.options);
	redirect(303, next || (await firstPage(result.accountId)));
}

/** Name of the cookie of a second step. */
export function pendingCookie(event: RequestEvent): string {
	return `${sessionCookie(ownOrigin(event)).name}-code`;
}

/** Name of the cookie that is kept while the browser is at the provider. */
export function flowCookie(event: RequestEvent): string {
	return `${sessionCookie(ownOrigin(event)).name}-provider`;
}

export async function firstPage(accountId: string): Promise<string> {
	const organisations = await getRuntime().database.inSystem((tx) => organisationsOf(tx, accountId), accountId);
	return organisations.length > 0 ? `/o/${organisations[0].slug}` : '/';
}

export function ownOrigin(event: RequestEvent): string {
	return getRuntime().settings.origin ?? event.url.origin;
}

function busyAsLimited(failure: unknown): SignInResult {
	if (failure instanceof PasswordsBusy) return { outcome: 'limited', retryAfterSeconds: 5 };
	throw failure;
}
