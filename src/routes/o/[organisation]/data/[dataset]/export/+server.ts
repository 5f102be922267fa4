import { Readable } from 'node:stream';
import { error } from '@sveltejs/kit';
import { datasetExport, type ExportFormat } from '#lib/datasets/dataset-export.server.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { tooManyExports } from '../../../../../export-limit.server.ts';
import { requireFresh } from '../../../../../fresh-session.server.ts';

const FORMATS: ExportFormat[] = ['csv', 'excel-fr', 'json'];

/** The rows of a dataset for analysts: `?format=csv`, `excel-fr` or `json`, `&version=` for another than the published. */
export async function GET(event) {
	const reader = requireRole(event, 'analyst');
	requireFresh(event, event.url.pathname + event.url.search);
	const { searchParams } = event.url;
	const format = FORMATS.find((known) => known === (searchParams.get('format') ?? 'csv'));
	const version = searchParams.get('version');
	if (!format || (version !== null && !/^[1-9]\d{0,8}$/.test(version))) error(404, 'Not found');
	const found = await datasetExport(getRuntime().database, reader.scope, {
		datasetId: event.params.dataset,
		number: version === null ? null : Number(version),
		format
	});
	if ('pieces' in found)
		return new Response(Readable.toWeb(Readable.from(found.pieces)) as ReadableStream<Uint8Array>, {
			headers: {
				'content-type': format === 'json' ? 'application/json; charset=utf-8' : 'text/csv; charset=utf-8',
				'content-disposition': `attachment; filename="${found.fileName}"`,
				'cache-control': 'private, no-store'
			}
		});
	if (found.refused === 'not-found') error(404, 'Not found');
	return tooManyExports(event, found.retryAfterSeconds);
}
