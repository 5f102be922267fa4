import type { Transaction } from './database.ts';

export interface ProviderIdentity {
	issuer: string;
	subject: string;
}

/** The account connected with an identity, unless it is disabled. */
export async function accountOfIdentity(
	tx: Transaction,
	{ issuer, subject }: ProviderIdentity
): Promise<{ id: string; email: string } | null> {
	const [row] = await tx<{ id: string; email: string }[]>`
		select a.id, a.email from provider_identity p join account a on a.id = p.account_id
		where p.issuer = ${issuer} and p.subject = ${subject} and a.disabled_at is null`;
	return row ?? null;
}

/** Connects an account with an identity in place of a former one; false when the identity is another account's. */
export async function connectIdentity(
	tx: Transaction,
	accountId: string,
	{ issuer, subject }: ProviderIdentity
): Promise<boolean> {
	const taken = await tx`insert into provider_identity (issuer, subject, account_id)
		values (${issuer}, ${subject}, ${accountId}) on conflict do nothing`;
	const [own] = await tx`select from provider_identity
		where issuer = ${issuer} and subject = ${subject} and account_id = ${accountId}`;
	if (taken.count === 0 && !own) return false;
	await tx`delete from provider_identity
		where account_id = ${accountId} and issuer = ${issuer} and subject <> ${subject}`;
	return true;
}

export async function disconnectIdentity(tx: Transaction, accountId: string, issuer: string): Promise<void> {
	await tx`delete from provider_identity where account_id = ${accountId} and issuer = ${issuer}`;
}

export async function isConnected(tx: Transaction, accountId: string, issuer: string): Promise<boolean> {
	const rows = await tx`select from provider_identity where account_id = ${accountId} and issuer = ${issuer}`;
	return rows.length > 0;
}
