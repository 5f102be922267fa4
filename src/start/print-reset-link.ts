import { accountByEmail, normalEmail } from '../lib/server/accounts.ts';
import type { Database } from '../lib/server/database.ts';
import { openLog } from '../lib/server/log.ts';
import { resetLinkForEmail } from '../lib/server/password-reset.ts';
import { removeFactor } from '../lib/server/second-factor.ts';
import { recordSecurityEvent } from '../lib/server/security-events.ts';
import { readSettings } from '../lib/server/settings.ts';
import { openRuntime } from './open-runtime.ts';

/** Prints a link with which the holder of an account chooses a new password; false when there is no such account. */
export async function printResetLink(
	variables: Record<string, string | undefined>,
	email: string,
	withoutFactor: boolean
): Promise<boolean> {
	const settings = readSettings(variables);
	const { runtime, close } = await openRuntime(settings, openLog(settings.logLevel));
	try {
		const path = await operatorReset(runtime.database, email, withoutFactor);
		if (path === null) {
			process.stderr.write('There is no account with this e-mail address.\n');
			return false;
		}
		process.stdout.write(`${settings.origin ?? `http://${settings.host}:${settings.port}`}${path}\n`);
		return true;
	} finally {
		await close();
	}
}

/** The path of the link, or null. On request the second factor goes as well, for somebody who lost it and its codes. */
export async function operatorReset(database: Database, email: string, withoutFactor: boolean): Promise<string | null> {
	const path = await resetLinkForEmail(database, email);
	if (path === null || !withoutFactor) return path;
	const account = await database.inSystem((tx) => accountByEmail(tx, normalEmail(email)));
	if (account) {
		await database.inSystem((tx) => removeFactor(tx, account.id), account.id);
		await recordSecurityEvent(database, { action: 'second-factor', result: 'done', accountId: account.id });
	}
	return path;
}
