import type { Database } from './database.ts';
import { isToken, newToken, tokenHash } from './tokens.ts';

const VALID_MINUTES = 10;
const MOST_TRIES = 5;

/** Remembers that the password of an account was right; returns the token for its second step. */
export async function startPending(database: Database, accountId: string): Promise<string> {
	const token = newToken();
	await database.inSystem(async (tx) => {
		await tx`delete from pending_sign_in where now() >= expires_at`;
		await tx`insert into pending_sign_in (id, account_id, expires_at)
			values (${tokenHash(token)}, ${accountId}, now() + make_interval(mins => ${VALID_MINUTES}))`;
	});
	return token;
}

/** The account of a second step, which counts one of its five tries; null when it is over, unknown or disabled. */
export async function accountOfPending(
	database: Database,
	token: string
): Promise<{ id: string; email: string } | null> {
	if (!isToken(token)) return null;
	const [row] = await database.inSystem(
		(tx) => tx<{ id: string; email: string }[]>`
			update pending_sign_in p set tries = tries + 1 from account a
			where p.id = ${tokenHash(token)} and a.id = p.account_id and now() < p.expires_at
				and p.tries < ${MOST_TRIES} and a.disabled_at is null
			returning a.id, a.email`
	);
	return row ?? null;
}

/** Uses a second step up; false when another request was first. */
export async function endPending(database: Database, token: string): Promise<boolean> {
	const ended = await database.inSystem((tx) => tx`delete from pending_sign_in where id = ${tokenHash(token)}`);
	return ended.count === 1;
}
