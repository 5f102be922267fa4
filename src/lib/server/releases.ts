import { randomUUID } from 'node:crypto';
import type { Scope, Transaction } from './database.ts';
import type { AuditedCell } from './disclosure/audit-table.ts';
import { smallDifferences, type SmallDifference } from './disclosure/small-differences.ts';
import type { ResearchRelease } from './disclosure/research-release.ts';
import { RESEARCH_THRESHOLD, type ResearchTable } from './disclosure/research-table.ts';

/** What researchers see of one event: no id of a person, no date, no count below ten. */
export interface ReleaseContent {
	silenceRule: string;
	asked: number;
	tables: ({ grouping: string } & ResearchTable)[];
	/** Groupings that could not be made safe. */
	withheld: string[];
}
export interface StoredRelease {
	id: string;
	title: string;
	content: ReleaseContent;
}

/** What the audit found of one hidden cell, in which table. */
export type AuditLine = { grouping: string } & AuditedCell;

/** The tables of a release without anything that is not for readers. */
export function releaseContent(release: ResearchRelease, silenceRule: string): ReleaseContent {
	return {
		silenceRule,
		asked: release.asked,
		tables: release.tables.flatMap(({ grouping, table }) => (table === null ? [] : [{ grouping, ...table.published }])),
		withheld: release.tables.flatMap(({ grouping, table }) => (table === null ? [grouping] : []))
	};
}

/** The audit of every hidden cell of a release. */
export function releaseAudit(release: ResearchRelease): AuditLine[] {
	return release.tables.flatMap(({ grouping, table }) => (table?.audit ?? []).map((cell) => ({ grouping, ...cell })));
}

/** All releases, newest first: the only table that pages of researchers read. */
export async function listReleases(tx: Transaction, scope: Scope): Promise<StoredRelease[]> {
	const rows = await tx<StoredRelease[]>`select id, title, content from release
		where organisation_id = ${scope.organisation} order by released_at desc, id`;
	return [...rows];
}

/** Totals that differ from those of a former release by fewer than ten people. */
export async function differencesFromFormer(
	tx: Transaction,
	scope: Scope,
	release: ResearchRelease
): Promise<SmallDifference[]> {
	const rows = await tx<{ totals: Record<string, number> }[]>`select content -> 'totals' as totals from release_audit
		where organisation_id = ${scope.organisation}`;
	return rows.flatMap(({ totals }) =>
		smallDifferences(new Map(Object.entries(totals)), release.totals, RESEARCH_THRESHOLD)
	);
}

/** Stores a release with its audit. False where the event was released before, which is then left as it is. */
export async function storeRelease(
	tx: Transaction,
	scope: Scope,
	{
		eventId,
		title,
		content,
		release
	}: { eventId: string; title: string; content: ReleaseContent; release: ResearchRelease }
): Promise<boolean> {
	const id = randomUUID();
	const stored = await tx`insert into release (organisation_id, id, event_id, title, content)
		values (${scope.organisation}, ${id}, ${eventId}, ${title}, ${tx.json(content as never)}) on conflict do nothing`;
	if (stored.count === 0) return false;
	const audit = {
		cells: releaseAudit(release).map((cell) => ({ ...cell, max: Number.isFinite(cell.max) ? cell.max : null })),
		totals: Object.fromEntries(release.totals)
	};
	await tx`insert into release_audit (organisation_id, release_id, content, account_id)
		values (${scope.organisation}, ${id}, ${tx.json(audit as never)}, ${scope.account})`;
	return true;
}
