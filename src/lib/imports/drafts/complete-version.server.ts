import type { Layout } from '#lib/datasets/dataset.ts';
import { encodeColumns } from '#lib/server/column-codec.ts';
import { columnsFromRows, type ColumnSource } from '#lib/server/column-rows.ts';
import { insertSnapshot } from '#lib/server/column-store.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import type { Scope, Transaction } from '#lib/server/database.ts';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import type { ImportPlan } from '../plan.ts';
import { carryFormerRows, carryMissingPeople, type Carried } from './carried-rows.server.ts';
import { comparedRows } from './compared-rows.server.ts';
import { rowDifference } from './difference.server.ts';
import type { DraftRecord } from './draft-record.server.ts';
import type { Difference } from './draft-view.ts';
import { peopleDifference, type PeopleDifference, type PeopleVersion } from './people-difference.server.ts';
import { versionOf, withLines } from './people-version.server.ts';

/** A draft whose file has been stored. */
export interface StoredFileRows {
	tx: Transaction;
	scope: Scope;
	layout: Layout;
	source: ColumnSource | null;
	draft: DraftRecord;
	plan: ImportPlan;
	/** The published version, where it is about people. */
	before: PeopleVersion | null;
	/** The columns of the file, where it is the whole version so far. */
	columns: ColumnTable | null;
	/** How those columns differ from the published version. */
	ofFile: PeopleDifference | null;
	/** Physical lines of the file, and what they were moved by. */
	lines: number;
	offset: number;
}

/** How the rows of a file about people, read under this plan, differ from the published version. */
export function differenceOf(
	source: ColumnSource,
	{ asOf }: ImportPlan,
	before: PeopleVersion | null,
	columns: ColumnTable
): PeopleDifference {
	return peopleDifference(before, versionOf(source, columns, asOf === null ? null : dayNumber(asOf)));
}

/** True where the rows of the file alone are the version: nothing is published, or the file replaces it. */
export function isWhole({ mode, publishedVersionId }: DraftRecord): boolean {
	return mode === 'replace' || publishedVersionId === null;
}

/**
 * Completes a version with what it takes over from the published one, stores its columns, and says how it differs. Of
 * an added file the published rows are kept; of a full roster those of people who are not in it, as was decided.
 */
export async function completeVersion(stored: StoredFileRows): Promise<{ difference: Difference; carried: Carried }> {
	const { draft, source, offset } = stored;
	const carried = isWhole(draft) ? { rows: 0, leftOut: 0 } : await carryFormerRows(stored, offset);
	const difference = source ? await completePeople(stored, source, carried) : await factsDifference(stored);
	return { difference: { ...difference, ...(carried.conflicts && { conflicts: carried.conflicts }) }, carried };
}

async function factsDifference({ tx, scope, layout, draft }: StoredFileRows): Promise<Difference> {
	const former = await comparedRows(tx, scope, layout, draft.publishedVersionId);
	return rowDifference(former, await comparedRows(tx, scope, layout, draft.id));
}

async function completePeople(stored: StoredFileRows, source: ColumnSource, carried: Carried): Promise<Difference> {
	const { tx, scope, draft, plan, before, columns, ofFile, lines } = stored;
	if (ofFile?.missing) carried.rows += await carryMissingPeople(stored, plan, lines);
	const isFile = columns !== null && carried.rows === 0;
	const table = isFile ? columns : await columnsFromRows(tx, scope, source, draft.id);
	await insertSnapshot(tx, scope, source, draft.id, encodeColumns(table));
	const found = isFile && ofFile ? ofFile : differenceOf(source, plan, before, table);
	const difference = await withLines(tx, scope, source, { difference: found, versionId: draft.id });
	return ofFile?.missing ? { ...difference, missing: ofFile.missing } : difference;
}
