import type { Language } from '#lib/messages/language.ts';
import { sendDueMail, type Compose } from '#lib/server/mail-round.ts';
import { nameWithoutLink } from '#lib/server/mail-name.ts';
import { postMail } from '#lib/server/mail-transport.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { datasetName } from './dataset-name.ts';
import { serverLanguage } from './language.server.ts';
import { mailedBrief } from './o/[organisation]/brief/brief-mail.server.ts';

const sending = new Set<Promise<void>>();

/** The address people type, for links in mails: never what a request says of itself. */
export function ownAddress(): string {
	const { origin, host, port } = getRuntime().settings;
	return origin ?? `http://${host}:${port}`;
}

/** A mail says which organisation, and gives one link: no name of a person, and no figure but where that is allowed. */
const composeMail =
	(organisation: string): Compose =>
	async ({ kind, path, organisationName, language, imported }) => {
		const own = serverLanguage(language);
		const values = {
			organisation: nameWithoutLink(organisationName),
			link: ownAddress() + path,
			...(imported && { dataset: nameWithoutLink(datasetName(own.t, imported.dataset)), state: imported.state })
		};
		const said = kind === 'brief' ? await briefSaid(organisation, own) : null;
		const text = own.t(`mail.${kind}-text`, values);
		return { subject: own.t(`mail.${kind}-subject`, values), text: `${said === null ? text : `${said}\n\n${text}`}\n` };
	};

/** A brief that cannot be computed is a link to it. */
async function briefSaid(organisation: string, language: Language): Promise<string | null> {
	try {
		return await mailedBrief(organisation, ownAddress(), language);
	} catch (failure) {
		getRuntime().log.error(
			{ err: failure, organisation },
			'A brief could not be computed for a mail; it holds a link.'
		);
		return null;
	}
}

/** Sends what is due in one organisation, where a mail server is set. A fault is logged: the next round tries again. */
export async function sendMailOf(organisation: string): Promise<void> {
	const runtime = getRuntime();
	const { mail } = runtime.settings;
	if (mail === null) return;
	try {
		await sendDueMail(runtime, { organisation, account: null }, composeMail(organisation), (one, handOver) =>
			postMail(mail, one, handOver)
		);
	} catch (failure) {
		runtime.log.error({ err: failure, organisation }, 'Mail could not be sent; tried again in a minute.');
	}
}

/** The same without waiting for it, once an act is done: the answer does not depend on the mail server. */
export function sendMailSoon(organisation: string): void {
	const work = sendMailOf(organisation).finally(() => sending.delete(work));
	sending.add(work);
}

/** Ends with the mails under way, before the database is closed. */
export async function mailsUnderWay(): Promise<void> {
	await Promise.all(sending);
}
