import { exportHeader, exportLine } from '#lib/datasets/export-cells.ts';
import type { StoredAs } from '#lib/datasets/stored-columns.ts';
import { permissionReport } from '#lib/server/permission-report.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';

const COLUMNS = ['name', 'email', 'role', 'since', 'state', 'second_factor', 'last_sign_in_still_open'];
const KINDS: StoredAs[] = COLUMNS.map(() => 'text');

/** Who may do what, as CSV. The download is an entry of the audit log. */
export async function GET(event) {
	const { scope, organisation } = requireRole(event, 'administrator');
	const { requestId } = event.locals;
	const lines = await getRuntime().database.inOrganisation(scope, (tx) => permissionReport(tx, scope, requestId));
	const cells = lines.map(({ name, email, role, since, state, hasSecondFactor, lastSignInAt }) =>
		exportLine([name, email, role, since, state, hasSecondFactor, lastSignInAt], KINDS, 'csv')
	);
	return new Response(exportHeader(COLUMNS, 'csv') + cells.join(''), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${organisation.slug}-permissions.csv"`,
			'cache-control': 'private, no-store'
		}
	});
}
