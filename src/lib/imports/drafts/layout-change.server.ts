import type { Layout } from '#lib/datasets/dataset.ts';
import type { Scope, Transaction } from '#lib/server/database.ts';
import type { Issue } from '../issue.ts';
import type { DraftRecord } from './draft-record.server.ts';

/**
 * Refuses a file whose rows are of the other layout of its kind than those published in the dataset: neither could be
 * added to the other, and replacing them would lose what is no part of the file. Each layout is a dataset of its own.
 */
export async function layoutChange(
	tx: Transaction,
	scope: Scope,
	draft: DraftRecord,
	layout: Layout
): Promise<Issue | null> {
	const [published] = await tx<{ table: string | null }[]>`select row_table as table from dataset_version
		where organisation_id = ${scope.organisation} and id = ${draft.publishedVersionId}`;
	if (!published || published.table === null || published.table === layout.table) return null;
	return { code: 'FILE_LAYOUT', severity: 'fatal', details: { name: draft.datasetName, layout: layout.table } };
}
