import type { Scope, Transaction } from './database.ts';
import type { VersionPin } from './version-pins.ts';

export interface PublishedVersion {
	datasetId: string;
	kind: string;
	name: string;
	/** The library case the dataset belongs to; null outside the library. */
	caseId: string | null;
	/** For ultimatum-responses: the event answered. */
	eventId: string | null;
	versionId: string;
	/** Another one once a person was erased from the version. */
	revision: string;
	number: number;
	/** The day a roster was true. */
	asOf: string | null;
	publishedAt: Date;
	/** 'qualification' where staffing requirements came in their second layout, else the table of the kind. */
	layout: string;
}

/** A version in the history of a dataset. Drafts have no number yet. */
export interface VersionView {
	id: string;
	number: number | null;
	state: 'draft' | 'published' | 'superseded' | 'discarded';
	stage: string;
	fileName: string;
	rowCount: number | null;
	excludedCount: number | null;
	asOf: string | null;
	createdAt: Date;
	publishedAt: Date | null;
}

export interface DatasetView {
	id: string;
	kind: string;
	name: string;
	caseId: string | null;
	eventId: string | null;
	publishedVersionId: string | null;
	/** Days after the newest publication after which it is deleted; null: as the organisation's rules say. */
	retentionDays: number | null;
	/** Newest first, discarded ones left out. */
	versions: VersionView[];
}

/** The datasets of the organisation by kind and name, each with its versions. */
export async function listDatasets(tx: Transaction, scope: Scope): Promise<DatasetView[]> {
	const datasets = await tx<Omit<DatasetView, 'versions'>[]>`
		select id, kind, name, case_id as "caseId", event_id as "eventId", published_version_id as "publishedVersionId",
			retention_days as "retentionDays"
		from dataset where organisation_id = ${scope.organisation} order by kind, name collate "C"`;
	const versions = await tx<(VersionView & { datasetId: string })[]>`
		select id, dataset_id as "datasetId", nullif(greatest(number, 0), 0) as number, state, stage,
			file_name as "fileName", row_count as "rowCount", excluded_count as "excludedCount", as_of as "asOf",
			created_at as "createdAt", published_at as "publishedAt"
		from dataset_version where organisation_id = ${scope.organisation} and state <> 'discarded'
		order by created_at desc, id`;
	return datasets.map((dataset) => ({
		...dataset,
		versions: versions
			.filter((version) => version.datasetId === dataset.id)
			.map(({ datasetId: _, ...version }) => version)
	}));
}

/** What is published: one version a dataset, of one case or of all. */
export async function publishedVersions(
	tx: Transaction,
	scope: Scope,
	caseId: string | null = null
): Promise<PublishedVersion[]> {
	const rows = await tx<PublishedVersion[]>`
		select d.id as "datasetId", d.kind, d.name, d.case_id as "caseId", d.event_id as "eventId", v.id as "versionId",
			v.revision, v.number, v.as_of as "asOf", v.published_at as "publishedAt", v.row_table as layout
		from dataset d join dataset_version v
			on v.organisation_id = d.organisation_id and v.id = d.published_version_id
		where d.organisation_id = ${scope.organisation} and (${caseId}::text is null or d.case_id = ${caseId})
		order by d.kind, d.name collate "C"`;
	return [...rows];
}

/** A version a link is frozen to, with the number of the one that is published now. */
export interface PinnedVersion extends PublishedVersion {
	presentNumber: number | null;
}

/** The versions of these names that are still kept; one that was discarded or erased is missing. */
export async function pinnedVersions(
	tx: Transaction,
	scope: Scope,
	pins: readonly VersionPin[]
): Promise<PinnedVersion[]> {
	const rows = await tx<PinnedVersion[]>`
		select d.id as "datasetId", d.kind, d.name, d.case_id as "caseId", d.event_id as "eventId", v.id as "versionId",
			v.revision, v.number, v.as_of as "asOf", v.published_at as "publishedAt", v.row_table as layout, p.number as "presentNumber"
		from dataset d
			join dataset_version v on v.organisation_id = d.organisation_id and v.dataset_id = d.id
			left join dataset_version p on p.organisation_id = d.organisation_id and p.id = d.published_version_id
		where d.organisation_id = ${scope.organisation} and v.state in ('published', 'superseded')
			and left(d.id::text, 8) || '-' || v.number = any (${[...pins]}::text[])
		order by d.kind, d.name collate "C"`;
	return [...rows];
}
