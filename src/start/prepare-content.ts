import { recoverDrafts } from '../lib/imports/drafts/recover.server.ts';
import { removeHalfSamples } from '../lib/sample-company/sample-company.server.ts';
import { reapplyErasures } from '../lib/server/erasures-again.ts';
import { runRetention } from '../lib/server/retention-job.ts';
import type { Runtime } from '../lib/server/runtime.ts';

const HOUR_MS = 3_600_000;
/** What was touched seconds before the start may have died with the former process: it is looked at again. */
const SECOND_LOOK_MS = 60_000;

/**
 * Erases whom a restored database had not heard of, which a start does not go on without. Then, and every hour: clears
 * up after a process that died, and deletes what has passed its day.
 */
export async function prepareContent(runtime: Runtime): Promise<void> {
	for (const { organisation, unheard } of await reapplyErasures(runtime))
		if (unheard > 0) runtime.log.warn({ organisation, people: unheard }, 'Erasures were applied again.');
	await clearUp(runtime);
	setTimeout(() => void clearUp(runtime), SECOND_LOOK_MS).unref();
	setInterval(() => void clearUp(runtime), HOUR_MS).unref();
}

async function clearUp(runtime: Runtime): Promise<void> {
	const { log } = runtime;
	await worthALine(runtime, 'Clearing up after interrupted imports', async () => {
		const interrupted = await recoverDrafts(runtime);
		if (interrupted > 0) log.warn({ interrupted }, 'Imports were interrupted; their drafts say so.');
	});
	await worthALine(runtime, 'Removing sample companies that were never filled', async () => {
		const removed = await removeHalfSamples(runtime);
		if (removed > 0) log.warn({ removed }, 'Sample companies that were left half were removed.');
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
