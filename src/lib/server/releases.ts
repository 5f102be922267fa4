import { randomUUID } from 'node:crypto';
import type { Scope, Transaction } from './database.ts';
import type { AuditedCell } from './disclosure/audit-table.ts';
import type { ReleasedCurve } from './disclosure/research-curve.ts';
import { smallDifferences, type SmallDifference } from './disclosure/small-differences.ts';
import type { ResearchRelease } from './disclosure/research-release.ts';
import type { ResearchTable } from './disclosure/research-table.ts';

/** What researchers see of one event: no id of a person, no date, no count below its threshold. */
export interface ReleaseContent {
	silenceRule: string;
	asked: number;
	tables: ({ grouping: string } & ResearchTable)[];
	/** Groupings that could not be made safe. */
	withheld: string[];
	/** French names of the roles in the tables by the English ones; absent in releases from before they were kept. */
	frenchRoles?: Record<string, string>;
	/** How many stayed how long; null where that cannot be made safe, absent in releases from before it was offered. */
	curve?: ReleasedCurve | null;
}
export interface StoredRelease {
	id: string;
	title: string;
	/** Month of the release, 'YYYY-MM'. */
	releasedOn: string;
	/** Smallest count in it. */
	threshold: number;
	/** In the public library. */
	isGiven: boolean;
	content: ReleaseContent;
}
/** A release that nobody reads: the organisation asks for a higher threshold now. */
export type WithheldRelease = Pick<StoredRelease, 'id' | 'title' | 'threshold'>;
/** A release in the public library, with who gave it. */
export interface GivenRelease extends StoredRelease {
	organisation: string;
}

/** The names of a role; its tables hold the English one. */
export interface NamedRole {
	nameEn: string;
	nameFr: string;
}

/** What the audit found of one hidden cell, in which table. */
export type AuditLine = { grouping: string } & AuditedCell;

/** The tables of a release without anything that is not for readers. */
export function releaseContent(
	release: ResearchRelease,
	silenceRule: string,
	{ curve = null, families = [] }: { curve?: ReleasedCurve | null; families?: readonly NamedRole[] } = {}
): ReleaseContent {
	const roles = release.tables.flatMap(({ grouping, table }) =>
		grouping === 'role' && table !== null ? table.published.rows : []
	);
	const named = families.filter(({ nameEn }) => roles.includes(nameEn));
	return {
		curve,
		silenceRule,
		asked: release.asked,
		frenchRoles: Object.fromEntries(named.map(({ nameEn, nameFr }) => [nameEn, nameFr])),
		tables: release.tables.flatMap(({ grouping, table }) => (table === null ? [] : [{ grouping, ...table.published }])),
		withheld: release.tables.flatMap(({ grouping, table }) => (table === null ? [grouping] : []))
	};
}

/** The audit of every hidden cell of a release. */
export function releaseAudit(release: ResearchRelease): AuditLine[] {
	return release.tables.flatMap(({ grouping, table }) => (table?.audit ?? []).map((cell) => ({ grouping, ...cell })));
}

/** All releases that hold the threshold of the organisation, newest first: all that pages of researchers read. */
export async function listReleases(tx: Transaction, scope: Scope): Promise<StoredRelease[]> {
	const rows = await tx<StoredRelease[]>`
		select r.id, r.title, to_char(r.released_at at time zone 'UTC', 'YYYY-MM') as "releasedOn", r.content,
			r.threshold, g.release_id is not null as "isGiven"
		from release r join organisation o on o.id = r.organisation_id and r.threshold >= o.research_threshold
			left join release_given g on g.organisation_id = r.organisation_id and g.release_id = r.id
		where r.organisation_id = ${scope.organisation} order by r.released_at desc, r.id`;
	return [...rows];
}

/** Releases made with a lower threshold than the organisation has now, newest first. */
export async function listWithheldReleases(tx: Transaction, scope: Scope): Promise<WithheldRelease[]> {
	const rows = await tx<WithheldRelease[]>`
		select r.id, r.title, r.threshold
		from release r join organisation o on o.id = r.organisation_id and r.threshold < o.research_threshold
		where r.organisation_id = ${scope.organisation} order by r.released_at desc, r.id`;
	return [...rows];
}

/** The releases that organisations gave to the public library, newest first; read in the scope of the library. */
export async function listGivenReleases(tx: Transaction): Promise<GivenRelease[]> {
	const rows = await tx<GivenRelease[]>`
		select r.id, r.title, to_char(r.released_at at time zone 'UTC', 'YYYY-MM') as "releasedOn", r.content,
			r.threshold, true as "isGiven", o.name as organisation
		from release_given g join release r on r.organisation_id = g.organisation_id and r.id = g.release_id
			join organisation o on o.id = g.organisation_id and r.threshold >= o.research_threshold
		order by g.given_at desc, r.id`;
	return [...rows];
}

/** Gives a release to the public library. False where there is no such release, or it was given before. */
export async function giveRelease(tx: Transaction, scope: Scope, releaseId: string): Promise<boolean> {
	const given = await tx`insert into release_given (organisation_id, release_id, account_id)
		select organisation_id, id, ${scope.account} from release
		where organisation_id = ${scope.organisation} and id = ${releaseId} on conflict do nothing`;
	return given.count === 1;
}

/** Takes a release out of the public library again; copies others have made remain theirs. */
export async function withdrawRelease(tx: Transaction, scope: Scope, releaseId: string): Promise<boolean> {
	const withdrawn = await tx`delete from release_given
		where organisation_id = ${scope.organisation} and release_id = ${releaseId}`;
	return withdrawn.count === 1;
}

/** Totals that differ from those of a former release by fewer people than the threshold of this one. */
export async function differencesFromFormer(
	tx: Transaction,
	scope: Scope,
	release: ResearchRelease
): Promise<SmallDifference[]> {
	const rows = await tx<{ totals: Record<string, number> }[]>`select content -> 'totals' as totals from release_audit
		where organisation_id = ${scope.organisation}`;
	return rows.flatMap(({ totals }) =>
		smallDifferences(new Map(Object.entries(totals)), release.totals, release.threshold)
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
	const stored = await tx`insert into release (organisation_id, id, event_id, title, content, threshold)
		values (${scope.organisation}, ${id}, ${eventId}, ${title}, ${tx.json(content as never)}, ${release.threshold})
		on conflict do nothing`;
	if (stored.count === 0) return false;
	const audit = {
		cells: releaseAudit(release).map((cell) => ({ ...cell, max: Number.isFinite(cell.max) ? cell.max : null })),
		totals: Object.fromEntries(release.totals)
	};
	await tx`insert into release_audit (organisation_id, release_id, content, account_id)
		values (${scope.organisation}, ${id}, ${tx.json(audit as never)}, ${scope.account})`;
	return true;
}
