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

/** Drafts and exports: what is published stays as it was, so no figure is another after them. */
export const ACTS_WITHOUT_EFFECT = [
	'audit.exported',
	'dataset.exported',
	'event-file.exported',
	'import.corrected',
	'import.discarded',
	'import.people-listed',
	'import.received',
	'import.report-downloaded',
	'import.same',
	'import.sensitive-allowed',
	'selection.screened',
	'watch.mail-chosen'
];

/** Which entries: null is any. Days are UTC, both included. */
export interface AuditFilter {
	action: string | null;
	account: string | null;
	from: string | null;
	to: string | null;
}

/** The newest `limit` entries that fit, older than `before` (a sequence number), newest first. */
export async function listAudit(
	tx: Transaction,
	scope: Scope,
	page: { before: number | null; limit: number; filter?: AuditFilter }
): Promise<AuditEntry[]> {
	const { action, account, from, to } = page.filter ?? { action: null, account: null, from: null, to: null };
	const rows = await tx<AuditEntry[]>`
		select e.sequence, e.occurred_at as "occurredAt", a.display_name as account, e.action,
			e.object_type as "objectType", e.object_id as "objectId", e.result, e.details, e.request_id as "requestId"
		from audit_entry e left join account a on a.id = e.account_id
		where e.organisation_id = ${scope.organisation} and (${page.before}::bigint is null or e.sequence < ${page.before})
			and (${action}::text is null or e.action = ${action})
			and (${account}::uuid is null or e.account_id = ${account})
			and (${from}::date is null or e.occurred_at >= ${from}::date at time zone 'UTC')
			and (${to}::date is null or e.occurred_at < (${to}::date + 1) at time zone 'UTC')
		order by e.sequence desc limit ${page.limit}`;
	return [...rows];
}

/** The acts and the accounts that occur in the log, for its filter. */
export async function auditChoices(
	tx: Transaction,
	scope: Scope
): Promise<{ actions: string[]; accounts: { id: string; name: string }[] }> {
	const actions = await tx<{ action: string }[]>`
		select distinct action from audit_entry where organisation_id = ${scope.organisation} order by action`;
	const accounts = await tx<{ id: string; name: string }[]>`
		select a.id, a.display_name as name from account a where a.id in
			(select account_id from audit_entry where organisation_id = ${scope.organisation}) order by name, id`;
	return { actions: actions.map(({ action }) => action), accounts: [...accounts] };
}
