import { building } from '$app/environment';
import {
	error,
	redirect,
	type Handle,
	type HandleServerError,
	type RequestEvent,
	type ServerInit
} from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { ensureLibrary, FLAGSHIP_CASE } from '#lib/library/library.server.ts';
import { localeOf } from '#lib/messages/locale.ts';
import { admissionOf, isOwnWrite, isWellFormed } from '#lib/server/admission.ts';
import { isDatabaseBusy, isDatabaseDown } from '#lib/server/database-errors.ts';
import { casesFolder } from '#lib/server/installation.ts';
import { pageCache, wholeAnswer } from '#lib/server/page-cache.ts';
import { packed, PACKING_VARIES } from '#lib/server/page-packing.ts';
import { pageChunk } from '#lib/server/page-chunk.ts';
import { pageKey } from '#lib/server/page-key.ts';
import { accessFor } from '#lib/server/permissions.ts';
import { forgetOldLimits } from '#lib/server/rate-limits.ts';
import { logRefusal } from '#lib/server/refusal-log.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { recordSecurityEvent } from '#lib/server/security-events.ts';
import { deleteExpiredSessions, sessionCookie, sessionLimits } from '#lib/server/sessions.ts';
import { failedResponse, PLAIN_PAGE_POLICY, unavailableResponse } from '#lib/server/plain-pages.ts';
import { visitReader, type Visit } from '#lib/server/visits.ts';
import { PINS_PARAMETER, readPins } from '#lib/server/version-pins.ts';
import { startRounds } from './routes/organisation-rounds.server.ts';
import { today } from './routes/today.ts';

const HOUR_MILLISECONDS = 3_600_000;
const THEMES = ['system', 'light', 'dark'] as const;
const MEBIBYTE = 2 ** 20;
const KEPT_BYTES = 64 * MEBIBYTE;
const KEPT_MILLISECONDS = 60_000;
/** Pages that show figures and nothing but what is published or recorded in the audit log. */
const KEPT_ROUTES = new Set(
	['overview', 'brief', 'coverage', 'attrition', 'tenure', 'events', 'events/[event]'].map(
		(page) => `/o/[organisation]/${page}`
	)
);
const pages = pageCache(KEPT_BYTES, KEPT_MILLISECONDS);
let readVisit: ReturnType<typeof visitReader> | undefined;
/** These must answer without the database. */
const WITHOUT_IDENTITY = ['/healthz', '/readyz'];

export const init: ServerInit = async () => {
	if (building) return;
	const runtime = getRuntime();
	const explain = (failure: unknown) =>
		runtime.log.error({ err: failure }, 'The public library could not be imported; the next start tries again.');
	let isEnding = false;
	await ensureLibrary(runtime, casesFolder(), FLAGSHIP_CASE).catch(explain);
	const others = ensureLibrary(runtime, casesFolder(), undefined, () => isEnding).catch(explain);
	// The database is closed after this: the file at hand is finished, the rest is left to the next start.
	runtime.shutdownWork.add(async () => {
		isEnding = true;
		await others;
	});
	setInterval(() => void forgetWhatExpired(), HOUR_MILLISECONDS).unref();
	startRounds(runtime);
};

export const handle: Handle = async ({ event, resolve }) => {
	prepareLocals(event);
	if (building) return resolve(event);
	const response = await packed(await answer(event, resolve), event.request.headers, event.locals.account === null);
	const { method, headers } = event.request;
	const isScript = headers.has('x-sveltekit-action');
	const asked = { method, route: event.route.id, requestId: event.locals.requestId, isScript };
	await logRefusal(getRuntime().log, asked, response);
	return response;
};

async function answer(event: RequestEvent, resolve: Parameters<Handle>[0]['resolve']): Promise<Response> {
	if (!isOwnWrite(event.request, ownOrigin(event))) return plain(403, 'Refused: this request came from another site.');
	let key: string | null;
	try {
		const visit = WITHOUT_IDENTITY.includes(event.route.id ?? '') ? null : await identify(event);
		key = keptPageKey(event, visit);
	} catch (failure) {
		if (isUnanswered(failure)) return unavailableResponse(event.locals.locale);
		if (!isForEyes(event)) throw failure;
		logFailure(event, failure, 500);
		return failedResponse(event.locals.locale, event.locals.requestId);
	}
	if (event.route.id && !((await isAdmitted(event)) && isWellFormed(event.params)))
		return finished(await notFound(event));
	const render = () => rendered(event, resolve);
	const response = key === null ? await render() : await pages.answer(key, render);
	return event.locals.isDatabaseDown ? unavailableResponse(event.locals.locale) : response;
}

export const handleError: HandleServerError = ({ error: failure, event, status, message }) => {
	if (status < 500) return { message };
	event.locals.isDatabaseDown = isUnanswered(failure);
	logFailure(event, failure, status);
	return { message: 'Internal error', id: event.locals.requestId };
};

function logFailure({ locals, route }: RequestEvent, failure: unknown, status: number): void {
	const { requestId } = locals;
	getRuntime().log.error({ err: failure, requestId, route: route.id, status }, 'A request failed.');
}

/** A person waits for a page, not a script for data. */
const isForEyes = ({ request, isDataRequest }: RequestEvent) =>
	!isDataRequest && (request.headers.get('accept') ?? '').includes('text/html');

/** The database did not answer, or not in time. */
const isUnanswered = (failure: unknown) => isDatabaseDown(failure) || isDatabaseBusy(failure);

function prepareLocals(event: RequestEvent): void {
	const { locals, cookies, request, url } = event;
	locals.requestId = randomUUID();
	locals.locale = localeOf({
		query: building ? null : url.searchParams.get('lang'),
		cookie: cookies.get('language'),
		acceptLanguage: request.headers.get('accept-language')
	});
	locals.theme = THEMES.find((theme) => theme === cookies.get('theme')) ?? 'system';
	locals.account = null;
	locals.sessionId = null;
	locals.isSessionFresh = false;
	locals.isSessionExtended = false;
	locals.organisation = null;
	locals.organisations = null;
	locals.roles = [];
	locals.moment = new Map();
	locals.pins = building ? null : readPins(url.searchParams.get(PINS_PARAMETER));
}

/** Who asks, and in which organisation, from the session cookie and the address. */
async function identify(event: RequestEvent): Promise<Visit | null> {
	const { settings, database } = getRuntime();
	const limits = sessionLimits(settings);
	const cookie = sessionCookie(ownOrigin(event), limits);
	const token = event.cookies.get(cookie.name);
	const slug = isWellFormed(event.params) ? (event.params.organisation ?? null) : null;
	readVisit ??= visitReader(database);
	const visit = await readVisit({ token, slug, wantsEffect: isKept(event) }, limits);
	if (!visit || !token) return null;
	const { session, organisation, organisations, roles } = visit;
	event.locals.account = session.account;
	event.locals.sessionId = session.id;
	event.locals.isSessionFresh = session.isFresh;
	event.locals.isSessionExtended = session.isExtended;
	if (session.isExtended) event.cookies.set(cookie.name, token, cookie.options);
	event.locals.organisation = organisation;
	event.locals.roles = roles;
	// After an act of this request they may be others.
	if (isReading(event)) event.locals.organisations = organisations;
	return visit;
}

/** Deny by default: only what the route table allows goes on. A route outside the table is nobody's. */
async function isAdmitted(event: RequestEvent): Promise<boolean> {
	const { locals, route, url } = event;
	const admission = admissionOf(accessFor(route.id ?? ''), locals);
	if (admission === 'pass') return true;
	if (admission === 'sign-in') {
		if (isScriptedWrite(event)) error(401, 'Sign in first.');
		const next = event.request.method === 'GET' ? url.pathname + url.search : url.pathname;
		redirect(303, `/login?next=${encodeURIComponent(next)}`);
	}
	await recordSecurityEvent(getRuntime().database, {
		action: 'access',
		result: 'refused',
		accountId: locals.account?.id,
		requestId: locals.requestId
	});
	return false;
}

/** A write by a script (an upload, say), which cannot make anything of a sign-in page. */
function isScriptedWrite({ request }: RequestEvent): boolean {
	const wantsPage = request.headers.get('accept')?.includes('text/html') || request.headers.has('x-sveltekit-action');
	return request.method !== 'GET' && request.method !== 'HEAD' && !wantsPage;
}

/** The same answer for an address that does not exist and for one that this account may not know of. */
async function notFound(event: RequestEvent): Promise<Response> {
	const message = 'Not found';
	if (event.request.headers.has('x-sveltekit-action')) {
		return Response.json({ type: 'error', status: 404, error: { message } }, { status: 404 });
	}
	if (event.isDataRequest || !event.request.headers.get('accept')?.includes('text/html')) error(404, message);
	return event.fetch(`/not-found?lang=${event.locals.locale}`, { headers: { accept: 'text/html' } });
}

/** The name under which a reading page is kept; null for everything else. */
function keptPageKey(event: RequestEvent, visit: Visit | null): string | null {
	const { account, organisation, roles, locale, theme, isSessionExtended } = event.locals;
	if (!account || !organisation || !visit || visit.effect === null || isSessionExtended) return null;
	const { organisations, effect, waiting } = visit;
	const address = event.url.pathname + event.url.search;
	return pageKey({
		account,
		organisation,
		organisations,
		roles,
		locale,
		theme,
		address,
		today: today(),
		effect,
		left: waiting
	});
}

const isReading = ({ request }: RequestEvent) => request.method === 'GET' || request.method === 'HEAD';

function isKept(event: RequestEvent): boolean {
	return event.request.method === 'GET' && !event.isDataRequest && KEPT_ROUTES.has(event.route.id ?? '');
}

type Resolve = Parameters<Handle>[0]['resolve'];

/**
 * The answer to a request. The text of a page that no script takes over is not given back to the framework, which would
 * hash, encode and hand it on in pieces.
 */
async function rendered(event: RequestEvent, resolve: Resolve): Promise<Response> {
	let page: Uint8Array | null = null;
	const response = await resolve(event, {
		transformPageChunk({ html }) {
			const text = pageChunk({ html, ...event.locals });
			if (typeof text === 'string') return text;
			page = text;
			return '';
		}
	});
	return finished(response, page);
}

function finished(response: Response, page: Uint8Array | null = null): Response {
	const headers = new Headers(response.headers);
	const type = headers.get('content-type');
	if (type?.startsWith('text/') && !type.includes('charset=')) headers.set('content-type', `${type}; charset=utf-8`);
	if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-store');
	headers.delete('etag');
	// Under no-referrer browsers send `Origin: null` with forms, which nobody can tell from a foreign one.
	if (type?.startsWith('text/html')) {
		headers.set('referrer-policy', 'same-origin');
		// Only the page of last resort has none of its own, and would be shown without its style sheet.
		if (!headers.has('content-security-policy')) headers.set('content-security-policy', PLAIN_PAGE_POLICY);
	}
	const { status, statusText } = response;
	if (page === null) return new Response(response.body, { status, statusText, headers });
	headers.delete('content-length');
	headers.append('vary', PACKING_VARIES);
	return wholeAnswer(page, headers, status);
}

function plain(status: number, text: string): Response {
	const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'private, no-store' };
	return new Response(text, { status, headers });
}

function ownOrigin(event: RequestEvent): string {
	return getRuntime().settings.origin ?? event.url.origin;
}

async function forgetWhatExpired(): Promise<void> {
	const { database, log } = getRuntime();
	try {
		await deleteExpiredSessions(database);
		await forgetOldLimits(database);
	} catch (failure) {
		log.warn({ err: failure }, 'Expired sessions and limits were not deleted; tried again in an hour.');
	}
}
