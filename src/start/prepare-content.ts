import { recoverDrafts } from '../lib/imports/drafts/recover.server.ts';
import { reapplyErasures } from '../lib/server/erasures-again.ts';
import { runRetention } from '../lib/server/retention-job.ts';
import type { Runtime } from '../lib/server/runtime.ts';

const HOUR_MS = 3_600_000;

/**
 * Erases whom a restored database had not heard of, which a start does not go on without. Then, and every hour: clears
 * up after a process that died, and deletes what has passed its day.
 */
export async function prepareContent(runtime: Runtime): Promise<void> {
	for (const { organisation, unheard } of await reapplyErasures(runtime))
		if (unheard > 0) runtime.log.warn({ organisation, people: unheard }, 'Erasures were applied again.');
	await clearUp(runtime);
	setInterval(() => void clearUp(runtime), HOUR_MS).unref();
}

async function clearUp(runtime: Runtime): Promise<void> {
	const { log } = runtime;
	await worthALine(runtime, 'Clearing up after interrupted imports', async () => {
		const interrupted = await recoverDrafts(runtime);
		if (interrupted > 0) log.warn({ interrupted }, 'Imports were interrupted; their drafts say so.');
	});
	await worthALine(runtime, 'Deleting what has passed its day', async () => {
		for (const [organisation, deleted] of await runRetention(runtime))
			log.info({ organisation, deleted }, 'Data that had passed its day was deleted.');
	});
}

// A fault in here is worth a line in the log, not the start: reading what is published works without it.
async function worthALine({ log }: Runtime, what: string, work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		log.error({ err: error }, `${what} failed; tried again in an hour.`);
	}
}
