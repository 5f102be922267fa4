import { columnSourceOf } from '#lib/datasets/column-sources.server.ts';
import { layoutOf, type DatasetKind, type Layout } from '#lib/datasets/dataset.ts';
import { storedColumns } from '#lib/datasets/stored-columns.ts';
import { encodeColumns } from '#lib/server/column-codec.ts';
import { columnsFromRows, type ColumnSource } from '#lib/server/column-rows.ts';
import { insertSnapshot } from '#lib/server/column-store.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { insertIdentities } from '#lib/server/person-identities.ts';
import { columnNames, type Scope, type Transaction } from '#lib/server/database.ts';
import type { Io } from '#lib/server/runtime.ts';
import { sealing } from '#lib/server/sealing.ts';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import { openCheck } from '../check/check.ts';
import { comparedRows } from '../drafts/compared-rows.server.ts';
import { batchStore } from './batch-store.server.ts';
import { createCopyTarget, openCopy, type CopyTarget } from './copy-rows.server.ts';
import { carryFormerRows, carryMissingPeople, formerLines, type Carried } from '../drafts/carried-rows.server.ts';
import { rowDifference } from '../drafts/difference.server.ts';
import { peopleDifference, type PeopleVersion } from '../drafts/people-difference.server.ts';
import { peopleVersion, versionOf, withLines } from '../drafts/people-version.server.ts';
import type { DraftRecord } from '../drafts/draft-record.server.ts';
import type { Corrections } from '../drafts/corrections.ts';
import type { Difference } from '../drafts/draft-view.ts';
import { findingsOf } from '../drafts/findings.ts';
import { LIMITS } from '../limits.ts';
import { storeIssues } from './issue-store.server.ts';
import type { ImportPlan } from '../plan.ts';
import { planHash } from '../plan-hash.ts';
import { rowCollector, type RowCollector } from './row-collector.server.ts';
import type { CheckReport } from '../check/row-sink.ts';

/** The check found that the file cannot be read on: nothing was stored. */
export class RefusedFile extends Error {
	constructor(readonly report: CheckReport) {
		super(`The file was refused: ${report.fatal?.code ?? 'unknown'}.`);
	}
}

export interface StagingJob {
	draft: DraftRecord;
	kind: DatasetKind;
	plan: ImportPlan;
	corrections: Corrections | null;
	/** The file, read without waiting: nothing but the database may be awaited while the transaction is open. */
	chunks: Iterable<Uint8Array>;
	onRows(rows: number): void;
}

/**
 * Checks the file and stores its rows under the draft's version in one transaction, whose last statement counts the
 * rows and marks the draft checked. Whatever dies on the way leaves no row behind.
 */
export async function stageRows(io: Io, scope: Scope, job: StagingJob): Promise<CheckReport> {
	const layout = layoutOf(
		job.kind,
		job.plan.columns.map((column) => column.field)
	);
	const source = columnSourceOf(layout.table);
	const before = source ? await peopleVersion(io, scope, source, job.draft.publishedVersionId) : null;
	return io.database.inOrganisation(scope, async (tx) => {
		const staging = { io, tx, scope, layout, source, job, draft: job.draft };
		const isWhole = job.draft.mode === 'replace' || job.draft.publishedVersionId === null;
		const offset = isWhole ? 0 : await formerLines(staging);
		const collector = rowCollector({
			layout,
			source: isWhole ? source : null,
			personKey: io.secrets.personKey(scope.organisation),
			lineOffset: offset
		});
		const report = await storeFile(staging, collector);
		await insertIdentities(tx, scope, job.draft.id, collector.people());
		const { columns, contentHash } = collector.finish();
		const carried = isWhole ? NOTHING_CARRIED : await carryFormerRows(staging, offset);
		const difference = {
			...(await completePeople(staging, { before, columns, carried, lines: report.lineCount })),
			...(carried.conflicts && { conflicts: carried.conflicts })
		};
		await storeIssues(io, tx, scope, { draftId: job.draft.id, issues: report.issues });
		await markChecked(staging, { report, difference, contentHash, carried });
		return report;
	});
}

const NOTHING_CARRIED: Carried = { rows: 0, leftOut: 0 };

interface Staging {
	io: Io;
	tx: Transaction;
	scope: Scope;
	layout: Layout;
	source: ColumnSource | null;
	job: StagingJob;
	draft: DraftRecord;
}

/**
 * PostgreSQL works while the file is read and checked: it inserts one batch during the first half of the next, and
 * takes in rows during the second half. Only one write is under way at a time, so memory stays flat.
 */
async function storeFile(staging: Staging, collector: RowCollector): Promise<CheckReport> {
	const { io, tx, layout, job } = staging;
	const target = { table: 'staged_row', columns: ['line', ...storedColumns(layout).map((column) => column.name)] };
	await createCopyTarget(tx, layout.table, target);
	const batches = batchStore(collector, {
		open: () => openCopy(io, tx, target),
		insert: () => insertBatch(staging, target)
	});
	const check = openCheck(job.kind, job.plan, collector, LIMITS, job.corrections);
	try {
		for (const chunk of job.chunks) {
			check.write(chunk);
			await batches.advance();
			job.onRows(collector.rowCount());
		}
		const report = check.end();
		if (report.fatal) throw new RefusedFile(report);
		await batches.finish();
		return report;
	} catch (error) {
		await batches.abandon();
		throw error;
	}
}

async function insertBatch({ tx, scope, layout, job }: Staging, target: CopyTarget): Promise<void> {
	const names = columnNames(tx, target.columns);
	await tx`insert into ${tx(layout.table)} (organisation_id, version_id, ${names})
		select ${scope.organisation}::uuid, ${job.draft.id}::uuid, ${names} from ${tx(target.table)}`;
	await tx`truncate ${tx(target.table)}`;
}

interface Collected {
	before: PeopleVersion | null;
	/** The columns of the file, where no other rows are part of the version. */
	columns: ColumnTable | null;
	carried: Carried;
	/** Physical lines of the file. */
	lines: number;
}

/** Stores the columns of the version and says how it differs; people missing from a full roster are carried as decided. */
async function completePeople(staging: Staging, { before, columns, carried, lines }: Collected): Promise<Difference> {
	const { io, tx, scope, layout, source, job } = staging;
	const { asOf } = job.plan;
	if (source === null) {
		const former = await comparedRows(tx, scope, layout, job.draft.publishedVersionId);
		return rowDifference(former, await comparedRows(tx, scope, layout, job.draft.id));
	}
	const after = (table: ColumnTable) => versionOf(source, table, asOf === null ? null : dayNumber(asOf));
	const ofFile = columns && peopleDifference(before, after(columns));
	if (ofFile?.missing) carried.rows += await carryMissingPeople(staging, job.plan, lines);
	const isWhole = columns !== null && carried.rows === 0;
	const table = isWhole ? columns : await columnsFromRows(tx, scope, source, job.draft.id);
	await insertSnapshot(tx, scope, source, job.draft.id, encodeColumns(table));
	const found = isWhole && ofFile ? ofFile : peopleDifference(before, after(table));
	const difference = await withLines(tx, scope, source, { difference: found, versionId: job.draft.id });
	return ofFile?.missing ? { ...difference, missing: ofFile.missing } : difference;
}

interface Outcome {
	report: CheckReport;
	difference: Difference;
	contentHash: string;
	carried: Carried;
}

async function markChecked(staging: Staging, outcome: Outcome): Promise<void> {
	const { tx, scope, layout, job } = staging;
	const { report, carried } = outcome;
	const rows = carried.rows + report.rowCount - carried.leftOut;
	const marked = await tx`
		update dataset_version set stage = 'checked', stage_note = null, plan = ${tx.json(job.plan as never)},
			plan_hash = ${planHash(job.plan)}, as_of = ${job.plan.asOf}, row_table = ${layout.table},
			row_count = ${rows}, excluded_count = ${report.excludedCount + carried.leftOut}, issue_counts = ${tx.json(report.counts)},
			difference = ${tx.json(outcome.difference as never)}, base_version_id = ${job.draft.publishedVersionId},
			findings = ${tx.json({ ...sealing(staging.io.secrets.fileKey).seal(findingsOf(report.issues)) })},
			content_hash = ${outcome.contentHash}, rows_done = ${report.rowCount}, worker_heartbeat_at = now()
		where organisation_id = ${scope.organisation} and id = ${job.draft.id} and state = 'draft' and stage = 'checking'
			and (select count(*) from ${tx(layout.table)}
				where organisation_id = ${scope.organisation} and version_id = ${job.draft.id}) = ${rows}`;
	if (marked.count !== 1) {
		throw new Error('The stored rows are not as many as were checked, or the draft was taken away; nothing was kept.');
	}
}
