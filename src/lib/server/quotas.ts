import type { Scope, Transaction } from './database.ts';

/** What one organisation may hold; null is without limit. */
export interface Quotas {
	/** Rows of all versions and drafts together. */
	rows: number | null;
	/** Bytes of uploaded files that are kept or on their way. */
	bytes: number | null;
	/** Open drafts. */
	drafts: number | null;
}

export type QuotaName = keyof Quotas;

export interface BrokenQuota {
	name: QuotaName;
	used: number;
	limit: number;
}

export const NO_QUOTAS: Quotas = { rows: null, bytes: null, drafts: null };

/** Of an upload that is on its way, what was announced or has arrived, whichever is more; one that fell silent has none. */
const SILENT_SECONDS = 10;

/** Which quota one more upload of `bytes` would break, with what is used; null where there is room. */
export async function brokenQuota(
	tx: Transaction,
	scope: Scope,
	quotas: Quotas,
	bytes: number
): Promise<BrokenQuota | null> {
	const used = await usedBy(tx, scope, null);
	for (const name of ['drafts', 'rows'] as const) {
		const limit = quotas[name];
		if (limit !== null && used[name] >= limit) return { name, used: used[name], limit };
	}
	return overBytes(used.bytes, quotas, bytes);
}

/** Whether the file of a draft, which has arrived with its `bytes`, is more than there is room for beside all others. */
export async function brokenByFile(
	tx: Transaction,
	scope: Scope,
	quotas: Quotas,
	file: { draftId: string; bytes: number }
): Promise<BrokenQuota | null> {
	if (quotas.bytes === null) return null;
	return overBytes((await usedBy(tx, scope, file.draftId)).bytes, quotas, file.bytes);
}

/**
 * Whether the rows of a file that has been checked are more than there is room for beside those of all other versions
 * and drafts. To be asked under the lock of imports, which is held until they are counted among those.
 */
export async function brokenByRows(
	tx: Transaction,
	scope: Scope,
	{ rows: limit }: Quotas,
	file: { draftId: string; rows: number }
): Promise<BrokenQuota | null> {
	if (limit === null) return null;
	const { rows: used } = await usedBy(tx, scope, file.draftId);
	return used + file.rows > limit ? { name: 'rows', used, limit } : null;
}

/** Bytes that are kept or on their way, and how many may be; null where they are not limited. */
export async function roomForBytes(
	tx: Transaction,
	scope: Scope,
	quotas: Quotas
): Promise<{ used: number; limit: number } | null> {
	return quotas.bytes === null ? null : { used: (await usedBy(tx, scope, null)).bytes, limit: quotas.bytes };
}

function overBytes(used: number, { bytes: limit }: Quotas, bytes: number): BrokenQuota | null {
	return limit !== null && used + bytes > limit ? { name: 'bytes', used, limit } : null;
}

async function usedBy(tx: Transaction, scope: Scope, except: string | null): Promise<Record<QuotaName, number>> {
	const [used] = await tx<Record<QuotaName, number>[]>`
		select coalesce(sum(row_count), 0)::bigint as rows,
			coalesce(sum(case
				when raw_file is not null then file_size
				when stage = 'receiving' and worker_heartbeat_at > now() - make_interval(secs => ${SILENT_SECONDS})
					then greatest(rows_total, rows_done) end), 0)::bigint as bytes,
			count(*) filter (where state = 'draft') as drafts
		from dataset_version
		where organisation_id = ${scope.organisation} and state <> 'discarded' and id is distinct from ${except}::uuid`;
	return used;
}
