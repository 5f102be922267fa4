import type { Scope, Transaction } from '#lib/server/database.ts';
import { lockImports } from '#lib/server/import-lock.ts';
import {
	brokenByFile,
	brokenByRows,
	brokenQuota,
	roomForBytes,
	type BrokenQuota,
	type Quotas
} from '#lib/server/quotas.ts';
import type { Issue } from '../issue.ts';

/** What an organisation holds when a file begins to arrive, and may hold. */
export type Room = { used: number; limit: number };

const CODES = { rows: 'LIMIT_QUOTA_ROWS', bytes: 'LIMIT_QUOTA_BYTES', drafts: 'LIMIT_QUOTA_DRAFTS' };
const NO_QUOTAS: Quotas = { rows: null, bytes: null, drafts: null };

/** The room an upload has, or why there is none. To be asked under the lock of imports, so that two do not share it. */
export async function roomFor(
	tx: Transaction,
	scope: Scope,
	{ quotas = NO_QUOTAS, declaredBytes }: { quotas?: Quotas; declaredBytes: number | null }
): Promise<{ room: Room | null } | { refused: Issue }> {
	const broken = await brokenQuota(tx, scope, quotas, declaredBytes ?? 0);
	return broken ? { refused: quotaIssue(broken) } : { room: await roomForBytes(tx, scope, quotas) };
}

/** Why a file that has arrived cannot stay; null where it can. Length and other uploads may differ from what was known. */
export async function overfull(
	tx: Transaction,
	scope: Scope,
	quotas: Quotas | undefined,
	file: { draftId: string; bytes: number }
): Promise<Issue | null> {
	const broken = await brokenByFile(tx, scope, quotas ?? NO_QUOTAS, file);
	return broken && quotaIssue(broken);
}

/**
 * Why the rows of a checked file cannot be kept; null where they can. Takes the lock of imports, to the end of the
 * transaction that keeps them: of two files that were sent at once, the second to be checked sees the rows of the first.
 */
export async function overfullByRows(
	tx: Transaction,
	scope: Scope,
	quotas: Quotas | undefined,
	file: { draftId: string; rows: number }
): Promise<Issue | null> {
	if (!quotas || quotas.rows === null) return null;
	await lockImports(tx, scope, 'wait');
	const broken = await brokenByRows(tx, scope, quotas, file);
	if (!broken) return null;
	const details = { used: broken.used, limit: broken.limit, rows: file.rows };
	return { code: 'LIMIT_QUOTA_NEW_ROWS', severity: 'fatal', details };
}

export function quotaIssue({ name, used, limit }: BrokenQuota): Issue {
	return { code: CODES[name], severity: 'fatal', details: { used, limit } };
}
