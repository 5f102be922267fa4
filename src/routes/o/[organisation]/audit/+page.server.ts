import { verifyAudit } from '#lib/server/audit-chain.ts';
import { auditChoices, listAudit } from '#lib/server/audit.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { auditAddress, auditFilterOf } from './audit-query.ts';
import type { Actions, PageServerLoad } from './$types';

const PAGE = 50;

export const load: PageServerLoad = async (event) => {
	const { scope } = requireRole(event, 'administrator');
	const { searchParams } = event.url;
	const asked = searchParams.get('before') ?? '';
	const before = /^\d{1,15}$/.test(asked) ? Number(asked) : null;
	const filter = auditFilterOf(searchParams);
	const [found, choices] = await getRuntime().database.inOrganisation(scope, async (tx) => [
		await listAudit(tx, scope, { before, limit: PAGE + 1, filter }),
		await auditChoices(tx, scope)
	]);
	const entries = found.slice(0, PAGE);
	const older = found.length > PAGE ? String(entries[entries.length - 1].sequence) : null;
	return {
		entries,
		filter,
		choices,
		isFiltered: Object.values(filter).some((value) => value !== null),
		newest: before === null ? null : auditAddress(filter),
		older: older === null ? null : auditAddress(filter, { before: older }),
		csv: `audit/export${auditAddress(filter)}`
	};
};

export const actions: Actions = {
	verify: async (event) => {
		const { scope } = requireRole(event, 'administrator');
		return { chain: await getRuntime().database.inOrganisation(scope, (tx) => verifyAudit(tx, scope)) };
	}
};
