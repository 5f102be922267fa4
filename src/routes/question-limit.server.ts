import { error } from '@sveltejs/kit';
import { spend } from '#lib/server/rate-limits.ts';
import { getRuntime } from '#lib/server/runtime.ts';

interface Asking {
	locals: App.Locals;
	setHeaders: (headers: Record<string, string>) => void;
}

/**
 * Counts a question about releases and compared events by an account; 429 for the one too many within the hour. Strangers
 * see published cases alone, and are not counted.
 */
export async function countQuestion({ locals, setHeaders }: Asking): Promise<void> {
	if (!locals.account) return;
	const spent = await spend(getRuntime().database, 'comparison', locals.account.id);
	if (spent.isAllowed) return;
	setHeaders({ 'retry-after': String(spent.retryAfterSeconds) });
	error(429, 'Too many questions within the hour');
}
