import { recordAudit } from './audit.ts';
import type { Scope, Transaction } from './database.ts';
import type { Role } from './permissions.ts';

/** One role of one account; an open invitation has no account and no day of a sign-in yet. */
export interface PermissionLine {
	name: string;
	email: string;
	role: Role;
	since: Date;
	state: 'member' | 'invited';
	hasSecondFactor: boolean | null;
	lastSignInAt: Date | null;
}

/** Who may do what in the organisation, a line for each role, for somebody who reviews access. */
export async function permissionReport(
	tx: Transaction,
	scope: Scope,
	requestId: string | null
): Promise<PermissionLine[]> {
	const lines = await tx<PermissionLine[]>`
		select a.display_name as name, a.email, m.role, m.granted_at as since, 'member' as state,
			exists (select from second_factor f where f.account_id = a.id and f.confirmed_at is not null)
				as "hasSecondFactor",
			(select max(s.created_at) from session s where s.account_id = a.id) as "lastSignInAt"
		from membership m join account a on a.id = m.account_id where m.organisation_id = ${scope.organisation}
		union all
		select i.display_name, i.email, r.role, i.created_at, 'invited', null, null
		from invitation i, unnest(i.roles) r (role)
		where i.organisation_id = ${scope.organisation} and i.accepted_at is null and i.expires_at > now()
		order by 5 desc, 1, 2, 3`;
	await recordAudit(tx, scope, { action: 'members.exported', details: { lines: lines.length }, requestId });
	return [...lines];
}
