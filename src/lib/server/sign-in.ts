import { setTimeout as wait } from 'node:timers/promises';
import { accountByEmail, normalEmail, savePasswordHash, type StoredAccount } from './accounts.ts';
import type { Database } from './database.ts';
import { hashPassword, isOutdatedHash, isPasswordRight } from './passwords.ts';
import { accountOfPending, endPending, startPending } from './pending-sign-ins.ts';
import { giveBack, spend, type LimitNumbers } from './rate-limits.ts';
import { factorState, isFactorRight, type FactorKey } from './second-factor.ts';
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
	/** The password was right; `pending` is what the code is given with. */
	| { outcome: 'code'; pending: string }
	| { outcome: 'wrong' }
	| { outcome: 'limited'; retryAfterSeconds: number };

/** A wait, not a refusal, for an account that many addresses try: its owner can still get in. */
const SLOWED_MILLISECONDS = 2000;

/**
 * Signs an account in, or asks for the code of its second factor. Unknown, disabled and wrong are one outcome that takes
 * the same work. Refused after too many tries for this account from this address, or from this address in all.
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
	if (isOutdatedHash(account.passwordHash)) {
		const passwordHash = await hashPassword(attempt.password);
		await database.inSystem((tx) => savePasswordHash(tx, account.id, passwordHash));
	}
	return signInKnown(database, attempt, { account, limits: options.sessionLimits ?? SESSION_LIMITS });
}

/** Signs in an account whose holder is proven, by the password or by a provider; the second factor is still asked. */
export async function signInKnown(
	database: Database,
	attempt: Omit<SignInAttempt, 'email' | 'password'>,
	known: { account: Pick<StoredAccount, 'id' | 'email'>; limits: SessionLimits }
): Promise<Exclude<SignInResult, { outcome: 'wrong' | 'limited' }>> {
	if ((await database.inSystem((tx) => factorState(tx, known.account.id))).isOn)
		return { outcome: 'code', pending: await startPending(database, known.account.id) };
	return admit(database, attempt, known);
}

/** The second step: the code for a password that was right less than 10 minutes ago. 'gone' when the first is too old. */
export async function signInWithCode(
	database: Database,
	attempt: Omit<SignInAttempt, 'email' | 'password'> & { pending: string; code: string },
	options: { factorKey: FactorKey; rateLimits?: LimitNumbers; sessionLimits?: SessionLimits }
): Promise<Exclude<SignInResult, { outcome: 'code' }> | { outcome: 'gone' }> {
	const { pending, code } = attempt;
	const account = await accountOfPending(database, pending);
	if (!account) return { outcome: 'gone' };
	const spent = await spend(database, 'login-code', account.id, options.rateLimits);
	const { retryAfterSeconds } = spent;
	if (!spent.isAllowed) return { outcome: 'limited', retryAfterSeconds };
	const isRight = await database.inSystem((tx) => isFactorRight(tx, options.factorKey, account.id, code), account.id);
	if (!isRight) {
		const { address, requestId } = attempt;
		const event = {
			action: 'login-code' as const,
			result: 'failed' as const,
			accountId: account.id,
			address,
			requestId
		};
		await recordSecurityEvent(database, event);
		return { outcome: 'wrong' };
	}
	if (!(await endPending(database, pending))) return { outcome: 'gone' };
	await giveBack(database, 'login-code', account.id);
	return admit(database, attempt, { account, limits: options.sessionLimits ?? SESSION_LIMITS });
}

async function admit(
	database: Database,
	attempt: Omit<SignInAttempt, 'email' | 'password'>,
	{ account, limits }: { account: Pick<StoredAccount, 'id' | 'email'>; limits: SessionLimits }
): Promise<{ outcome: 'done'; token: string; accountId: string }> {
	if (attempt.formerSessionId) await endSession(database, attempt.formerSessionId);
	const token = await startSession(database, account.id, attempt, limits);
	await giveBackSignIn(database, account.email, attempt.address);
	await record(database, attempt, 'done', account.id);
	return { outcome: 'done', token, accountId: account.id };
}

function record(
	database: Database,
	attempt: { address: string; requestId: string },
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
