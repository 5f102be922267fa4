import { setImmediate as nextTurn } from 'node:timers/promises';
import { columnSourceOf } from '#lib/datasets/column-sources.server.ts';
import { layoutOf, storedFields, type DatasetKind, type KnownReferences, type Layout } from '#lib/datasets/dataset.ts';
import { storedColumns } from '#lib/datasets/stored-columns.ts';
import type { ColumnSource } from '#lib/server/column-rows.ts';
import { erasedIds, lockErasures } from '#lib/server/erased-people.ts';
import { insertIdentities } from '#lib/server/person-identities.ts';
import { columnNames, type Scope, type Transaction } from '#lib/server/database.ts';
import type { Io } from '#lib/server/runtime.ts';
import { partsInFile, partsInMemory, type PartStore } from '#lib/server/part-store.ts';
import { sealing } from '#lib/server/sealing.ts';
import { openCheck } from '../check/check.ts';
import { knownReferences } from '../check/known-references.server.ts';
import { batchStore, type RowStore } from './batch-store.server.ts';
import { collectGarbage } from './collect-garbage.server.ts';
import { copiedColumns, createCopyTarget, openCopy, type CopyTarget } from './copy-rows.server.ts';
import { keysByThread } from './key-thread.server.ts';
import { closeRowTable, directStore, openRowTable, OWN_TABLE_ROWS } from './row-store.server.ts';
import { formerlyCarried, formerLines, type Carried, type FormerlyCarried } from '../drafts/carried-rows.server.ts';
import { completeVersion, differenceOf, isWhole } from '../drafts/complete-version.server.ts';
import type { Corrections } from '../drafts/corrections.ts';
import { findingsOf } from '../drafts/findings.ts';
import type { PeopleVersion } from '../drafts/people-difference.server.ts';
import { peopleVersion } from '../drafts/people-version.server.ts';
import type { DraftRecord } from '../drafts/draft-record.server.ts';
import { overfullByRows } from '../drafts/upload-room.server.ts';
import type { Difference } from '../drafts/draft-view.ts';
import { storeIssues } from './issue-store.server.ts';
import type { ImportPlan } from '../plan.ts';
import { planHash } from '../plan-hash.ts';
import { areOutside, keptColumns, rowCollector, type RowCollector } from './row-collector.server.ts';
import type { CheckReport } from '../check/row-sink.ts';
import { FilePeople } from '../spells/file-people.ts';

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
	/** Where what does not stay in memory is put. */
	folder: string;
	/** The file, read without waiting: nothing but the database may be awaited while the transaction is open. */
	chunks: Iterable<Uint8Array>;
	onRows(rows: number): void;
	/**
	 * All rows are copied. Columns of millions of rows are put in order without a pause, in which a beat under way would
	 * hold the draft's row: the sign of life is left to the thread that waits for this one.
	 */
	onCopied(): Promise<void>;
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
	const { draft, plan } = job;
	const before = source ? await peopleVersion(io, scope, source, draft.publishedVersionId) : null;
	return io.database.inOrganisation(scope, async (tx) => {
		const personKey = io.secrets.personKey(scope.organisation);
		// An erasure that is under way is over before this goes on, and a later one waits for the end of it.
		if (layout.isAboutPeople) await lockErasures(tx, scope, 'import');
		const erased = layout.isAboutPeople ? await erasedIds(tx, scope, personKey) : null;
		const eventId = plan.event?.eventId ?? draft.eventId;
		const answers = draft.mode === 'append' ? (before?.table ?? null) : null;
		const known = await knownReferences(tx, scope, { layout, eventId, personKey, answers });
		const facts = { io, tx, scope, layout, source, job, draft, plan, known, erased };
		io.faultPoint?.('store.begun');
		const offset = isWhole(draft) ? 0 : await formerLines(facts);
		const former = before ? await formerlyCarried(facts) : null;
		const people = new FilePeople(draft.rowsTotal);
		const store = areOutside(io, draft.rowsTotal) ? partsInFile(job.folder) : partsInMemory();
		const staging = { ...facts, offset, people, store };
		const options = {
			fieldCount: storedFields(layout).length,
			columns: await copiedColumns(tx, layout.table, storedColumns(layout)),
			kept: keptColumns(layout, isWhole(draft) ? source : null),
			people,
			personKey,
			keysAhead: getsOwnTable(staging) ? keysByThread(io, people, personKey) : null,
			lineOffset: offset,
			store
		};
		try {
			return await stageCollected(staging, rowCollector(options), { before, former });
		} finally {
			options.keysAhead?.end();
			store.close();
		}
	});
}

async function stageCollected(
	staging: Staging,
	collector: RowCollector,
	{ before, former }: { before: PeopleVersion | null; former: FormerlyCarried | null }
): Promise<CheckReport> {
	const { io, tx, scope, source, draft, plan, offset } = staging;
	const { report, stored } = await storeFile(staging, collector);
	await staging.job.onCopied();
	io.faultPoint?.('store.copied');
	// What was read and sent is let go before arrays as long as the file are made.
	if (getsOwnTable(staging)) await collectGarbage();
	// The people are put in order, and then the columns, while the database still makes the key.
	const people = await collector.people();
	await nextTurn();
	const identities = insertIdentities(tx, scope, draft.id, people);
	// It is awaited below; until then a failure has no other handler.
	identities.catch(() => undefined);
	io.faultPoint?.('store.people');
	const { columns: given, contentHash } = await collector.finish();
	// What the columns were collected in is let go before they are packed.
	if (getsOwnTable(staging)) await collectGarbage();
	// Columns outside of memory are put together whenever they are asked for, which a comparison does many times.
	const columns = before && given ? { ...given, columns: { ...given.columns } } : given;
	await nextTurn();
	const ofFile = columns && source && differenceOf(source, plan, before, columns, former);
	await nextTurn();
	const parts = { ...staging, before, columns, ofFile, former, lines: report.lineCount, offset };
	const { difference, carried } = await completeVersion(parts);
	await identities;
	io.faultPoint?.('store.completed');
	await storeIssues(io, tx, scope, { draftId: draft.id, issues: report.issues });
	const rows = carried.rows + report.rowCount - carried.leftOut;
	const overfull = await overfullByRows(tx, scope, io.quotas, { draftId: draft.id, rows });
	if (overfull) throw new RefusedFile({ ...report, fatal: overfull });
	await markChecked(staging, { report, rows, difference, contentHash, carried, stored: await stored });
	io.faultPoint?.('store.marked');
	return report;
}

interface Staging {
	io: Io;
	tx: Transaction;
	scope: Scope;
	layout: Layout;
	source: ColumnSource | null;
	job: StagingJob;
	draft: DraftRecord;
	plan: ImportPlan;
	known: KnownReferences;
	people: FilePeople;
	store: PartStore;
	/** Whose rows are left out, whatever the file says. */
	erased: ((id: string) => boolean) | null;
	/** Added to line numbers, for rows that follow those of the published version. */
	offset: number;
}

/** A large version about people is copied in one go. */
function getsOwnTable({ source, job }: Staging): boolean {
	return source !== null && job.draft.mode === 'replace' && job.draft.rowsTotal >= OWN_TABLE_ROWS;
}

/** Stores the rows of the file; `stored` is how many they are, where the database counts them by itself. */
async function storeFile(
	staging: Staging,
	collector: RowCollector
): Promise<{ report: CheckReport; stored: Promise<number> | null }> {
	const { tx, layout, job } = staging;
	const { id } = job.draft;
	if (!getsOwnTable(staging)) {
		return { report: await copyFile(staging, collector, await batchesOf(staging, collector)), stored: null };
	}
	const table = await openRowTable(tx, layout.table, id);
	const store = directStore(
		collector,
		await openCopy(staging.io, tx, { table, columns: copiedNames(layout), isNew: true })
	);
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

async function copyFile(
	{ io, job, known, erased, people, store }: Staging,
	collector: RowCollector,
	rows: RowStore
): Promise<CheckReport> {
	const { corrections } = job;
	const check = openCheck(job.kind, job.plan, collector, { corrections, known, erased, people, store });
	try {
		for (const chunk of job.chunks) {
			check.write(chunk);
			await rows.advance();
			job.onRows(collector.rowCount());
			io.faultPoint?.('store.piece');
		}
		const report = check.end();
		people.close();
		if (report.fatal) throw new RefusedFile(report);
		await rows.finish();
		return report;
	} catch (error) {
		await rows.abandon();
		throw error;
	}
}

async function insertBatch({ tx, scope, layout, job }: Staging, target: CopyTarget): Promise<void> {
	const names = columnNames(tx, target.columns);
	await tx`insert into ${tx(layout.table)} (organisation_id, version_id, ${names})
		select ${scope.organisation}::uuid, ${job.draft.id}::uuid, ${names} from ${tx(target.table)}`;
	await tx`truncate ${tx(target.table)}`;
}

interface Outcome {
	report: CheckReport;
	/** Of the whole version. */
	rows: number;
	difference: Difference;
	contentHash: string;
	carried: Carried;
	/** Rows of the file, counted when they got a table of their own; null where all are counted now. */
	stored: number | null;
}

async function markChecked({ io, tx, scope, layout, job }: Staging, outcome: Outcome): Promise<void> {
	const { report, rows, stored, carried } = outcome;
	const findings = sealing(io.secrets.fileKey).seal(findingsOf(report.issues));
	const counted =
		stored === null
			? tx`(select count(*) from ${tx(layout.table)}
				where organisation_id = ${scope.organisation} and version_id = ${job.draft.id})`
			: tx`${stored + carried.rows}::bigint`;
	const marked = await tx`
		update dataset_version set stage = 'checked', stage_note = null, plan = ${tx.json(job.plan as never)},
			plan_hash = ${planHash(job.plan)}, as_of = ${job.plan.asOf}, row_table = ${layout.table},
			row_count = ${rows}, excluded_count = ${report.excludedCount + carried.leftOut},
			issue_counts = ${tx.json(report.counts)}, findings = ${tx.json({ ...findings })},
			difference = ${tx.json(outcome.difference as never)}, base_version_id = ${job.draft.publishedVersionId},
			content_hash = ${outcome.contentHash}, rows_done = ${report.rowCount}, worker_heartbeat_at = now(),
			work_ended_at = clock_timestamp()
		where organisation_id = ${scope.organisation} and id = ${job.draft.id} and state = 'draft' and stage = 'checking'
			and ${counted} = ${rows}::bigint`;
	if (marked.count !== 1) {
		throw new Error('The stored rows are not as many as were checked, or the draft was taken away; nothing was kept.');
	}
}
