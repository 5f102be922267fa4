import { randomUUID } from 'node:crypto';
import { ACTS_WITHOUT_EFFECT } from './audit.ts';
import { dayIn } from './brief-schedule.ts';
import type { Scope, Transaction } from './database.ts';
import { tellFindings } from './mail-wishes.ts';
import type { Secrets } from './secrets.ts';
import { keepCrossings, listRules, type Crossing, type WatchRule } from './watch-rules.ts';

/** A look at the rules that this process alone takes, until the claim runs out. */
export interface Look {
	claim: string;
	/** The last act of the audit log that can have changed a figure. */
	position: number;
	/** The civil date in the organisation's zone. */
	day: string;
	rules: WatchRule[];
}

const CLAIM_MINUTES = 5;

/**
 * Claims a look where there are rules and something happened, or a day began, since the last one; null where not, or
 * where somebody else is at it. A claim of a process that died runs out.
 */
export async function claimLook(tx: Transaction, scope: Scope, now: number): Promise<Look | null> {
	const rules = await listRules(tx, scope);
	if (rules.length === 0) return null;
	const [{ timeZone }] = await tx<{ timeZone: string }[]>`
		select time_zone as "timeZone" from organisation where id = ${scope.organisation}`;
	const look = { claim: randomUUID(), position: await lastEffect(tx, scope), day: dayIn(timeZone, now), rules };
	const claimed = await tx`
		insert into watch_look (organisation_id, claim, claimed_until)
		values (${scope.organisation}, ${look.claim}, now() + make_interval(mins => ${CLAIM_MINUTES}))
		on conflict (organisation_id) do update set claim = excluded.claim, claimed_until = excluded.claimed_until
			where (watch_look.position < ${look.position} or watch_look.day is distinct from ${look.day}::date)
				and (watch_look.claim is null or watch_look.claimed_until < now())`;
	return claimed.count === 1 ? look : null;
}

/**
 * Keeps what a look found that nobody had found before, with the mails that tell of it, in one transaction: a crossing is
 * kept and told of once, or neither. Null, and nothing kept, where the claim ran out and another looks.
 */
export async function keepLook(
	tx: Transaction,
	scope: Scope,
	look: Look,
	found: { crossings: Map<string, Crossing[]>; secrets: Secrets; isMailed: boolean }
): Promise<Crossing[] | null> {
	const ended = await tx`update watch_look set position = ${look.position}, day = ${look.day}, claim = null,
			claimed_until = null
		where organisation_id = ${scope.organisation} and claim = ${look.claim}`;
	if (ended.count === 0) return null;
	const kept: Crossing[] = [];
	for (const [ruleId, crossings] of found.crossings) kept.push(...(await keepCrossings(tx, scope, ruleId, crossings)));
	if (kept.length > 0 && found.isMailed) await tellFindings(tx, scope, found.secrets, look.claim);
	return kept;
}

async function lastEffect(tx: Transaction, scope: Scope): Promise<number> {
	const [row] = await tx<{ position: number }[]>`select position from audit_entry
		where organisation_id = ${scope.organisation} and action <> all(${ACTS_WITHOUT_EFFECT})
		order by position desc limit 1`;
	return row?.position ?? 0;
}
