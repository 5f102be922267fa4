import { exportHeader, exportLine } from '#lib/datasets/export-cells.ts';
import type { StoredAs } from '#lib/datasets/stored-columns.ts';
import { listAudit, recordAudit, type AuditEntry } from '#lib/server/audit.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { auditFilterOf } from '../audit-query.ts';

const MOST = 100_000;
const COLUMNS = [
	'sequence',
	'occurred_at',
	'account',
	'act',
	'object_type',
	'object_id',
	'result',
	'details',
	'request'
];
const KINDS: StoredAs[] = COLUMNS.map(() => 'text');

/** The entries that fit the filter as CSV, at most 100,000, newest first. The download is an entry itself. */
export async function GET(event) {
	const { scope, organisation } = requireRole(event, 'administrator');
	const filter = auditFilterOf(event.url.searchParams);
	const entries = await getRuntime().database.inOrganisation(scope, async (tx) => {
		const found = await listAudit(tx, scope, { before: null, limit: MOST, filter });
		const { requestId } = event.locals;
		await recordAudit(tx, scope, { action: 'audit.exported', details: { rows: found.length }, requestId });
		return found;
	});
	return new Response(exportHeader(COLUMNS, 'csv') + entries.map(lineOf).join(''), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${organisation.slug}-audit.csv"`,
			'cache-control': 'private, no-store'
		}
	});
}

function lineOf(entry: AuditEntry): string {
	const { sequence, occurredAt, account, action, objectType, objectId, result, details, requestId } = entry;
	const cells = [
		sequence,
		occurredAt,
		account,
		action,
		objectType,
		objectId,
		result,
		JSON.stringify(details),
		requestId
	];
	return exportLine(cells, KINDS, 'csv');
}
