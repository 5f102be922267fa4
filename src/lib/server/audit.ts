import { randomUUID } from 'node:crypto';
import type { Scope, Transaction } from './database.ts';

/** One line of an organisation's audit log. Never names, e-mail addresses, answers, tokens or cell contents. */
export interface AuditAct {
	/** e.g. 'import.published', 'member.roles-changed' */
	action: string;
	objectType?: string | null;
	objectId?: string | null;
	result?: 'done' | 'refused' | 'failed';
	details?: Record<string, string | number | boolean | null | string[]>;
	requestId?: string | null;
}

export interface AuditEntry {
	sequence: number;
	occurredAt: Date;
	account: string | null;
	action: string;
	objectType: string | null;
	objectId: string | null;
	result: string;
	details: Record<string, unknown>;
	requestId: string | null;
}

/** Writes the entry in the transaction of the act itself: neither exists without the other. */
export async function recordAudit(tx: Transaction, scope: Scope, act: AuditAct): Promise<void> {
	await tx`insert into audit_entry
			(organisation_id, id, account_id, action, object_type, object_id, result, details, request_id)
		values (${scope.organisation}, ${randomUUID()}, ${scope.account}, ${act.action}, ${act.objectType ?? null},
			${act.objectId ?? null}, ${act.result ?? 'done'}, ${tx.json(act.details ?? {})}, ${act.requestId ?? null})`;
}

/** The newest `limit` entries older than `before` (a sequence number), newest first. */
export async function listAudit(
	tx: Transaction,
	scope: Scope,
	page: { before: number | null; limit: number }
): Promise<AuditEntry[]> {
	const rows = await tx<AuditEntry[]>`
		select e.sequence, e.occurred_at as "occurredAt", a.display_name as account, e.action,
			e.object_type as "objectType", e.object_id as "objectId", e.result, e.details, e.request_id as "requestId"
		from audit_entry e left join account a on a.id = e.account_id
		where e.organisation_id = ${scope.organisation} and (${page.before}::bigint is null or e.sequence < ${page.before})
		order by e.sequence desc limit ${page.limit}`;
	return [...rows];
}
