import { setTimeout as wait } from 'node:timers/promises';
import { accountByEmail, normalEmail, savePasswordHash, type StoredAccount } from './accounts.ts';
import type { Database } from './database.ts';
import { hashPassword, isOutdatedHash, isPasswordRight } from './passwords.ts';
import { giveBack, spend, type LimitNumbers } from './rate-limits.ts';
import { recordSecurityEvent } from './security-events.ts';
import { endSession, SESSION_LIMITS, startSession, type SessionLimits } from './sessions.ts';

export interface SignInAttempt {
	email: string;
	password: string;
	address: string;
	userAgent: string | null;
	requestId: string;
	/** The session the browser came with, if any; it ends when the sign-in succeeds. */
	formerSessionId: string | null;
}
export type SignInResult =
	| { outcome: 'done'; token: string; accountId: string }
	| { outcome: 'wrong' }
	| { outcome: 'limited'; retryAfterSeconds: number };

/** A wait, not a refusal, for an account that many addresses try: its owner can still get in. */
const SLOWED_MILLISECONDS = 2000;

/**
 * Signs an account in. Unknown, disabled and wrong are one outcome that takes the same work. Refused after too many
 * tries for this account from this address, or from this address in all.
 */
export async function signIn(
	database: Database,
	attempt: SignInAttempt,
	options: { rateLimits?: LimitNumbers; sessionLimits?: SessionLimits } = {}
): Promise<SignInResult> {
	const email = normalEmail(attempt.email).slice(0, 320);
	const limits = await spendSignIn(database, email, attempt.address, options.rateLimits);
	if (limits.retryAfterSeconds !== null) {
		await record(database, attempt, 'limited', null);
		return { outcome: 'limited', retryAfterSeconds: limits.retryAfterSeconds };
	}
	if (limits.isSlowed) await wait(SLOWED_MILLISECONDS);
	const account = await database.inSystem((tx) => accountByEmail(tx, email));
	const isRight = await isPasswordRight(account?.passwordHash ?? null, attempt.password);
	if (!account || !isRight || account.isDisabled) {
		await record(database, attempt, 'failed', account?.id ?? null);
		return { outcome: 'wrong' };
	}
	const token = await admit(database, attempt, { account, limits: options.sessionLimits ?? SESSION_LIMITS });
	return { outcome: 'done', token, accountId: account.id };
}

async function admit(
	database: Database,
	attempt: SignInAttempt,
	{ account, limits }: { account: StoredAccount; limits: SessionLimits }
): Promise<string> {
	if (isOutdatedHash(account.passwordHash)) {
		const passwordHash = await hashPassword(attempt.password);
		await database.inSystem((tx) => savePasswordHash(tx, account.id, passwordHash));
	}
	if (attempt.formerSessionId) await endSession(database, attempt.formerSessionId);
	const token = await startSession(database, account.id, attempt, limits);
	await giveBackSignIn(database, account.email, attempt.address);
	await record(database, attempt, 'done', account.id);
	return token;
}

function record(
	database: Database,
	attempt: SignInAttempt,
	result: 'done' | 'failed' | 'limited',
	accountId: string | null
): Promise<void> {
	const { address, requestId } = attempt;
	return recordSecurityEvent(database, { action: 'login', result, accountId, address, requestId });
}

async function spendSignIn(database: Database, email: string, address: string, numbers: LimitNumbers = {}) {
	const pair = await spend(database, 'login-pair', `${email} ${address}`, numbers);
	const all = await spend(database, 'login-address', address, numbers);
	const refused = [pair, all].filter((spent) => !spent.isAllowed).map((spent) => spent.retryAfterSeconds);
	if (refused.length > 0) return { retryAfterSeconds: Math.max(...refused), isSlowed: false };
	const account = await spend(database, 'login-account', email, numbers);
	return { retryAfterSeconds: null, isSlowed: !account.isAllowed };
}

async function giveBackSignIn(database: Database, email: string, address: string): Promise<void> {
	await giveBack(database, 'login-pair', `${email} ${address}`);
	await giveBack(database, 'login-address', address);
	await giveBack(database, 'login-account', email);
}
