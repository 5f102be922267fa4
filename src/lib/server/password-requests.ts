import { randomUUID } from 'node:crypto';
import { accountByEmail, normalEmail, type StoredAccount } from './accounts.ts';
import { recordAudit } from './audit.ts';
import type { Database, Transaction } from './database.ts';
import { writeMail } from './outbox.ts';
import { newResetPath } from './password-reset.ts';
import { spend } from './rate-limits.ts';
import type { Io } from './runtime.ts';
import { sealing } from './sealing.ts';
import type { Secrets } from './secrets.ts';
import { recordSecurityEvent } from './security-events.ts';

const LINK_HOURS = 1;
/** A wish that no round has looked at for so long is forgotten. */
const OLDEST_HOURS = 1;

const seals = (secrets: Secrets) => sealing(secrets.key('password request'));

/**
 * Keeps the wish of somebody who forgot the password. Does and answers the same whether the address has an account or
 * not; the sixth wish of an hour for one address is answered like the others and not kept. Returns after how many seconds
 * to try again where too many came from one network address, else null.
 */
export async function askForPassword(
	{ database, secrets }: Pick<Io, 'database' | 'secrets'>,
	{ email, address, requestId }: { email: string; address: string; requestId: string | null }
): Promise<number | null> {
	const byAddress = await spend(database, 'password-address', address);
	if (!byAddress.isAllowed) {
		await recordSecurityEvent(database, { action: 'password', result: 'limited', address, requestId });
		return byAddress.retryAfterSeconds;
	}
	const byEmail = await spend(database, 'password-email', normalEmail(email));
	if (!byEmail.isAllowed) return null;
	const { sealed } = seals(secrets).seal(normalEmail(email));
	await database.inSystem(
		(tx) => tx`insert into password_request (id, sealed_email) values (${randomUUID()}, ${sealed})`
	);
	return null;
}

/** Answers all wishes that are kept: a mail with a link for each account that is a member somewhere. Returns how many. */
export async function answerPasswordRequests(io: Io): Promise<number> {
	let written = 0;
	for (;;) {
		const email = await takeRequest(io.database, io.secrets);
		if (email === null) return written;
		if (email !== '' && (await answerRequest(io, email))) written += 1;
	}
}

// Taken by one process alone, and first: after a crash somebody asks again, while a link made twice would undo the first.
async function takeRequest(database: Database, secrets: Secrets): Promise<string | null> {
	const [row] = await database.inSystem(
		(tx) => tx<{ sealed: string; isOld: boolean }[]>`
			delete from password_request where id = (
				select id from password_request order by created_at, id limit 1 for update skip locked)
			returning sealed_email as sealed, created_at < now() - make_interval(hours => ${OLDEST_HOURS}) as "isOld"`
	);
	if (!row) return null;
	if (row.isOld) return '';
	try {
		return seals(secrets).open<string>({ sealed: row.sealed }) ?? '';
	} catch {
		return '';
	}
}

async function answerRequest({ database, secrets }: Io, email: string): Promise<boolean> {
	const account = await database.inSystem((tx) => accountByEmail(tx, email));
	if (!account || account.isDisabled) return false;
	const organisation = await database.inSystem((tx) => organisationOf(tx, account), account.id);
	if (organisation === null) return false;
	const scope = { organisation, account: null };
	return database.inOrganisation(scope, async (tx) => {
		await recordAudit(tx, scope, { action: 'member.password-asked', objectType: 'account', objectId: account.id });
		return writeMail(tx, scope, secrets, {
			...{ kind: 'password-request', accountId: account.id, occasion: `password-request ${randomUUID()}` },
			path: await newResetPath(tx, account.id, LINK_HOURS),
			validHours: LINK_HOURS
		});
	});
}

/** The organisation whose mail it is: the first by name that is no sample. */
async function organisationOf(tx: Transaction, account: StoredAccount): Promise<string | null> {
	const [row] = await tx<{ id: string }[]>`select o.id from membership m join organisation o on o.id = m.organisation_id
		where m.account_id = ${account.id} and o.kind = 'tenant' and not o.is_sample order by o.slug limit 1`;
	return row?.id ?? null;
}
