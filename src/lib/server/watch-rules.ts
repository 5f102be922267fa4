import { randomUUID } from 'node:crypto';
import type { Scope, Transaction } from './database.ts';

export const WATCH_KINDS = ['below-minimum', 'no-slack', 'vacancy', 'version-change'] as const;
export type WatchKind = (typeof WATCH_KINDS)[number];

export interface WatchRule {
	id: string;
	kind: WatchKind;
	/** Days a post is vacant before the rule speaks; null for other kinds. */
	days: number | null;
}

/** Something crossed a line. The key is the same whenever and by whomever the same crossing is found. */
export interface Crossing {
	key: string;
	/** What the list says: names of roles and posts, dates, numbers of versions. Never of people. */
	details: Record<string, string | number | null>;
}

export interface WatchFinding extends Crossing {
	kind: WatchKind;
	foundAt: Date;
}

const LISTED = 100;

export async function listRules(tx: Transaction, scope: Scope): Promise<WatchRule[]> {
	const rows = await tx<WatchRule[]>`select id, kind, days from watch_rule
		where organisation_id = ${scope.organisation} order by kind`;
	return [...rows];
}

/** Adds a rule; where there is one of the kind, its days change and what it found stays. */
export async function setRule(tx: Transaction, scope: Scope, rule: Omit<WatchRule, 'id'>): Promise<void> {
	await tx`insert into watch_rule (organisation_id, id, kind, days, account_id)
		values (${scope.organisation}, ${randomUUID()}, ${rule.kind}, ${rule.days}, ${scope.account})
		on conflict (organisation_id, kind) do update set days = excluded.days`;
}

/** Removes a rule with what it found. */
export async function removeRule(tx: Transaction, scope: Scope, kind: string): Promise<boolean> {
	const gone = await tx`delete from watch_rule where organisation_id = ${scope.organisation} and kind = ${kind}`;
	return gone.count > 0;
}

/**
 * Keeps the crossings that nobody has found before, and returns only those. The key of the table decides: of two
 * processes that find the same crossing at once, one gets it back and the other does not.
 */
export async function keepCrossings(
	tx: Transaction,
	scope: Scope,
	ruleId: string,
	crossings: readonly Crossing[]
): Promise<Crossing[]> {
	const found = [];
	// In one order everywhere, so that two processes never wait for each other in turn.
	for (const crossing of crossings.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
		const kept = await tx`
			insert into watch_finding (organisation_id, rule_id, crossing, details)
			select ${scope.organisation}::uuid, ${ruleId}::uuid, ${crossing.key}, ${tx.json(crossing.details)}
			where exists (select 1 from watch_rule where organisation_id = ${scope.organisation} and id = ${ruleId}::uuid)
			on conflict do nothing`;
		if (kept.count === 1) found.push(crossing);
	}
	return found;
}

/** What the rules found, the newest first. */
export async function listFindings(tx: Transaction, scope: Scope): Promise<WatchFinding[]> {
	const rows = await tx<WatchFinding[]>`
		select r.kind, f.crossing as key, f.details, f.found_at as "foundAt"
		from watch_finding f join watch_rule r on r.organisation_id = f.organisation_id and r.id = f.rule_id
		where f.organisation_id = ${scope.organisation} order by f.found_at desc, f.crossing limit ${LISTED}`;
	return [...rows];
}
