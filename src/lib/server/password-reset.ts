import { accountByEmail, normalEmail, savePasswordHash } from './accounts.ts';
import { recordAudit } from './audit.ts';
import type { Database, Scope, Transaction } from './database.ts';
import { hashPassword, passwordProblem, type PasswordProblem } from './passwords.ts';
import { recordSecurityEvent } from './security-events.ts';
import { endAccountSessions } from './sessions.ts';
import { isToken, newToken, tokenHash } from './tokens.ts';

const VALID_HOURS = 24;

export type ResetProblem = 'unknown-member' | 'member-elsewhere';

/**
 * A link with which a member chooses a new password. Refused for an account that is a member of another organisation
 * too: whoever holds the link can enter there as well, which this administrator may not decide.
 */
export async function resetLinkForMember(
	database: Database,
	scope: Scope,
	member: {
		accountId: string;
		requestId: string | null;
		/** What else belongs to making the link, in the same transaction. */
		whenMade?: (tx: Transaction, path: string) => Promise<unknown>;
	}
): Promise<{ path: string } | { problem: ResetProblem }> {
	const { accountId } = member;
	if (await database.inSystem((tx) => isMemberElsewhere(tx, accountId, scope.organisation), accountId))
		return { problem: 'member-elsewhere' };
	return database.inOrganisation(scope, async (tx) => {
		const members = await tx`select from membership
			where organisation_id = ${scope.organisation} and account_id = ${accountId}`;
		if (members.length === 0) return { problem: 'unknown-member' as const };
		await recordAudit(tx, scope, {
			action: 'member.reset-link-made',
			objectType: 'account',
			objectId: accountId,
			requestId: member.requestId
		});
		const path = await newResetPath(tx, accountId);
		await member.whenMade?.(tx, path);
		return { path };
	});
}

/** Sample companies do not count: they hold nobody's data. */
async function isMemberElsewhere(tx: Transaction, accountId: string, organisation: string): Promise<boolean> {
	const rows = await tx`select from membership m join organisation o on o.id = m.organisation_id
		where m.account_id = ${accountId} and m.organisation_id <> ${organisation} and not o.is_sample`;
	return rows.length > 0;
}

/** The same for the operator of the installation, by e-mail address; null when there is no such account. */
export async function resetLinkForEmail(database: Database, email: string): Promise<string | null> {
	return database.inSystem(async (tx) => {
		const account = await accountByEmail(tx, normalEmail(email));
		return account ? newResetPath(tx, account.id) : null;
	});
}

/** True while the link can be used. */
export async function isResetOpen(database: Database, token: string): Promise<boolean> {
	return (await accountOfReset(database, token)) !== null;
}

/** Sets the password, ends every session and uses the link up, in one transaction; of two at once one gets through. */
export async function redeemReset(
	database: Database,
	token: string,
	password: string
): Promise<{ accountId: string } | { problem: PasswordProblem } | 'gone'> {
	const account = await accountOfReset(database, token);
	if (!account) return 'gone';
	const problem = passwordProblem(password, [account.email, account.email.split('@')[0], account.displayName]);
	if (problem) return { problem };
	const passwordHash = await hashPassword(password);
	const isDone = await database.inSystem(async (tx) => {
		const used = await tx`delete from password_reset
			where account_id = ${account.id} and token_hash = ${tokenHash(token)} and now() < expires_at`;
		if (used.count === 0) return false;
		await savePasswordHash(tx, account.id, passwordHash);
		await endAccountSessions(tx, account.id);
		return true;
	}, account.id);
	if (!isDone) return 'gone';
	await recordSecurityEvent(database, { action: 'password', result: 'done', accountId: account.id });
	return { accountId: account.id };
}

/** A new link to choose a password, in place of the former one of the account. */
export async function newResetPath(tx: Transaction, accountId: string, validHours = VALID_HOURS): Promise<string> {
	const token = newToken();
	await tx`insert into password_reset (account_id, token_hash, expires_at)
		values (${accountId}, ${tokenHash(token)}, now() + make_interval(hours => ${validHours}))
		on conflict (account_id) do update set token_hash = excluded.token_hash, created_at = now(),
			expires_at = excluded.expires_at`;
	return `/reset/${token}`;
}

async function accountOfReset(database: Database, token: string) {
	if (!isToken(token)) return null;
	const [row] = await database.inSystem(
		(tx) => tx<{ id: string; email: string; displayName: string }[]>`
			select a.id, a.email, a.display_name as "displayName"
			from password_reset r join account a on a.id = r.account_id
			where r.token_hash = ${tokenHash(token)} and now() < r.expires_at and a.disabled_at is null`
	);
	return row ?? null;
}
