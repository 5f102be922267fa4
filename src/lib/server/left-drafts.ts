import type { Scope, Transaction } from './database.ts';

/** Ids of the drafts that wait for an analyst or stopped, and that nobody opened since; oldest first. */
export async function leftDrafts(tx: Transaction, scope: Scope): Promise<string[]> {
	const rows = await tx<{ id: string }[]>`select id from dataset_version
		where organisation_id = ${scope.organisation} and state = 'draft' and stage_seen is distinct from stage
			and stage in ('asking', 'checked', 'interrupted', 'failed')
		order by created_at, id`;
	return rows.map(({ id }) => id);
}

/** An analyst has the draft before them as it stands at `stage`; where it has gone on meanwhile, nothing is marked. */
export async function markSeen(tx: Transaction, scope: Scope, draft: { id: string; stage: string }): Promise<void> {
	await tx`update dataset_version set stage_seen = stage
		where organisation_id = ${scope.organisation} and id = ${draft.id} and stage = ${draft.stage}
			and state = 'draft' and stage_seen is distinct from stage`;
}
