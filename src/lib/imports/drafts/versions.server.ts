import { columnSourceOf } from '#lib/datasets/column-sources.server.ts';
import type { KindId } from '#lib/datasets/dataset.ts';
import { kindById } from '#lib/datasets/registry.ts';
import { recordAudit } from '#lib/server/audit.ts';
import type { Scope, Transaction } from '#lib/server/database.ts';
import { lockImports } from '#lib/server/import-lock.ts';
import type { Io } from '#lib/server/runtime.ts';
import { sealing, type Sealed } from '#lib/server/sealing.ts';
import type { Issue } from '../issue.ts';
import type { ImportPlan, Inspection } from '../plan.ts';
import { listedIssues } from '../staging/issue-store.server.ts';
import { comparedRows } from './compared-rows.server.ts';
import { correctionViews } from './correction-store.server.ts';
import { rowDifference } from './difference.server.ts';
import type { ImportMode } from './draft-record.server.ts';
import type { CorrectionView, Difference } from './draft-view.ts';
import { ownLines } from './own-lines.server.ts';
import { peopleDifference } from './people-difference.server.ts';
import { peopleVersion, withLines } from './people-version.server.ts';
import { switchVersion } from './publish.server.ts';

const LISTED_PER_CODE = 100;

/** What a version came from and what was found in its file. */
export interface VersionReport {
	id: string;
	number: number;
	state: 'published' | 'superseded';
	mode: ImportMode;
	fileName: string;
	fileHash: string | null;
	fileSize: number | null;
	rowCount: number | null;
	excludedCount: number | null;
	asOf: string | null;
	issueCounts: Record<string, number>;
	difference: Difference | null;
	plan: ImportPlan | null;
	createdBy: string | null;
	createdAt: Date;
	publishedBy: string | null;
	publishedAt: Date | null;
	/** Until when the file, its issues and corrections are kept; null once they are gone. */
	keptUntil: Date | null;
	issues: Issue[];
	corrections: CorrectionView[];
	inspection: Inspection | null;
}

type StoredReport = Omit<VersionReport, 'issues' | 'corrections' | 'inspection'> & { inspection: Sealed | null };

/** The data-quality report of a version that was published once, or null. */
export async function versionReport(
	io: Io,
	scope: Scope,
	datasetId: string,
	number: number
): Promise<VersionReport | null> {
	return io.database.inOrganisation(scope, async (tx) => {
		const [version] = await tx<StoredReport[]>`
			select v.id, v.number, v.state, v.mode, v.file_name as "fileName", v.file_hash as "fileHash",
				v.file_size as "fileSize", v.row_count as "rowCount", v.excluded_count as "excludedCount", v.as_of as "asOf",
				v.issue_counts as "issueCounts", v.difference, v.plan, v.inspection, c.display_name as "createdBy",
				v.created_at as "createdAt", p.display_name as "publishedBy", v.published_at as "publishedAt",
				case when v.raw_file is not null then v.raw_file_until end as "keptUntil"
			from dataset_version v left join account c on c.id = v.created_by left join account p on p.id = v.published_by
			where v.organisation_id = ${scope.organisation} and v.dataset_id = ${datasetId} and v.number = ${number}
				and v.state in ('published', 'superseded')`;
		if (!version) return null;
		return {
			...version,
			issues: await listedIssues(io, tx, scope, { draftId: version.id, perCode: LISTED_PER_CODE }),
			corrections: await correctionViews(io, tx, scope, version.id),
			inspection: sealing(io.secrets.fileKey).open<Inspection>(version.inspection)
		};
	});
}

/** A version of a dataset, as it is compared. */
export interface ComparedVersion {
	id: string;
	kind: KindId;
	/** The table its rows are in. */
	table: string;
}

async function comparedVersion(
	tx: Transaction,
	scope: Scope,
	datasetId: string,
	number: number
): Promise<ComparedVersion | null> {
	const [version] = await tx<ComparedVersion[]>`
		select v.id, d.kind, v.row_table as "table" from dataset_version v
			join dataset d on d.organisation_id = v.organisation_id and d.id = v.dataset_id
		where v.organisation_id = ${scope.organisation} and v.dataset_id = ${datasetId} and v.number = ${number}
			and v.state in ('published', 'superseded')`;
	return version ?? null;
}

/** What version `to` has otherwise than version `from`; null where one is unknown or they hold other things. */
export async function compareVersions(
	io: Io,
	scope: Scope,
	datasetId: string,
	{ from, to }: { from: number; to: number }
): Promise<Difference | null> {
	const [before, after] = await io.database.inOrganisation(scope, async (tx) => [
		await comparedVersion(tx, scope, datasetId, from),
		await comparedVersion(tx, scope, datasetId, to)
	]);
	if (!before || !after || before.table !== after.table) return null;
	const source = columnSourceOf(after.table);
	if (source) {
		const [old, now] = [
			await peopleVersion(io, scope, source, before.id),
			await peopleVersion(io, scope, source, after.id)
		];
		if (!old || !now) return null;
		const difference = peopleDifference(old, now);
		return io.database.inOrganisation(scope, async (tx) =>
			withLines(tx, scope, source, { difference, versionId: after.id, own: await ownLines(tx, scope, after) })
		);
	}
	const kind = kindById(after.kind);
	const layout = kind?.table === after.table ? kind : kind?.alternative;
	if (!layout) return null;
	return io.database.inOrganisation(scope, async (tx) =>
		rowDifference(
			await comparedRows(tx, scope, layout, before.id),
			await comparedRows(tx, scope, layout, after.id),
			await ownLines(tx, scope, after)
		)
	);
}

/**
 * Publishes a version of the history again, under its own number; nothing is copied or deleted. `seen` is the number
 * of the published version this was decided on (0: none): 'stale' where another is published by now.
 */
export async function restoreVersion(
	io: Io,
	scope: Scope,
	datasetId: string,
	{ number, seen }: { number: number; seen: number }
): Promise<'restored' | 'stale' | 'unknown'> {
	return io.database.inOrganisation(scope, async (tx) => {
		await lockImports(tx, scope, 'wait');
		const [target] = await tx<{ id: string; from: string | null; current: number | null }[]>`
			select v.id, d.published_version_id as from, (select number from dataset_version c
				where c.organisation_id = d.organisation_id and c.id = d.published_version_id) as current
			from dataset d join dataset_version v on v.organisation_id = d.organisation_id and v.dataset_id = d.id
			where d.organisation_id = ${scope.organisation} and d.id = ${datasetId} and v.number = ${number}
				and v.state in ('published', 'superseded')
			for update of d`;
		if (!target) return 'unknown';
		if (target.current === number) return 'restored';
		if ((target.current ?? 0) !== seen) return 'stale';
		await switchVersion(tx, scope, { datasetId, from: target.from, to: target.id, act: 'restore' });
		const details = { from: target.current, to: number };
		await recordAudit(tx, scope, { action: 'import.restored', objectType: 'dataset', objectId: datasetId, details });
		return 'restored';
	});
}
