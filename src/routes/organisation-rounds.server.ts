import { tellOfImports } from '#lib/server/import-mails.ts';
import { writeDueBriefs } from '#lib/server/mail-wishes.ts';
import { tenantOrganisations } from '#lib/server/organisations.ts';
import { answerPasswordRequests } from '#lib/server/password-requests.ts';
import { getRuntime, type Runtime } from '#lib/server/runtime.ts';
import { mailsUnderWay, sendMailOf } from './mail.server.ts';
import { lookOut } from './o/[organisation]/watch/watch-run.server.ts';

const MINUTE_MILLISECONDS = 60_000;

/**
 * Every minute, and at the start: does in each organisation what is due. Several processes may do it at once; each piece
 * of work is claimed in the database.
 */
export function startRounds(runtime: Runtime): void {
	let isEnding = false;
	let round = Promise.resolve();
	const go = async () => {
		await answerWishes(runtime);
		for (const id of await runtime.database.inSystem((tx) => tenantOrganisations(tx))) {
			if (isEnding) return;
			await lookOutOf(id);
			await writeMails(runtime, id);
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

/** Looks at the rules where that is due. A fault is logged: a later round looks again. */
export async function lookOutOf(organisation: string): Promise<void> {
	try {
		await lookOut(organisation, Date.now());
	} catch (failure) {
		getRuntime().log.error({ err: failure, organisation }, 'Watch rules could not be looked at; tried again later.');
	}
}

/** Whoever forgot the password gets a link, where mail can be sent. */
async function answerWishes(runtime: Runtime): Promise<void> {
	try {
		if (runtime.settings.mail) await answerPasswordRequests(runtime);
	} catch (failure) {
		runtime.log.error({ err: failure }, 'Links for new passwords could not be made; whoever waits has to ask again.');
	}
}

async function writeMails({ database, secrets, settings, log }: Runtime, organisation: string): Promise<void> {
	if (settings.mail === null) return;
	const scope = { organisation, account: null };
	try {
		await database.inOrganisation(scope, async (tx) => {
			await writeDueBriefs(tx, scope, secrets, Date.now());
			await tellOfImports(tx, scope, secrets);
		});
	} catch (failure) {
		log.error({ err: failure, organisation }, 'Mails could not be written; tried again in a minute.');
	}
}
