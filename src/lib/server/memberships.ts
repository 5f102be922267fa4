import { recordAudit } from './audit.ts';
import type { Scope, Transaction } from './database.ts';
import type { Role } from './permissions.ts';
import { endAccountSessions, listSessions } from './sessions.ts';

export interface Member {
	accountId: string;
	displayName: string;
	email: string;
	roles: Role[];
	since: Date;
}

export type MembershipProblem = 'unknown-member' | 'no-role' | 'last-administrator';

export async function listMembers(tx: Transaction, scope: Scope): Promise<Member[]> {
	const rows = await tx<Member[]>`
		select a.id as "accountId", a.display_name as "displayName", a.email,
			array_agg(m.role order by m.role) as roles, min(m.granted_at) as since
		from membership m join account a on a.id = m.account_id
		where m.organisation_id = ${scope.organisation}
		group by a.id order by a.display_name, a.email`;
	return [...rows];
}

export async function grantRoles(tx: Transaction, scope: Scope, accountId: string, roles: Role[]): Promise<void> {
	for (const role of roles) {
		await tx`insert into membership (organisation_id, account_id, role)
			values (${scope.organisation}, ${accountId}, ${role}) on conflict do nothing`;
	}
}

/**
 * Gives a member exactly these roles; an empty list ends the membership. The member's sessions end, so that the next
 * request is made under the new roles. An account that is left without any membership is disabled.
 */
export async function changeRoles(
	tx: Transaction,
	scope: Scope,
	change: { accountId: string; roles: Role[]; requestId?: string | null }
): Promise<MembershipProblem | null> {
	const { accountId, roles } = change;
	const before = await lockedRoles(tx, scope, accountId);
	if (before.length === 0) return 'unknown-member';
	if (before.includes('administrator') && !roles.includes('administrator') && (await administrators(tx, scope)) < 2)
		return 'last-administrator';
	await tx`delete from membership
		where organisation_id = ${scope.organisation} and account_id = ${accountId} and role <> all(${roles})`;
	await grantRoles(tx, scope, accountId, roles);
	await endAccountSessions(tx, accountId);
	await recordAudit(tx, scope, {
		action: roles.length > 0 ? 'member.roles-changed' : 'member.removed',
		objectType: 'account',
		objectId: accountId,
		details: { before, after: roles },
		requestId: change.requestId
	});
	return null;
}

/** Disables an account that belongs to no organisation any more. Needs a system transaction opened for that account. */
export async function disableIfNowhereMember(tx: Transaction, accountId: string): Promise<boolean> {
	const disabled = await tx`update account set disabled_at = now()
		where id = ${accountId} and disabled_at is null
			and not exists (select from membership where account_id = ${accountId})`;
	return disabled.count === 1;
}

/** Locks every membership of the organisation, so that two administrators cannot remove each other at once. */
async function lockedRoles(tx: Transaction, scope: Scope, accountId: string): Promise<Role[]> {
	const rows = await tx<{ accountId: string; role: Role }[]>`
		select account_id as "accountId", role from membership
		where organisation_id = ${scope.organisation} order by account_id, role for update`;
	return rows.filter((row) => row.accountId === accountId).map((row) => row.role);
}

async function administrators(tx: Transaction, scope: Scope): Promise<number> {
	const [row] = await tx<{ count: number }[]>`
		select count(*)::int as count from membership
		where organisation_id = ${scope.organisation} and role = 'administrator'`;
	return row.count;
}

/** How many sessions of the organisation's members are open. */
export async function openSessionCount(tx: Transaction, scope: Scope): Promise<number> {
	const members = await listMembers(tx, scope);
	let open = 0;
	for (const { accountId } of members) open += (await listSessions(tx, accountId)).length;
	return open;
}

/** Ends every session of every member, the administrator's own included; returns how many there were. */
export async function endMemberSessions(tx: Transaction, scope: Scope): Promise<number> {
	const members = await listMembers(tx, scope);
	let ended = 0;
	for (const { accountId } of members) ended += await endAccountSessions(tx, accountId);
	return ended;
}
