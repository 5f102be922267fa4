import { Lucia, TimeSpan, type Adapter } from 'lucia';
import type { Database, Transaction } from './database.ts';
import { isToken, newToken, tokenHash } from './tokens.ts';

declare module 'lucia' {
	interface Register {
		Lucia: ReturnType<typeof luciaOver>;
		DatabaseSessionAttributes: SessionAttributes;
		DatabaseUserAttributes: { email: string; displayName: string };
	}
}

interface SessionAttributes {
	address?: string | null;
	userAgent?: string | null;
	isFresh?: boolean;
}

/** How long a session lives: unused, in all, and in all for an account that administers an organisation. */
export interface SessionLimits {
	idleHours: number;
	absoluteHours: number;
	administratorHours: number;
}
export const SESSION_LIMITS: SessionLimits = { idleHours: 8, absoluteHours: 7 * 24, administratorHours: 24 };

/** The limits that the settings ask for. An administrator's session never outlives the others. */
export function sessionLimits(settings: { sessionIdleHours: number; sessionAbsoluteDays: number }): SessionLimits {
	const absoluteHours = settings.sessionAbsoluteDays * 24;
	return { ...SESSION_LIMITS, idleHours: settings.sessionIdleHours, absoluteHours };
}

export interface Session {
	/** SHA-256 of the token; never sent. */
	id: string;
	account: { id: string; email: string; displayName: string };
	/** True when the session was just extended: the cookie should be sent again. */
	isExtended: boolean;
	/** True for 15 minutes after the password was given; grave acts ask for it again later. */
	isFresh: boolean;
}

export interface OpenSession {
	id: string;
	createdAt: Date;
	expiresAt: Date;
	address: string | null;
	userAgent: string | null;
}

export const FRESH_MINUTES = 15;

/** Starts a session and returns its token, which exists nowhere but in the cookie. */
export async function startSession(
	database: Database,
	accountId: string,
	client: { address: string | null; userAgent: string | null },
	limits = SESSION_LIMITS
): Promise<string> {
	const token = newToken();
	const attributes = { address: client.address, userAgent: client.userAgent?.slice(0, 300) ?? null };
	await luciaOver(database, limits).createSession(accountId, attributes, { sessionId: tokenHash(token) });
	return token;
}

/** What is stored of a session that has not ended, of an account that is not disabled. */
export interface SessionRow {
	id: string;
	accountId: string;
	expiresAt: Date;
	email: string;
	displayName: string;
	isFresh: boolean;
}

/** The id under which the session of a token is stored; null for text that can be no token. */
export function sessionIdOf(token: string | undefined): string | null {
	return token && isToken(token) ? tokenHash(token) : null;
}

/** The session of a token, or null. Ended, idle for too long, too old, account disabled: all the same. */
export async function readSession(
	database: Database,
	token: string | undefined,
	limits = SESSION_LIMITS
): Promise<Session | null> {
	const id = sessionIdOf(token);
	const row = id === null ? null : await database.inSystem((tx) => sessionRow(tx, id));
	return row && acceptSession(database, row, limits);
}

/** The session of a row that was just read, extended when half its idle time is gone. */
export async function acceptSession(
	database: Database,
	row: SessionRow,
	limits: SessionLimits
): Promise<Session | null> {
	const { session, user } = await luciaOver(database, limits, row).validateSession(row.id);
	if (!session) return null;
	return {
		id: session.id,
		account: { id: user.id, email: user.email, displayName: user.displayName },
		isExtended: session.fresh,
		isFresh: session.isFresh === true
	};
}

export async function endSession(database: Database, id: string): Promise<void> {
	await luciaOver(database, SESSION_LIMITS).invalidateSession(id);
}

/** Ends every session of an account, in the transaction of the act that calls for it. */
export async function endAccountSessions(tx: Transaction, accountId: string): Promise<number> {
	const ended = await tx`delete from session where account_id = ${accountId}`;
	return ended.count;
}

/** Ends one session of an account, or with null every one but `kept`; returns how many ended. */
export async function endOwnSessions(
	tx: Transaction,
	accountId: string,
	which: { id: string | null; kept: string }
): Promise<number> {
	const ended = await tx`delete from session where account_id = ${accountId}
		and (${which.id}::text is null or id = ${which.id}) and id <> ${which.kept}`;
	return ended.count;
}

/** The sessions an account has open, newest first. */
export async function listSessions(tx: Transaction, accountId: string): Promise<OpenSession[]> {
	const rows = await tx<OpenSession[]>`
		select id, created_at as "createdAt", least(expires_at, absolute_expires_at) as "expiresAt", address,
			user_agent as "userAgent"
		from session where account_id = ${accountId} and now() < least(expires_at, absolute_expires_at)
		order by created_at desc`;
	return [...rows];
}

export async function deleteExpiredSessions(database: Database): Promise<void> {
	await luciaOver(database, SESSION_LIMITS).deleteExpiredSessions();
}

/**
 * Name and attributes of the session cookie. `__Host-` with Secure, except where the site itself is plain http on
 * loopback: some browsers refuse Secure there.
 */
export function sessionCookie(origin: string, limits = SESSION_LIMITS) {
	const { protocol, hostname } = new URL(origin);
	const isPlainLoopback = protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
	return {
		name: isPlainLoopback ? 'session' : '__Host-session',
		options: {
			path: '/',
			httpOnly: true,
			sameSite: 'lax' as const,
			secure: !isPlainLoopback,
			maxAge: limits.idleHours * 3600
		}
	};
}

function luciaOver(database: Database, limits: SessionLimits, row: SessionRow | null = null) {
	return new Lucia(adapterOver(database, limits, row), {
		sessionExpiresIn: new TimeSpan(limits.idleHours, 'h'),
		getUserAttributes: (user) => user,
		getSessionAttributes: ({ isFresh }) => ({ isFresh })
	});
}

/** Expiry is decided by the database clock alone; the times that Lucia passes in are not stored. */
function adapterOver(database: Database, limits: SessionLimits, row: SessionRow | null): Adapter {
	return {
		getSessionAndUser: async () => sessionAndAccount(row),
		getUserSessions: (accountId) =>
			database.inSystem(async (tx) =>
				(await listSessions(tx, accountId)).map((row) => ({ ...row, userId: accountId, attributes: {} }))
			),
		setSession: (session) =>
			database.inSystem(async (tx) => {
				await tx`insert into session (id, account_id, expires_at, absolute_expires_at, address, user_agent)
					select ${session.id}, ${session.userId}, now() + make_interval(hours => ${limits.idleHours}),
						now() + make_interval(hours => case when exists (
							select from membership where account_id = ${session.userId} and role = 'administrator'
						) then ${limits.administratorHours}::int else ${limits.absoluteHours}::int end),
						${session.attributes.address ?? null}, ${session.attributes.userAgent ?? null}`;
			}, session.userId),
		updateSessionExpiration: (id) =>
			database.inSystem(async (tx) => {
				await tx`update session
					set expires_at = least(now() + make_interval(hours => ${limits.idleHours}), absolute_expires_at)
					where id = ${id} and expires_at < now() + make_interval(hours => ${limits.idleHours}) * 0.9`;
			}),
		deleteSession: (id) =>
			database.inSystem(async (tx) => {
				await tx`delete from session where id = ${id}`;
			}),
		deleteUserSessions: (accountId) =>
			database.inSystem(async (tx) => {
				await endAccountSessions(tx, accountId);
			}),
		deleteExpiredSessions: () =>
			database.inSystem(async (tx) => {
				await tx`delete from session where now() >= least(expires_at, absolute_expires_at)`;
			})
	};
}

async function sessionRow(tx: Transaction, id: string): Promise<SessionRow | null> {
	const [row] = await tx<SessionRow[]>`
		select s.id, s.account_id as "accountId", s.expires_at as "expiresAt", a.email, a.display_name as "displayName",
			s.reauthenticated_at > now() - make_interval(mins => ${FRESH_MINUTES}) as "isFresh"
		from session s join account a on a.id = s.account_id
		where s.id = ${id} and now() < least(s.expires_at, s.absolute_expires_at) and a.disabled_at is null`;
	return row ?? null;
}

function sessionAndAccount(row: SessionRow | null): Awaited<ReturnType<Adapter['getSessionAndUser']>> {
	if (!row) return [null, null];
	return [
		{ id: row.id, userId: row.accountId, expiresAt: row.expiresAt, attributes: { isFresh: row.isFresh } },
		{ id: row.accountId, attributes: { email: row.email, displayName: row.displayName } }
	];
}
