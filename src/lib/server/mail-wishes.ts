import { latestBrief, type BriefRhythm } from './brief-schedule.ts';
import type { Scope, Transaction } from './database.ts';
import { writeMail } from './outbox.ts';
import type { Secrets } from './secrets.ts';

/** What a member wants to be sent. */
export interface MailWish {
	/** A mail whenever a rule finds something new. */
	findings: boolean;
	brief: BriefRhythm | null;
	/** A mail when an import of one's own that took long goes on no further. */
	imports: boolean;
}

const DAY_MS = 86_400_000;
/** A brief that could not be sent for so long is left out: the next one comes soon enough. */
const LATEST_DAYS = 3;
const FINDING_HOURS = 7 * 24;

export async function readWish(tx: Transaction, scope: Scope): Promise<MailWish> {
	const [row] = await tx<MailWish[]>`select findings, brief, imports from mail_wish
		where organisation_id = ${scope.organisation} and account_id = ${scope.account}`;
	return row ?? { findings: false, brief: null, imports: false };
}

/** Keeps what the account of `scope` wants, and in which language; a brief counts from the day its rhythm was chosen. */
export async function keepWish(
	tx: Transaction,
	scope: Scope,
	{ findings, brief, imports, language }: MailWish & { language: 'en' | 'fr' }
): Promise<void> {
	await tx`insert into mail_wish (organisation_id, account_id, findings, brief, imports, language)
		values (${scope.organisation}, ${scope.account}, ${findings}, ${brief}, ${imports}, ${language})
		on conflict (organisation_id, account_id) do update set findings = excluded.findings, brief = excluded.brief,
			imports = excluded.imports, language = excluded.language, chosen_at = case when mail_wish.brief is not distinct from excluded.brief then mail_wish.chosen_at else now() end`;
}

interface Recipient extends Omit<MailWish, 'imports'> {
	accountId: string;
	chosenAt: Date;
	slug: string;
	timeZone: string;
}

/** Members who want mail and may open what it leads to, now. Wishes of those who are no members any more go. */
async function recipients(tx: Transaction, scope: Scope): Promise<Recipient[]> {
	await tx`delete from mail_wish w where w.organisation_id = ${scope.organisation} and not exists (
		select from membership m where m.organisation_id = w.organisation_id and m.account_id = w.account_id)`;
	const rows = await tx<Recipient[]>`
		select w.account_id as "accountId", w.findings, w.brief, w.chosen_at as "chosenAt", o.slug,
			o.time_zone as "timeZone"
		from mail_wish w join organisation o on o.id = w.organisation_id join account a on a.id = w.account_id
		where w.organisation_id = ${scope.organisation} and a.disabled_at is null and exists (
			select from membership m where m.organisation_id = w.organisation_id and m.account_id = w.account_id
				and m.role in ('analyst', 'executive'))
		order by w.account_id`;
	return [...rows];
}

/** Writes one mail to everybody who wants to hear of findings, in the transaction that keeps them. */
export async function tellFindings(tx: Transaction, scope: Scope, secrets: Secrets, look: string): Promise<void> {
	for (const { accountId, findings, slug } of await recipients(tx, scope)) {
		const mail = { kind: 'watch' as const, occasion: `watch ${look} ${accountId}`, accountId };
		if (findings) await writeMail(tx, scope, secrets, { ...mail, path: `/o/${slug}/watch`, validHours: FINDING_HOURS });
	}
}

/** Writes the briefs that are due at `now` and not written yet; returns how many. */
export async function writeDueBriefs(tx: Transaction, scope: Scope, secrets: Secrets, now: number): Promise<number> {
	let written = 0;
	for (const { accountId, brief, chosenAt, slug, timeZone } of await recipients(tx, scope)) {
		if (brief === null) continue;
		const due = latestBrief(brief, timeZone, now);
		if (chosenAt.getTime() > due.at || now - due.at > LATEST_DAYS * DAY_MS) continue;
		const mail = { kind: 'brief' as const, occasion: `brief ${due.on} ${accountId}`, accountId };
		const isNew = await writeMail(tx, scope, secrets, {
			...mail,
			path: `/o/${slug}/brief`,
			validHours: LATEST_DAYS * 24
		});
		if (isNew) written += 1;
	}
	return written;
}
