import { recoverDrafts } from '../lib/imports/drafts/recover.server.ts';
import { reapplyErasures } from '../lib/server/erasures-again.ts';
import type { Runtime } from '../lib/server/runtime.ts';

const HOUR_MS = 3_600_000;

/**
 * Erases whom a restored database had not heard of, which a start does not go on without; clears up after a process that
 * died, now and every hour.
 */
export async function prepareContent(runtime: Runtime): Promise<void> {
	for (const { organisation, unheard } of await reapplyErasures(runtime))
		if (unheard > 0) runtime.log.warn({ organisation, people: unheard }, 'Erasures were applied again.');
	await clearUp(runtime);
	setInterval(() => void clearUp(runtime), HOUR_MS).unref();
}

// A fault in here is worth a line in the log, not the start: reading what is published works without it.
async function clearUp(runtime: Runtime): Promise<void> {
	try {
		const interrupted = await recoverDrafts(runtime);
		if (interrupted > 0) runtime.log.warn({ interrupted }, 'Imports were interrupted; their drafts say so.');
	} catch (error) {
		runtime.log.error({ err: error }, 'Clearing up after interrupted imports failed; tried again in an hour.');
	}
}
