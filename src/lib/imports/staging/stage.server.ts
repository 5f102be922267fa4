import { setImmediate as nextTurn } from 'node:timers/promises';
import { columnSourceOf } from '#lib/datasets/column-sources.server.ts';
import { layoutOf, type DatasetKind, type Layout } from '#lib/datasets/dataset.ts';
import { storedColumns } from '#lib/datasets/stored-columns.ts';
import { encodeColumns } from '#lib/server/column-codec.ts';
import { columnsFromRows, type ColumnSource } from '#lib/server/column-rows.ts';
import { insertSnapshot, loadColumns } from '#lib/server/column-store.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { insertIdentities } from '#lib/server/person-identities.ts';
import { columnNames, type Scope, type Transaction } from '#lib/server/database.ts';
import type { Io } from '#lib/server/runtime.ts';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import { openCheck } from '../check/check.ts';
import { comparedRows } from '../drafts/compared-rows.server.ts';
import { batchStore, type RowStore } from './batch-store.server.ts';
import { copiedColumns, createCopyTarget, openCopy, type CopyTarget } from './copy-rows.server.ts';
import { closeRowTable, directStore, openRowTable, OWN_TABLE_ROWS } from './row-store.server.ts';
import { peopleDifference, rowDifference, type PeopleVersion } from '../drafts/difference.server.ts';
import type { DraftRecord } from '../drafts/draft-record.server.ts';
import type { Difference } from '../drafts/draft-view.ts';
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
	const before = source ? await publishedPeople(io, scope, job.draft, source) : null;
	return io.database.inOrganisation(scope, async (tx) => {
		const staging = { io, tx, scope, layout, source, job };
		const kept = job.draft.mode === 'append' ? await copyFormerRows(staging) : { rows: 0, lines: 0 };
		const collector = rowCollector({
			layout,
			columns: await copiedColumns(tx, layout.table, storedColumns(layout)),
			source: kept.rows === 0 ? source : null,
			personKey: io.secrets.personKey(scope.organisation),
			lineOffset: kept.lines
		});
		const { report, stored } = await storeFile(staging, collector);
		const { columns, contentHash } = collector.finish();
		const bytes = columns && encodeColumns(columns);
		await insertIdentities(tx, scope, job.draft.id, collector.people());
		const table = columns ?? (source ? await columnsFromRows(tx, scope, source, job.draft.id) : null);
		if (source && bytes) await insertSnapshot(tx, scope, source, job.draft.id, bytes);
		const difference = await differenceOf(staging, before, table);
		await storeIssues(io, tx, scope, { draftId: job.draft.id, issues: report.issues });
		const rows = kept.rows + report.rowCount;
		await markChecked(staging, { report, difference, contentHash, rows, stored: await stored });
		return report;
	});
}

interface Staging {
	io: Io;
	tx: Transaction;
	scope: Scope;
	layout: Layout;
	source: ColumnSource | null;
	job: StagingJob;
}

async function publishedPeople(
	io: Io,
	scope: Scope,
	draft: DraftRecord,
	source: ColumnSource
): Promise<PeopleVersion | null> {
	const { publishedVersionId } = draft;
	if (publishedVersionId === null) return null;
	const [version] = await io.database.inOrganisation(
		scope,
		(tx) => tx<{ asOf: string | null; table: string | null }[]>`
			select as_of as "asOf", row_table as table from dataset_version
			where organisation_id = ${scope.organisation} and id = ${publishedVersionId}`
	);
	if (!version || version.table !== source.table) return null;
	const table = await loadColumns(io, scope, source, publishedVersionId);
	return { table, asOf: version.asOf === null ? null : dayNumber(version.asOf) };
}

/** Copies the rows of the published version under the draft's; new rows get line numbers that follow theirs. */
async function copyFormerRows({ tx, scope, layout, job }: Staging): Promise<{ rows: number; lines: number }> {
	const names = columnNames(
		tx,
		storedColumns(layout).map((column) => column.name)
	);
	const copied = await tx<{ line: number }[]>`
		insert into ${tx(layout.table)} (organisation_id, version_id, line, ${names})
		select organisation_id, ${job.draft.id}::uuid, line, ${names} from ${tx(layout.table)}
		where organisation_id = ${scope.organisation} and version_id = ${job.draft.publishedVersionId}`;
	const [last] = await tx<{ line: number }[]>`select coalesce(max(line), 0) as line from ${tx(layout.table)}
		where organisation_id = ${scope.organisation} and version_id = ${job.draft.id}`;
	await tx`
		insert into person_identity
			(organisation_id, version_id, part, first_key, last_key, person_keys, ids_encrypted)
		select organisation_id, ${job.draft.id}::uuid, part, first_key, last_key, person_keys, ids_encrypted
		from person_identity
		where organisation_id = ${scope.organisation} and version_id = ${job.draft.publishedVersionId}`;
	return { rows: copied.count, lines: last.line };
}

/** Stores the rows of the file; `stored` is how many they are, where the database counts them by itself. */
async function storeFile(
	staging: Staging,
	collector: RowCollector
): Promise<{ report: CheckReport; stored: Promise<number> | null }> {
	const { tx, layout, source, job } = staging;
	const { id, mode, rowsTotal } = job.draft;
	if (source === null || mode === 'append' || rowsTotal < OWN_TABLE_ROWS) {
		return { report: await copyFile(staging, collector, await batchesOf(staging, collector)), stored: null };
	}
	const table = await openRowTable(tx, layout.table, id);
	const store = directStore(collector, await openCopy(staging.io, tx, { table, columns: copiedNames(layout) }));
	const report = await copyFile(staging, collector, store);
	const stored = closeRowTable(tx, layout.table, id);
	stored.catch(() => undefined);
	// The database makes the key while the columns are put in order here.
	await nextTurn();
	return { report, stored };
}

/**
 * PostgreSQL works while the file is read and checked: it inserts one batch during the first half of the next, and
 * takes in rows during the second half. Only one write is under way at a time, so memory stays flat.
 */
async function batchesOf(staging: Staging, collector: RowCollector): Promise<RowStore> {
	const { io, tx, layout } = staging;
	const target = { table: 'staged_row', columns: copiedNames(layout) };
	await createCopyTarget(tx, layout.table, target);
	return batchStore(collector, {
		open: () => openCopy(io, tx, target),
		insert: () => insertBatch(staging, target)
	});
}

function copiedNames(layout: Layout): string[] {
	return ['line', ...storedColumns(layout).map((column) => column.name)];
}

async function copyFile({ job }: Staging, collector: RowCollector, store: RowStore): Promise<CheckReport> {
	const check = openCheck(job.kind, job.plan, collector);
	try {
		for (const chunk of job.chunks) {
			check.write(chunk);
			await store.advance();
			job.onRows(collector.rowCount());
		}
		const report = check.end();
		if (report.fatal) throw new RefusedFile(report);
		await store.finish();
		return report;
	} catch (error) {
		await store.abandon();
		throw error;
	}
}

async function insertBatch({ tx, scope, layout, job }: Staging, target: CopyTarget): Promise<void> {
	const names = columnNames(tx, target.columns);
	await tx`insert into ${tx(layout.table)} (organisation_id, version_id, ${names})
		select ${scope.organisation}::uuid, ${job.draft.id}::uuid, ${names} from ${tx(target.table)}`;
	await tx`truncate ${tx(target.table)}`;
}

async function differenceOf(
	{ tx, scope, layout, job }: Staging,
	before: PeopleVersion | null,
	table: ColumnTable | null
): Promise<Difference> {
	const { asOf } = job.plan;
	if (table) return peopleDifference(before, { table, asOf: asOf === null ? null : dayNumber(asOf) });
	const former = await comparedRows(tx, scope, layout, job.draft.publishedVersionId);
	return rowDifference(former, await comparedRows(tx, scope, layout, job.draft.id));
}

interface Outcome {
	report: CheckReport;
	difference: Difference;
	contentHash: string;
	rows: number;
	/** Rows counted when they got a table of their own; null where they are counted now. */
	stored: number | null;
}

async function markChecked({ tx, scope, layout, job }: Staging, outcome: Outcome): Promise<void> {
	const { report, stored } = outcome;
	const counted =
		stored === null
			? tx`(select count(*) from ${tx(layout.table)}
				where organisation_id = ${scope.organisation} and version_id = ${job.draft.id})`
			: tx`${stored}::bigint`;
	const marked = await tx`
		update dataset_version set stage = 'checked', stage_note = null, plan = ${tx.json(job.plan as never)},
			plan_hash = ${planHash(job.plan)}, as_of = ${job.plan.asOf}, row_table = ${layout.table},
			row_count = ${outcome.rows}, excluded_count = ${report.excludedCount}, issue_counts = ${tx.json(report.counts)},
			difference = ${tx.json(outcome.difference as never)}, base_version_id = ${job.draft.publishedVersionId},
			content_hash = ${outcome.contentHash}, rows_done = ${report.rowCount}, worker_heartbeat_at = now()
		where organisation_id = ${scope.organisation} and id = ${job.draft.id} and state = 'draft' and stage = 'checking'
			and ${counted} = ${outcome.rows}::bigint`;
	if (marked.count !== 1) {
		throw new Error('The stored rows are not as many as were checked, or the draft was taken away; nothing was kept.');
	}
}
