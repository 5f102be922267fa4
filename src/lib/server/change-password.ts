import { savePasswordHash } from './accounts.ts';
import type { Database } from './database.ts';
import { hashPassword, isPasswordRight, passwordProblem, type PasswordProblem } from './passwords.ts';
import { giveBack, spend } from './rate-limits.ts';
import { recordSecurityEvent } from './security-events.ts';
import { endAccountSessions } from './sessions.ts';

export interface PasswordChange {
	account: { id: string; email: string; displayName: string };
	former: string;
	password: string;
	address: string;
	requestId: string;
}

/**
 * Gives an account another password if the present one is right, and ends all its sessions. Tries count as sign-ins
 * of this account from this address do. Null when done.
 */
export async function changePassword(
	database: Database,
	{ account, former, password, address, requestId }: PasswordChange
): Promise<PasswordProblem | 'wrong-former' | 'limited' | null> {
	const subject = `${account.email} ${address}`;
	if (!(await spend(database, 'login-pair', subject)).isAllowed) return 'limited';
	const [{ hash }] = await database.inSystem(
		(tx) => tx<{ hash: string }[]>`select password_hash as hash from account where id = ${account.id}`
	);
	const event = { action: 'password' as const, accountId: account.id, address, requestId };
	if (!(await isPasswordRight(hash, former))) {
		await recordSecurityEvent(database, { ...event, result: 'failed' });
		return 'wrong-former';
	}
	await giveBack(database, 'login-pair', subject);
	const problem = passwordProblem(password, [account.email, account.email.split('@')[0], account.displayName]);
	if (problem) return problem;
	const passwordHash = await hashPassword(password);
	await database.inSystem(async (tx) => {
		await savePasswordHash(tx, account.id, passwordHash);
		await endAccountSessions(tx, account.id);
	}, account.id);
	await recordSecurityEvent(database, { ...event, result: 'done' });
	return null;
}
