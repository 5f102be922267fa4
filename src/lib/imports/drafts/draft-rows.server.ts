import type { DatasetKind } from '#lib/datasets/dataset.ts';
import type { Scope, Transaction } from '#lib/server/database.ts';

/** Removes everything a draft stored: rows in the tables of its kind, people, columns and listed issues. */
export async function deleteDraftRows(
	tx: Transaction,
	scope: Scope,
	kind: DatasetKind,
	draftId: string
): Promise<void> {
	const tables = [kind.table, kind.alternative?.table, 'person_identity', 'column_snapshot', 'import_issue'];
	for (const table of tables) {
		if (table === undefined) continue;
		await tx`select drop_row_store(${table}, ${draftId})`;
		await tx`delete from only ${tx(table)} where organisation_id = ${scope.organisation} and version_id = ${draftId}`;
	}
	await tx`
		update dataset_version set row_count = null, excluded_count = null, issue_counts = '{}', difference = null,
			content_hash = null, findings = null, row_table = null, plan_hash = null
		where organisation_id = ${scope.organisation} and id = ${draftId}`;
}
