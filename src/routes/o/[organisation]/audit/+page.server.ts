import { listAudit } from '#lib/server/audit.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import type { PageServerLoad } from './$types';

const PAGE = 50;

export const load: PageServerLoad = async (event) => {
	const { scope } = requireRole(event, 'administrator');
	const asked = event.url.searchParams.get('before') ?? '';
	const before = /^\d{1,15}$/.test(asked) ? Number(asked) : null;
	const found = await getRuntime().database.inOrganisation(scope, (tx) =>
		listAudit(tx, scope, { before, limit: PAGE + 1 })
	);
	const entries = found.slice(0, PAGE);
	return {
		entries,
		isFirst: before === null,
		older: found.length > PAGE ? entries[entries.length - 1].sequence : null
	};
};
