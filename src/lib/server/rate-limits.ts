import { createHash } from 'node:crypto';
import type { Database } from './database.ts';

export interface RateLimit {
	most: number;
	windowSeconds: number;
}
const MINUTE = 60;
const HOUR = 3600;

/** How often an act may happen in a window of the database clock. Kept in PostgreSQL, so a restart forgets nothing. */
export const RATE_LIMITS = {
	'login-pair': { most: 10, windowSeconds: 15 * MINUTE },
	'login-address': { most: 100, windowSeconds: HOUR },
	'login-account': { most: 50, windowSeconds: HOUR },
	'login-code': { most: 20, windowSeconds: HOUR },
	invitation: { most: 30, windowSeconds: HOUR },
	// Each may be a mail: whoever may invite, in a sample company too, must not flood anybody with them.
	link: { most: 100, windowSeconds: HOUR },
	// Of who forgot the password: for one e-mail address, known here or not, and from one network address.
	'password-email': { most: 5, windowSeconds: HOUR },
	'password-address': { most: 30, windowSeconds: HOUR },
	upload: { most: 30, windowSeconds: HOUR },
	export: { most: 30, windowSeconds: HOUR },
	comparison: { most: 600, windowSeconds: HOUR }
} as const satisfies Record<string, RateLimit>;
export type LimitName = keyof typeof RATE_LIMITS;
/** Other numbers than the defaults, by limit; from the settings. */
export type LimitNumbers = Partial<Record<LimitName, number>>;

export interface Spent {
	isAllowed: boolean;
	used: number;
	retryAfterSeconds: number;
}

/** Counts one use by `subject` and tells whether it was still within the limit. */
export async function spend(
	database: Database,
	name: LimitName,
	subject: string,
	numbers: LimitNumbers = {}
): Promise<Spent> {
	const { windowSeconds } = RATE_LIMITS[name];
	const most = numbers[name] ?? RATE_LIMITS[name].most;
	const [row] = await database.inSystem(
		(tx) => tx<{ used: number; left: number }[]>`
			insert into rate_limit (key, window_started_at, used)
			values (${keyOf(name, subject)},
				date_bin(make_interval(secs => ${windowSeconds}), now(), 'epoch'::timestamptz), 1)
			on conflict (key, window_started_at) do update set used = rate_limit.used + 1
			returning used, ceil(extract(epoch from
				window_started_at + make_interval(secs => ${windowSeconds}) - now()))::int as left`
	);
	return { isAllowed: row.used <= most, used: row.used, retryAfterSeconds: Math.max(1, row.left) };
}

/** Gives one use back, for example after a sign-in that succeeded. */
export async function giveBack(database: Database, name: LimitName, subject: string): Promise<void> {
	await database.inSystem(
		(tx) => tx`update rate_limit set used = used - 1 where key = ${keyOf(name, subject)} and used > 0
			and window_started_at > now() - make_interval(secs => ${RATE_LIMITS[name].windowSeconds})`
	);
}

/** Deletes counters of windows that are long over. */
export async function forgetOldLimits(database: Database): Promise<void> {
	await database.inSystem((tx) => tx`delete from rate_limit where window_started_at < now() - interval '1 day'`);
}

/** Subjects (addresses, e-mail addresses, account ids) are kept only as hashes. */
function keyOf(name: LimitName, subject: string): string {
	return `${name}:${createHash('sha256').update(subject).digest('base64url')}`;
}
