import { randomUUID } from 'node:crypto';
import { createAccount, isEmail, normalEmail } from './accounts.ts';
import { recordAudit } from './audit.ts';
import type { Database, Transaction } from './database.ts';
import { grantRoles } from './memberships.ts';
import { createOrganisation, type Organisation, type Prepare } from './organisations.ts';
import { hashPassword, passwordProblem, type PasswordProblem } from './passwords.ts';
import { newToken, tokenHash } from './tokens.ts';

export interface SetupForm {
	organisationName: string;
	displayName: string;
	email: string;
	password: string;
	language: string;
}
export type SetupProblem = PasswordProblem | 'organisation-name' | 'display-name' | 'email';

/**
 * The path of a new one-time set-up link, or null once set-up is closed. A former link stops working. Only the hash is
 * stored, so the link can be printed once and read nowhere.
 */
export async function openSetupLink(database: Database): Promise<string | null> {
	const token = newToken();
	const opened = await database.inSystem(
		(tx) => tx`update setup set token_hash = ${tokenHash(token)}, created_at = now() where closed_at is null`
	);
	return opened.count === 1 ? `/setup/${token}` : null;
}

/** True while there is no administrator, so that the landing page can say where the link is. */
export async function isSetupPending(database: Database): Promise<boolean> {
	const rows = await database.inSystem((tx) => tx`select 1 from setup where closed_at is null`);
	return rows.length === 1;
}

/** True while there is no administrator and the token is the one of the newest link. */
export async function isSetupOpen(database: Database, token: string): Promise<boolean> {
	const rows = await database.inSystem(
		(tx) => tx`select 1 from setup where closed_at is null and token_hash = ${tokenHash(token)}`
	);
	return rows.length === 1;
}

/**
 * Makes the first organisation and its first account, administrator and analyst, and closes set-up for good, in one
 * transaction. 'closed' when the link is not (or no longer) the open one; of two at once only one gets through.
 */
export async function redeemSetup(
	database: Database,
	token: string,
	form: SetupForm,
	prepare: Prepare
): Promise<{ organisation: Organisation; accountId: string } | { problem: SetupProblem } | 'closed'> {
	if (!(await isSetupOpen(database, token))) return 'closed';
	const email = normalEmail(form.email);
	const problem = setupProblem({ ...form, email });
	if (problem) return { problem };
	const passwordHash = await hashPassword(form.password);
	const scope = { organisation: randomUUID(), account: randomUUID() };
	return database.inOrganisation(scope, async (tx) => {
		if (!(await closeSetup(tx, token))) return 'closed' as const;
		await createAccount(tx, { id: scope.account, email, displayName: form.displayName.trim(), passwordHash });
		const details = { name: form.organisationName.trim(), language: form.language };
		const organisation = await createOrganisation(tx, scope, details, prepare);
		await grantRoles(tx, scope, scope.account, ['administrator', 'analyst']);
		await recordAudit(tx, scope, { action: 'setup.done', objectType: 'organisation', objectId: organisation.id });
		return { organisation, accountId: scope.account };
	});
}

function setupProblem(form: SetupForm): SetupProblem | null {
	if (!isName(form.organisationName)) return 'organisation-name';
	if (!isName(form.displayName)) return 'display-name';
	if (!isEmail(form.email)) return 'email';
	return passwordProblem(form.password, [
		form.email,
		form.email.split('@')[0],
		form.displayName,
		form.organisationName
	]);
}

/** A name of 1 to 200 characters without control characters. */
export function isName(text: string): boolean {
	const name = text.trim();
	return name.length >= 1 && name.length <= 200 && !/\p{Cc}/u.test(name);
}

async function closeSetup(tx: Transaction, token: string): Promise<boolean> {
	const closed = await tx`update setup set closed_at = now(), token_hash = null
		where closed_at is null and token_hash = ${tokenHash(token)}`;
	return closed.count === 1;
}
