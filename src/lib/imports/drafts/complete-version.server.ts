import type { Layout } from '#lib/datasets/dataset.ts';
import { encodeColumns } from '#lib/server/column-codec.ts';
import { columnsFromRows, type ColumnSource } from '#lib/server/column-rows.ts';
import { insertSnapshot } from '#lib/server/column-store.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import type { Scope, Transaction } from '#lib/server/database.ts';
import type { Io } from '#lib/server/runtime.ts';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import type { ImportPlan } from '../plan.ts';
import { collectedBetween } from '../staging/collect-garbage.server.ts';
import { areOutside } from '../staging/row-collector.server.ts';
import { carryFormerRows, carryMissingPeople, type Carried, type FormerlyCarried } from './carried-rows.server.ts';
import { comparedRows } from './compared-rows.server.ts';
import { rowDifference } from './difference.server.ts';
import type { DraftRecord } from './draft-record.server.ts';
import type { Difference } from './draft-view.ts';
import { peopleDifference, type PeopleDifference, type PeopleVersion } from './people-difference.server.ts';
import type { OwnLines } from './own-lines.server.ts';
import { versionOf, withLines } from './people-version.server.ts';

/** A draft whose file has been stored. */
export interface StoredFileRows {
	io: Pick<Io, 'outsideRows'>;
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
	/** What the published version had taken over itself. */
	former: FormerlyCarried | null;
	/** Physical lines of the file, and what they were moved by. */
	lines: number;
	offset: number;
}

/** How the rows of a file about people, read under this plan, differ from the published version. */
export function differenceOf(
	source: ColumnSource,
	{ asOf, asksAgain }: ImportPlan,
	before: PeopleVersion | null,
	columns: ColumnTable,
	former: FormerlyCarried | null = null
): PeopleDifference {
	const now = versionOf(source, columns, asOf === null ? null : dayNumber(asOf));
	return peopleDifference(before, now, asksAgain ? undefined : former?.people);
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
	const carried = isWhole(draft) ? { rows: 0, leftOut: 0 } : await carryFormerRows(stored, stored.plan, offset);
	const difference = source ? await completePeople(stored, source, carried) : await factsDifference(stored);
	return { difference: { ...difference, ...(carried.conflicts && { conflicts: carried.conflicts }) }, carried };
}

async function factsDifference(stored: StoredFileRows): Promise<Difference> {
	const { tx, scope, layout, draft } = stored;
	const former = await comparedRows(tx, scope, layout, draft.publishedVersionId);
	return rowDifference(former, await comparedRows(tx, scope, layout, draft.id), linesOf(stored));
}

/** Rows of the file follow those that were published, and are followed by those of people who are not in it. */
function linesOf({ plan, offset, lines }: StoredFileRows): OwnLines {
	return { plan, after: offset, upTo: offset + lines };
}

async function completePeople(stored: StoredFileRows, source: ColumnSource, carried: Carried): Promise<Difference> {
	const { io, tx, scope, draft, plan, before, columns, ofFile, former, lines } = stored;
	const isMissing = ofFile?.missing !== undefined || ofFile?.remembered !== undefined;
	const remembered = plan.asksAgain ? null : former;
	const taken = isMissing ? await carryMissingPeople(stored, plan, { lines, remembered }) : 0;
	carried.rows += taken;
	const isFile = columns !== null && carried.rows === 0;
	const table = isFile ? columns : await columnsFromRows(tx, scope, source, draft.id);
	const bytes = encodeColumns(table);
	const pieces = areOutside(io, table.rowCount) ? collectedBetween(bytes) : bytes;
	await insertSnapshot(tx, scope, source, draft.id, pieces);
	const found = isFile && ofFile ? ofFile : differenceOf(source, plan, before, table);
	const difference = await withLines(tx, scope, source, {
		difference: found,
		versionId: draft.id,
		own: linesOf(stored)
	});
	// Lines of published rows stay as they are where a file is added to them.
	const added = taken > 0 ? { from: lines + 1, to: lines + taken } : undefined;
	const mark = columns ? added : former?.lines;
	return {
		...difference,
		...(ofFile?.missing && { missing: ofFile.missing }),
		...(ofFile?.remembered && { remembered: ofFile.remembered }),
		...(mark && { carried: mark })
	};
}
