import type { Scope, Transaction } from './database.ts';

/** What is wrong with the first entry that does not fit the chain. */
export type ChainFault = 'changed' | 'missing-before';

export interface AuditChain {
	entries: number;
	/** SHA-256 of the newest entry in hexadecimal; null while there is none. Who keeps it elsewhere sees a cut end. */
	head: string | null;
	/** The first entry whose own hash, or whose link to the one before it, is wrong. */
	broken: { sequence: number; position: number; fault: ChainFault } | null;
}

interface ChainRow {
	entries: number;
	head: string | null;
	sequence: number | null;
	position: number | null;
	isChanged: boolean | null;
}

/**
 * Recomputes every hash of an organisation's audit log. An entry that was changed, added or taken out is named by its
 * place; entries cut off at the end leave a whole chain and another `head`.
 */
export async function verifyAudit(tx: Transaction, scope: Scope): Promise<AuditChain> {
	const [row] = await tx<ChainRow[]>`
		with linked as (
			select e.sequence, e.position, e.hash, e.hash <> audit_entry_hash(e) as is_changed,
				e.previous_hash <> lag(e.hash, 1, '\\x'::bytea) over chain
					or e.position <> lag(e.position, 1, 0::bigint) over chain + 1 as is_loose
			from audit_entry e where e.organisation_id = ${scope.organisation}
			window chain as (order by e.position)
		), broken as (
			select sequence, position, is_changed from linked where is_changed or is_loose order by position limit 1
		)
		select (select count(*)::int from linked) as entries,
			(select encode(hash, 'hex') from linked order by position desc limit 1) as head,
			sequence, position, is_changed as "isChanged"
		from (select 1) as one left join broken on true`;
	const { entries, head, sequence, position, isChanged } = row;
	if (sequence === null || position === null) return { entries, head, broken: null };
	return { entries, head, broken: { sequence, position, fault: isChanged ? 'changed' : 'missing-before' } };
}
