import type { Scope, Transaction } from './database.ts';
import { deleteVersionRows } from './person-rows.ts';

/** Tables with rows about organisations and events. */
export const FACT_TABLES = [
	'staffing_requirement',
	'event',
	'executive_departure',
	'incident',
	'headcount_point',
	'team_impact',
	'requisition'
];
const KEPT_BESIDE = ['person_identity', 'column_snapshot', 'import_issue', 'import_correction'];

/** Takes everything out of a version. Its number stays, so that no later version gets it. */
export async function emptyVersion(tx: Transaction, scope: Scope, versionId: string, note: string): Promise<void> {
	await deleteVersionRows(tx, scope, versionId);
	for (const table of [...FACT_TABLES, ...KEPT_BESIDE])
		await tx`delete from ${tx(table)} where organisation_id = ${scope.organisation} and version_id = ${versionId}`;
	await tx`update dataset_version set state = 'discarded', stage = 'done', stage_note = ${note}, raw_file = null,
			raw_file_until = null, questions = null, inspection = null, findings = null, difference = null, plan = null,
			row_count = null, row_table = null, file_name = ''
		where organisation_id = ${scope.organisation} and id = ${versionId}`;
}

/** Deletes the datasets of which nothing but discarded versions is left. */
export async function deleteEmptyDatasets(tx: Transaction, scope: Scope): Promise<void> {
	await tx`delete from dataset d where organisation_id = ${scope.organisation} and published_version_id is null
		and exists (select from dataset_version v where v.organisation_id = d.organisation_id and v.dataset_id = d.id)
		and not exists (select from dataset_version v where v.organisation_id = d.organisation_id and v.dataset_id = d.id
			and v.state <> 'discarded')`;
}
