import { recordAudit } from '../server/audit.ts';
import type { Database, Scope, Transaction } from '../server/database.ts';
import { listDatasets } from '../server/dataset-store.ts';
import { spend } from '../server/rate-limits.ts';
import type { CsvVariant } from './export-cells.ts';
import { exportedRows, type ExportedVersion } from './export-rows.server.ts';
import { dataDictionary, kindById } from './registry.ts';

export type ExportFormat = CsvVariant | 'json';

/** What an export begins with, or why there is none. */
export type DatasetExport =
	| { fileName: string; pieces: AsyncGenerator<string> }
	| { refused: 'not-found' }
	| { refused: 'too-many'; retryAfterSeconds: number };

/**
 * The rows of a version of a dataset (of the published one where none is named), counted against the limit of exports
 * of the account and recorded. Drafts are not exported.
 */
export async function datasetExport(
	database: Database,
	scope: Scope,
	{ datasetId, number, format }: { datasetId: string; number: number | null; format: ExportFormat }
): Promise<DatasetExport> {
	const spent = await spend(database, 'export', scope.account ?? scope.organisation);
	if (!spent.isAllowed) return { refused: 'too-many', retryAfterSeconds: spent.retryAfterSeconds };
	const found = await database.inOrganisation(scope, async (tx) => {
		const version = await versionOf(tx, scope, datasetId, number);
		if (version)
			await recordAudit(tx, scope, {
				action: 'dataset.exported',
				objectType: 'dataset',
				objectId: datasetId,
				details: { format, version: version.number }
			});
		return version;
	});
	if (!found) return { refused: 'not-found' };
	const { kind, number: version } = found;
	const extension = format === 'json' ? 'json' : 'csv';
	return {
		fileName: `muster-${kind}-version-${version}${format === 'excel-fr' ? '-excel-fr' : ''}.${extension}`,
		pieces: exportedRows(database, scope, found, format)
	};
}

async function versionOf(
	tx: Transaction,
	scope: Scope,
	datasetId: string,
	number: number | null
): Promise<(ExportedVersion & { kind: string; number: number }) | null> {
	const dataset = (await listDatasets(tx, scope)).find(({ id }) => id === datasetId);
	const kind = dataset && kindById(dataset.kind);
	const version = dataset?.versions.find((one) =>
		number === null ? one.id === dataset.publishedVersionId : one.number === number
	);
	if (!kind || !version || version.number === null || !['published', 'superseded'].includes(version.state)) return null;
	const [{ table }] = await tx<{ table: string | null }[]>`select row_table as table from dataset_version
		where organisation_id = ${scope.organisation} and id = ${version.id}`;
	const layout = kind.alternative?.table === table ? kind.alternative : kind;
	const about = {
		dataset: dataset.name,
		kind: dataset.kind,
		version: version.number,
		file: version.fileName,
		asOf: version.asOf,
		publishedAt: version.publishedAt?.toISOString() ?? null,
		rowCount: version.rowCount,
		leftOut: version.excludedCount,
		fields: dataDictionary(layout)
			.filter(({ isStored }) => isStored)
			.map(({ name, type, codes }) => ({ name, type, ...(codes.length > 0 && { codes }) }))
	};
	return { versionId: version.id, layout, about, kind: dataset.kind, number: version.number };
}
