import { randomUUID } from 'node:crypto';
import type { Transaction } from './database.ts';

export interface StoredAccount {
	id: string;
	email: string;
	passwordHash: string;
	isDisabled: boolean;
}

/** E-mail addresses are compared in lower case, without surrounding spaces or control characters. */
export function normalEmail(text: string): string {
	return text
		.replace(/\p{Cc}/gu, '')
		.trim()
		.toLowerCase();
}

/** A plausible address: something, an at sign, something with no spaces. Only the person's own mail can prove more. */
export function isEmail(text: string): boolean {
	return text.length <= 320 && /^[^\s@]+@[^\s@]+$/.test(text);
}

export async function accountByEmail(tx: Transaction, email: string): Promise<StoredAccount | null> {
	const [row] = await tx<StoredAccount[]>`
		select id, email, password_hash as "passwordHash", disabled_at is not null as "isDisabled"
		from account where email = ${email}`;
	return row ?? null;
}

export async function createAccount(
	tx: Transaction,
	details: { id?: string; email: string; displayName: string; passwordHash: string }
): Promise<string> {
	const id = details.id ?? randomUUID();
	await tx`insert into account (id, email, display_name, password_hash)
		values (${id}, ${details.email}, ${details.displayName}, ${details.passwordHash})`;
	return id;
}

export async function savePasswordHash(tx: Transaction, accountId: string, passwordHash: string): Promise<void> {
	await tx`update account set password_hash = ${passwordHash} where id = ${accountId}`;
}

export async function enableAccount(tx: Transaction, accountId: string): Promise<void> {
	await tx`update account set disabled_at = null where id = ${accountId}`;
}
