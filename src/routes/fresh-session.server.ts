import { redirect, type RequestEvent } from '@sveltejs/kit';

/**
 * For grave acts: goes on only for 15 minutes after the password was given, else leads to the page that asks for it and
 * from there to `next` (the page of the request).
 */
export function requireFresh(event: Pick<RequestEvent, 'locals' | 'url'>, next = event.url.pathname): void {
	if (!event.locals.isSessionFresh) redirect(303, `/confirm?next=${encodeURIComponent(next)}`);
}
