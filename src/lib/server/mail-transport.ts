import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { isMailAddress, type MailSettings } from './mail-settings.ts';
import type { MailOutcome } from './outbox.ts';

export interface MailText {
	subject: string;
	/** Plain text; there is no HTML. */
	text: string;
}

/** For everything from the connection to the last answer. */
const PATIENCE_MS = 60_000;
const STEP_MS = 15_000;
const PERMANENT = 500;

/**
 * Hands one mail to the mail server. `handOver` is asked right before the message itself: false ends it without sending.
 * Until then every fault means that nothing was sent; after it only an answer of the server tells.
 */
export async function postMail(
	settings: MailSettings,
	mail: { id: string; address: string } & MailText,
	handOver: () => Promise<boolean>,
	patienceMs = PATIENCE_MS
): Promise<MailOutcome | 'not-ours'> {
	if (!isMailAddress(mail.address)) return { kind: 'refused', code: 'EADDRESS' };
	const message = await composed(settings.from, mail);
	const connection = new SMTPConnection(connectionOptions(settings));
	const line = lineOf(connection, patienceMs);
	let isHandedOver = false;
	try {
		await line.step((done) => connection.connect(done));
		const { user, password: pass } = settings;
		if (user !== null && pass !== null) await line.step((done) => connection.login({ user, pass }, done));
		if (!(await handOver())) return 'not-ours';
		isHandedOver = true;
		await line.step((done) => connection.send({ from: settings.from, to: [mail.address] }, message, done));
		return { kind: 'sent' };
	} catch (error) {
		return outcomeOf(error, isHandedOver);
	} finally {
		line.end();
	}
}

/** TLS with a certificate that holds, except on loopback. */
function connectionOptions(settings: MailSettings) {
	const { host, port, isTlsFromStart, mustEncrypt } = settings;
	return {
		...{ host, port, secure: isTlsFromStart, requireTLS: mustEncrypt && !isTlsFromStart, ignoreTLS: !mustEncrypt },
		...{ connectionTimeout: STEP_MS, greetingTimeout: STEP_MS, socketTimeout: STEP_MS, dnsTimeout: STEP_MS },
		socketCloseTimeout: 0,
		tls: { minVersion: 'TLSv1.2' as const }
	};
}

function composed(from: string, { id, address, subject, text }: { id: string; address: string } & MailText) {
	const composer = new MailComposer({
		from: { name: '', address: from },
		to: { name: '', address },
		subject,
		text,
		messageId: `<${id}@${from.slice(from.indexOf('@') + 1)}>`,
		headers: { 'Auto-Submitted': 'auto-generated' },
		disableFileAccess: true,
		disableUrlAccess: true
	});
	return composer.compile().build();
}

/** Steps of one conversation; each ends with the connection, or when the patience for all of them is used up. */
function lineOf(connection: SMTPConnection, patienceMs: number) {
	let fail: (error: unknown) => void = () => {};
	let lost: unknown = null;
	const lose = (error: unknown) => {
		lost ??= error;
		fail(error);
	};
	connection.on('error', lose);
	connection.on('end', () => lose({ code: 'ECONNECTION' }));
	const timer = setTimeout(() => lose({ code: 'ETIMEDOUT' }), patienceMs);
	return {
		step: (act: (done: (error?: Error | null) => void) => void) =>
			new Promise<void>((resolve, reject) => {
				fail = reject;
				if (lost === null) act((error) => (error ? reject(error) : resolve()));
				else reject(lost);
			}),
		end() {
			clearTimeout(timer);
			connection.close();
		}
	};
}

function outcomeOf(error: unknown, isHandedOver: boolean): MailOutcome {
	const { code: name, responseCode } = error as { code?: string; responseCode?: number };
	const code = [name ?? 'EUNKNOWN', responseCode].filter((part) => part !== undefined).join(' ');
	// Before the message it is the sign-in or the encryption that fails, which somebody may mend.
	if (!isHandedOver) return { kind: 'failed', code };
	if (responseCode === undefined) return { kind: 'uncertain', code };
	return { kind: responseCode >= PERMANENT ? 'refused' : 'failed', code };
}
