import type { Scope, Transaction } from './database.ts';
import type { Organisation } from './organisations.ts';

/** Whether mails may carry what the brief says, and not only a link to it. */
export async function mayMailBrief(tx: Transaction, scope: Scope): Promise<boolean> {
	return (await briefMailOrganisation(tx, scope)) !== null;
}

/** The organisation of `scope` where its mails may carry what the brief says; else null. */
export async function briefMailOrganisation(tx: Transaction, scope: Scope): Promise<Organisation | null> {
	const [row] = await tx<Organisation[]>`select id, slug, name, is_sample as "isSample" from organisation
		where id = ${scope.organisation} and brief_by_mail`;
	return row ?? null;
}

/** Allows it or takes that back; false where it was so already. */
export async function allowBriefMail(tx: Transaction, scope: Scope, isAllowed: boolean): Promise<boolean> {
	const changed = await tx`update organisation set brief_by_mail = ${isAllowed}
		where id = ${scope.organisation} and brief_by_mail is distinct from ${isAllowed}`;
	return changed.count === 1;
}
