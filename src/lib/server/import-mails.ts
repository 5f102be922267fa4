import type { Scope, Transaction } from './database.ts';
import { writeMail, type ImportState } from './outbox.ts';
import type { Secrets } from './secrets.ts';

/** What took no longer was waited for (UX-36). */
const SHORTEST_SECONDS = 10;
/** What nobody was told of for so long is left out. */
const LATEST_HOURS = 24;

interface EndedImport {
	versionId: string;
	accountId: string;
	state: ImportState;
	/** Milliseconds; a draft that is read anew ends anew. */
	ended: number;
	slug: string;
}

/**
 * Writes one mail for each piece of work on an import that took more than 10 seconds, to the analyst who sent the file in
 * and wants to be told: when it waits with questions or to be confirmed, stopped, or was published by somebody else.
 * Nothing is written of a draft that was opened since. Returns how many are new.
 */
export async function tellOfImports(tx: Transaction, scope: Scope, secrets: Secrets): Promise<number> {
	let written = 0;
	for (const { versionId, accountId, state, ended, slug } of await endedImports(tx, scope)) {
		const isNew = await writeMail(tx, scope, secrets, {
			...{ kind: 'import', accountId, imported: { versionId, state } },
			occasion: `import ${versionId} ${state} ${ended} ${accountId}`,
			path: `/o/${slug}/data/drafts/${versionId}`,
			validHours: LATEST_HOURS
		});
		if (isNew) written += 1;
	}
	return written;
}

async function endedImports(tx: Transaction, scope: Scope): Promise<EndedImport[]> {
	const rows = await tx<EndedImport[]>`
		select v.id as "versionId", v.created_by as "accountId", o.slug,
			case when v.state = 'published' then 'published' when v.stage in ('failed', 'interrupted') then 'stopped'
				else v.stage end as state,
			floor(extract(epoch from coalesce(v.published_at, v.work_ended_at)) * 1000)::double precision as ended
		from dataset_version v join organisation o on o.id = v.organisation_id
			join mail_wish w on w.organisation_id = v.organisation_id and w.account_id = v.created_by and w.imports
			join account a on a.id = w.account_id and a.disabled_at is null
		where v.organisation_id = ${scope.organisation}
			and v.work_ended_at - v.work_began_at > make_interval(secs => ${SHORTEST_SECONDS})
			and coalesce(v.published_at, v.work_ended_at) > now() - make_interval(hours => ${LATEST_HOURS})
			and ((v.state = 'published' and v.published_by is distinct from v.created_by)
				or (v.state = 'draft' and v.stage in ('asking', 'checked', 'failed', 'interrupted')
					and v.stage_seen is distinct from v.stage))
			and exists (select from membership m where m.organisation_id = w.organisation_id
				and m.account_id = w.account_id and m.role = 'analyst')
		order by v.created_at, v.id`;
	return [...rows];
}
