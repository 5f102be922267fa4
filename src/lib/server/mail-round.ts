import type { Scope } from './database.ts';
import type { MailText } from './mail-transport.ts';
import {
	claimMail,
	dropMail,
	keepOutcome,
	markHandedOver,
	tidyMail,
	type ClaimedMail,
	type MailOutcome
} from './outbox.ts';
import type { Io } from './runtime.ts';

/** Composes a mail that has a recipient and a link. */
export type Compose = (mail: ClaimedMail & { path: string }) => MailText | Promise<MailText>;
/** Hands a mail to the server; see postMail. */
export type Post = (
	mail: { id: string; address: string } & MailText,
	handOver: () => Promise<boolean>
) => Promise<MailOutcome | 'not-ours'>;

/**
 * Sends what is due in one organisation, one after the other; returns how many the mail server took. Where that server
 * cannot be reached the rest waits for the next round, and the turn passes to the next organisation.
 */
export async function sendDueMail(io: Io, scope: Scope, compose: Compose, post: Post): Promise<number> {
	await io.database.inOrganisation(scope, (tx) => tidyMail(tx, scope));
	let sent = 0;
	for (;;) {
		const mail = await io.database.inOrganisation(scope, (tx) => claimMail(tx, scope, io.secrets));
		if (mail === null) return sent;
		io.faultPoint?.('mail.claimed');
		const outcome = await sendOne(io, scope, mail, { compose, post });
		if (outcome === 'sent') sent += 1;
		if (outcome === 'unreachable') return sent;
	}
}

async function sendOne(
	io: Io,
	scope: Scope,
	mail: ClaimedMail,
	{ compose, post }: { compose: Compose; post: Post }
): Promise<MailOutcome['kind'] | 'dropped' | 'not-ours' | 'unreachable'> {
	const { address, path } = mail;
	let isReached = false;
	const handOver = () => {
		isReached = true;
		return io.database.inOrganisation(scope, (tx) => markHandedOver(tx, scope, mail));
	};
	if (address === null) {
		await io.database.inOrganisation(scope, (tx) => dropMail(tx, scope, mail));
		return 'dropped';
	}
	const outcome: MailOutcome | 'not-ours' =
		path === null
			? { kind: 'refused', code: 'EKEY' }
			: await post({ id: mail.id, address, ...(await compose({ ...mail, path })) }, handOver);
	if (outcome === 'not-ours') return 'not-ours';
	io.faultPoint?.('mail.answered');
	await io.database.inOrganisation(scope, (tx) => keepOutcome(tx, scope, mail, outcome));
	if (outcome.kind !== 'sent')
		io.log.warn({ organisation: scope.organisation, mail: mail.id, outcome }, 'A mail was not sent.');
	return outcome.kind === 'failed' && !isReached ? 'unreachable' : outcome.kind;
}
