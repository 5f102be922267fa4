import { tenantOrganisations } from '#lib/server/organisations.ts';
import type { Runtime } from '#lib/server/runtime.ts';
import { mailsUnderWay, sendMailOf } from './mail.server.ts';

const MINUTE_MILLISECONDS = 60_000;

/**
 * Every minute, and at the start: does in each organisation what is due. Several processes may do it at once; each piece
 * of work is claimed in the database.
 */
export function startRounds(runtime: Runtime): void {
	let isEnding = false;
	let round = Promise.resolve();
	const go = async () => {
		for (const id of await runtime.database.inSystem((tx) => tenantOrganisations(tx))) {
			if (isEnding) return;
			await sendMailOf(id);
		}
	};
	const start = () => {
		round = round.then(go).catch((failure: unknown) => {
			runtime.log.error({ err: failure }, 'A round of the organisations failed; the next one is in a minute.');
		});
	};
	start();
	const timer = setInterval(start, MINUTE_MILLISECONDS);
	timer.unref();
	runtime.shutdownWork.add(async () => {
		isEnding = true;
		clearInterval(timer);
		await round;
		await mailsUnderWay();
	});
}
