import { randomUUID } from 'node:crypto';
import { accountByEmail, createAccount, enableAccount, isEmail, normalEmail } from './accounts.ts';
import { recordAudit } from './audit.ts';
import type { Database, Scope, Transaction } from './database.ts';
import { grantRoles } from './memberships.ts';
import { hashPassword, isPasswordRight, passwordProblem, type PasswordProblem } from './passwords.ts';
import type { Role } from './permissions.ts';
import { isName } from './setup.ts';
import { newToken, tokenHash } from './tokens.ts';

export interface Invitation {
	id: string;
	organisation: string;
	organisationName: string;
	slug: string;
	email: string;
	displayName: string;
	roles: Role[];
	expiresAt: Date;
}
export type InvitationProblem = 'email' | 'display-name' | 'no-role';
export type AcceptProblem = PasswordProblem | 'wrong-password';

const VALID_DAYS = 7;
const TOKEN = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([\w-]{43})$/;

/**
 * Invites one person and returns the path of the link, which is shown once. A new invitation for the same e-mail
 * address takes the place of the former. Whether that person has an account elsewhere stays unknown to the inviter.
 */
export async function invite(
	tx: Transaction,
	scope: Scope,
	person: { email: string; displayName: string; roles: Role[]; requestId?: string | null }
): Promise<{ id: string; path: string } | { problem: InvitationProblem }> {
	const email = normalEmail(person.email);
	if (!isEmail(email)) return { problem: 'email' };
	if (!isName(person.displayName)) return { problem: 'display-name' };
	if (person.roles.length === 0) return { problem: 'no-role' };
	const secret = newToken();
	const id = randomUUID();
	await tx`delete from invitation
		where organisation_id = ${scope.organisation} and email = ${email} and accepted_at is null`;
	await tx`insert into invitation
			(organisation_id, id, email, display_name, roles, token_hash, created_by, expires_at)
		values (${scope.organisation}, ${id}, ${email}, ${person.displayName.trim()}, ${person.roles},
			${tokenHash(secret)}, ${scope.account}, now() + make_interval(days => ${VALID_DAYS}))`;
	await recordAudit(tx, scope, {
		action: 'invitation.created',
		objectType: 'invitation',
		objectId: id,
		details: { roles: person.roles },
		requestId: person.requestId
	});
	return { id, path: `/invitations/${scope.organisation}.${secret}` };
}

/** Invitations nobody has accepted yet, newest first. */
export async function listInvitations(tx: Transaction, scope: Scope): Promise<Invitation[]> {
	const rows = await tx<Invitation[]>`
		select i.id, i.organisation_id as organisation, o.name as "organisationName", o.slug, i.email,
			i.display_name as "displayName", i.roles, i.expires_at as "expiresAt"
		from invitation i join organisation o on o.id = i.organisation_id
		where i.organisation_id = ${scope.organisation} and i.accepted_at is null and now() < i.expires_at
		order by i.created_at desc`;
	return [...rows];
}

export async function withdrawInvitation(
	tx: Transaction,
	scope: Scope,
	id: string,
	requestId: string | null = null
): Promise<boolean> {
	const gone = await tx`delete from invitation
		where organisation_id = ${scope.organisation} and id = ${id} and accepted_at is null`;
	if (gone.count === 0) return false;
	await recordAudit(tx, scope, {
		action: 'invitation.withdrawn',
		objectType: 'invitation',
		objectId: id,
		requestId
	});
	return true;
}

/** The open invitation of a link, or null: unknown, used, withdrawn and expired look the same. */
export async function readInvitation(database: Database, token: string): Promise<Invitation | null> {
	const [, organisation, secret] = TOKEN.exec(token) ?? [];
	if (!organisation) return null;
	return database.inOrganisation({ organisation, account: null }, async (tx) => {
		const [row] = await tx<Invitation[]>`
			select i.id, i.organisation_id as organisation, o.name as "organisationName", o.slug, i.email,
				i.display_name as "displayName", i.roles, i.expires_at as "expiresAt"
			from invitation i join organisation o on o.id = i.organisation_id
			where i.organisation_id = ${organisation} and i.token_hash = ${tokenHash(secret)}
				and i.accepted_at is null and now() < i.expires_at`;
		return row ?? null;
	});
}

/**
 * Joins the organisation: a new account with this password, or the account of that e-mail address if the password is
 * its own. 'gone' when the link is not open; of two at once one gets through.
 */
export async function acceptInvitation(
	database: Database,
	token: string,
	password: string
): Promise<{ accountId: string; slug: string } | { problem: AcceptProblem } | 'gone'> {
	const invitation = await readInvitation(database, token);
	if (!invitation) return 'gone';
	const { email, displayName } = invitation;
	const existing = await database.inSystem((tx) => accountByEmail(tx, email));
	if (existing && !(await isPasswordRight(existing.passwordHash, password))) return { problem: 'wrong-password' };
	if (existing) return join(database, invitation, (tx) => enableAccount(tx, existing.id).then(() => existing.id));
	const problem = passwordProblem(password, [email, email.split('@')[0], displayName]);
	if (problem) return { problem };
	const passwordHash = await hashPassword(password);
	return join(database, invitation, (tx) => createAccount(tx, { email, displayName, passwordHash }));
}

function join(
	database: Database,
	invitation: Invitation,
	account: (tx: Transaction) => Promise<string>
): Promise<{ accountId: string; slug: string } | 'gone'> {
	const { organisation, id, roles } = invitation;
	return database.inOrganisation({ organisation, account: null }, async (tx) => {
		const used = await tx`update invitation set accepted_at = now()
			where organisation_id = ${organisation} and id = ${id} and accepted_at is null and now() < expires_at`;
		if (used.count === 0) return 'gone' as const;
		const accountId = await account(tx);
		await grantRoles(tx, { organisation, account: accountId }, accountId, roles);
		const scope = { organisation, account: accountId };
		await recordAudit(tx, scope, { action: 'invitation.accepted', objectType: 'invitation', objectId: id });
		return { accountId, slug: invitation.slug };
	});
}
