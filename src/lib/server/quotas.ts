import type { Scope, Transaction } from './database.ts';

/** What one organisation may hold; null is without limit. */
export interface Quotas {
	/** Rows of all versions and drafts together. */
	rows: number | null;
	/** Bytes of uploaded files that are kept. */
	bytes: number | null;
	/** Open drafts. */
	drafts: number | null;
}

export type QuotaName = keyof Quotas;

/** Which quota one more upload of `bytes` would break, with what is used; null where there is room. */
export async function brokenQuota(
	tx: Transaction,
	scope: Scope,
	quotas: Quotas,
	bytes: number
): Promise<{ name: QuotaName; used: number; limit: number } | null> {
	const [used] = await tx<Record<QuotaName, number>[]>`
		select coalesce(sum(row_count), 0)::bigint as rows,
			coalesce(sum(file_size) filter (where raw_file is not null), 0)::bigint as bytes,
			count(*) filter (where state = 'draft') as drafts
		from dataset_version where organisation_id = ${scope.organisation} and state <> 'discarded'`;
	const { rows, drafts } = used;
	if (quotas.drafts !== null && drafts >= quotas.drafts) return { name: 'drafts', used: drafts, limit: quotas.drafts };
	if (quotas.rows !== null && rows >= quotas.rows) return { name: 'rows', used: rows, limit: quotas.rows };
	if (quotas.bytes !== null && used.bytes + bytes > quotas.bytes)
		return { name: 'bytes', used: used.bytes, limit: quotas.bytes };
	return null;
}
