import { randomUUID } from 'node:crypto';
import type { Scope, Transaction } from './database.ts';
import type { Role } from './permissions.ts';
import { sealing } from './sealing.ts';
import type { Secrets } from './secrets.ts';

export type MailKind = 'invitation' | 'password-reset' | 'password-request' | 'watch' | 'brief' | 'import';
/** Where an import stands that a mail tells of. */
export type ImportState = 'asking' | 'checked' | 'published' | 'stopped';

/** A mail about to be written: to an open invitation's address, or to a member's. */
export interface NewMail {
	kind: MailKind;
	/** What it tells of; a second mail with the same words is not written. */
	occasion: string;
	invitationId?: string;
	accountId?: string;
	/** What a mail of the kind 'import' tells of. */
	imported?: { versionId: string; state: ImportState };
	/** The path of the one link in it. */
	path: string;
	validHours: number;
}

/** A mail that this process alone may send, until `claim` runs out. */
export interface ClaimedMail {
	id: string;
	kind: MailKind;
	claim: string;
	attempts: number;
	/** Null where there is nobody left to send it to. */
	address: string | null;
	/** Null where the key it was sealed under is gone. */
	path: string | null;
	organisationName: string;
	/** That in which the reader chose what to be sent, else that of the organisation. */
	language: 'en' | 'fr';
	/** Of a mail of the kind 'import'. */
	imported: { dataset: { kind: string; name: string }; state: ImportState } | null;
}

/** What came of handing a mail to the mail server. `code` never repeats the server's words. */
export type MailOutcome =
	| { kind: 'sent' }
	/** Refused for good. */
	| { kind: 'refused'; code: string }
	/** Certainly not taken; another try may help. */
	| { kind: 'failed'; code: string }
	/** The connection was lost after the mail was handed over. */
	| { kind: 'uncertain'; code: string };

/** Minutes after each failed try; after the last the mail is given up. */
export const BACK_OFF_MINUTES = [1, 5, 30, 120, 360];
const CLAIM_MINUTES = 5;
const KEPT_DAYS = 30;

// Who may still get a mail of the kind when it is sent.
const RECIPIENTS: Record<MailKind, Role[]> = {
	invitation: [],
	'password-reset': ['administrator', 'analyst', 'executive', 'researcher'],
	'password-request': ['administrator', 'analyst', 'executive', 'researcher'],
	watch: ['analyst', 'executive'],
	brief: ['analyst', 'executive'],
	import: ['analyst']
};

// Of these the latest link alone is open.
const NEW_PASSWORD: MailKind[] = ['password-reset', 'password-request'];

const seals = (secrets: Secrets) => sealing(secrets.key('outgoing mail'));

/**
 * Writes a mail in the transaction of the act it tells of; false where there is one with the same occasion. A link for a
 * new password takes the place of the former, so the mail with that one is not sent any more.
 */
export async function writeMail(tx: Transaction, scope: Scope, secrets: Secrets, mail: NewMail): Promise<boolean> {
	if (NEW_PASSWORD.includes(mail.kind))
		await tx`delete from outgoing_mail where organisation_id = ${scope.organisation} and kind = any(${NEW_PASSWORD})
			and account_id = ${mail.accountId ?? null} and state = 'waiting'`;
	const written = await tx`
		insert into outgoing_mail
			(organisation_id, id, kind, occasion, invitation_id, account_id, version_id, import_state, link, valid_until)
		values (${scope.organisation}, ${randomUUID()}, ${mail.kind}, ${mail.occasion}, ${mail.invitationId ?? null},
			${mail.accountId ?? null}, ${mail.imported?.versionId ?? null}, ${mail.imported?.state ?? null},
			${seals(secrets).seal(mail.path).sealed},
			now() + make_interval(hours => ${mail.validHours}))
		on conflict (organisation_id, occasion) do nothing`;
	return written.count === 1;
}

/**
 * Claims the next mail that is due, or null. A claim of a process that died before it handed the mail over runs out and
 * is taken by another; one that died afterwards leaves a mail that is not sent again.
 */
export async function claimMail(tx: Transaction, scope: Scope, secrets: Secrets): Promise<ClaimedMail | null> {
	const claim = randomUUID();
	const [row] = await tx<{ id: string; kind: MailKind; attempts: number; link: string; isValid: boolean }[]>`
		update outgoing_mail set state = 'claimed', claim = ${claim}, attempts = attempts + 1,
			claimed_until = now() + make_interval(mins => ${CLAIM_MINUTES})
		where organisation_id = ${scope.organisation} and id = (
			select id from outgoing_mail
			where organisation_id = ${scope.organisation} and due_at <= now()
				and (state = 'waiting' or (state = 'claimed' and claimed_until < now()))
			order by due_at, id limit 1 for update skip locked)
		returning id, kind, attempts, link, now() < valid_until as "isValid"`;
	if (!row) return null;
	return {
		...{ id: row.id, kind: row.kind, attempts: row.attempts, claim },
		address: row.isValid ? await addressOf(tx, scope, row) : null,
		path: openLink(secrets, row.link),
		...(await toldOf(tx, scope, row.id))
	};
}

/** What the words of a mail depend on. */
async function toldOf(tx: Transaction, scope: Scope, id: string) {
	const [row] = await tx<Pick<ClaimedMail, 'organisationName' | 'language' | 'imported'>[]>`
		select o.name as "organisationName", coalesce(w.language, o.language) as language,
			case when m.kind = 'import' then jsonb_build_object('state', m.import_state,
				'dataset', jsonb_build_object('kind', d.kind, 'name', d.name)) end as imported
		from outgoing_mail m join organisation o on o.id = m.organisation_id
			left join mail_wish w on w.organisation_id = m.organisation_id and w.account_id = m.account_id
			left join dataset_version v on v.organisation_id = m.organisation_id and v.id = m.version_id
			left join dataset d on d.organisation_id = v.organisation_id and d.id = v.dataset_id
		where m.organisation_id = ${scope.organisation} and m.id = ${id}`;
	return row;
}

function openLink(secrets: Secrets, sealed: string): string | null {
	try {
		return seals(secrets).open<string>({ sealed });
	} catch {
		return null;
	}
}

async function addressOf(
	tx: Transaction,
	scope: Scope,
	{ id, kind }: { id: string; kind: MailKind }
): Promise<string | null> {
	const [row] = await tx<{ email: string }[]>`
		select i.email from outgoing_mail m
			join invitation i on i.organisation_id = m.organisation_id and i.id = m.invitation_id
		where m.organisation_id = ${scope.organisation} and m.id = ${id} and i.accepted_at is null and now() < i.expires_at
		union all
		select a.email from outgoing_mail m join account a on a.id = m.account_id
		where m.organisation_id = ${scope.organisation} and m.id = ${id} and a.disabled_at is null
			and exists (select from membership s where s.organisation_id = m.organisation_id and s.account_id = a.id
				and s.role = any(${RECIPIENTS[kind]}))`;
	return row?.email ?? null;
}

/** Marks the moment after which a mail is never sent again; false where the claim ran out and somebody else has it. */
export async function markHandedOver(tx: Transaction, scope: Scope, { id, claim }: ClaimedMail): Promise<boolean> {
	const marked = await tx`update outgoing_mail set state = 'handed-over'
		where organisation_id = ${scope.organisation} and id = ${id} and claim = ${claim} and state = 'claimed'
			and now() < claimed_until`;
	return marked.count === 1;
}

/** Nobody is left to send it to, or its link is no longer open. */
export async function dropMail(tx: Transaction, scope: Scope, mail: ClaimedMail): Promise<void> {
	await settle(tx, scope, mail, 'dropped', null);
}

/** Keeps what came of a try: done with, or to be tried again after a while. */
export async function keepOutcome(
	tx: Transaction,
	scope: Scope,
	mail: ClaimedMail,
	outcome: MailOutcome
): Promise<void> {
	if (outcome.kind === 'sent') return settle(tx, scope, mail, 'sent', null);
	if (outcome.kind === 'uncertain') return settle(tx, scope, mail, 'uncertain', outcome.code);
	const minutes = outcome.kind === 'failed' ? BACK_OFF_MINUTES[mail.attempts - 1] : undefined;
	if (minutes === undefined) return settle(tx, scope, mail, 'given-up', outcome.code);
	await tx`update outgoing_mail set state = 'waiting', claim = null, claimed_until = null, problem = ${outcome.code},
			due_at = now() + make_interval(mins => ${minutes})
		where organisation_id = ${scope.organisation} and id = ${mail.id} and claim = ${mail.claim}`;
}

async function settle(
	tx: Transaction,
	scope: Scope,
	{ id, claim }: ClaimedMail,
	state: 'sent' | 'uncertain' | 'given-up' | 'dropped',
	problem: string | null
): Promise<void> {
	await tx`update outgoing_mail set state = ${state}, problem = ${problem}, link = null, claim = null,
			claimed_until = null, settled_at = now()
		where organisation_id = ${scope.organisation} and id = ${id} and claim = ${claim}`;
}

/** Ends what a process left that died while it handed a mail over, and forgets what was settled long ago. */
export async function tidyMail(tx: Transaction, scope: Scope): Promise<void> {
	await tx`update outgoing_mail set state = 'uncertain', problem = 'interrupted', link = null, claim = null,
			claimed_until = null, settled_at = now()
		where organisation_id = ${scope.organisation} and state = 'handed-over' and claimed_until < now()`;
	await tx`delete from outgoing_mail where organisation_id = ${scope.organisation}
		and settled_at < now() - make_interval(days => ${KEPT_DAYS})`;
}

/** A mail that did not simply arrive, for administrators. */
export interface UnsentMail {
	id: string;
	kind: MailKind;
	recipient: string;
	state: 'waiting' | 'uncertain' | 'given-up';
	attempts: number;
	problem: string | null;
	createdAt: Date;
}

/** Mails that failed at least once and still wait, were given up, or may or may not have arrived; the newest first. */
export async function listUnsentMail(tx: Transaction, scope: Scope): Promise<UnsentMail[]> {
	const rows = await tx<UnsentMail[]>`
		select m.id, m.kind, coalesce(i.email, a.email) as recipient, m.state, m.attempts, m.problem,
			m.created_at as "createdAt"
		from outgoing_mail m left join account a on a.id = m.account_id
			left join invitation i on i.organisation_id = m.organisation_id and i.id = m.invitation_id
		where m.organisation_id = ${scope.organisation}
			and (m.state in ('uncertain', 'given-up') or (m.state = 'waiting' and m.attempts > 0))
		order by m.created_at desc, m.id limit 50`;
	return [...rows];
}
