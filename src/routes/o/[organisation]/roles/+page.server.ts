import { fail } from '@sveltejs/kit';
import { loadRosterColumns } from '#lib/datasets/roster/roster.server.ts';
import { unmatchedTitles } from '#lib/roles/role-column.server.ts';
import { loadRoleRules, saveRoleRules } from '#lib/roles/role-families.server.ts';
import { recordAudit } from '#lib/server/audit.ts';
import { publishedVersions } from '#lib/server/dataset-store.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { editedRoles, readRoleEdit } from './role-edits.ts';

const LISTED_TITLES = 100;

export async function load(event) {
	const reader = requireRole(event, 'analyst');
	const io = getRuntime();
	const { roles, roster } = await io.database.inOrganisation(reader.scope, async (tx) => ({
		roles: await loadRoleRules(tx, reader.scope),
		roster: (await publishedVersions(tx, reader.scope)).find((version) => version.kind === 'roster') ?? null
	}));
	const unmatched = roster ? unmatchedTitles(await loadRosterColumns(io, reader.scope, roster.versionId), roles) : [];
	return {
		roles,
		hasRoster: roster !== null,
		unmatchedCount: unmatched.length,
		unmatched: unmatched.slice(0, LISTED_TITLES)
	};
}

export const actions = {
	default: async (event) => {
		const reader = requireRole(event, 'analyst');
		const edit = readRoleEdit(await event.request.formData());
		if (!edit) return fail(400, { problem: 'act' });
		const problem = await getRuntime().database.inOrganisation(reader.scope, async (tx) => {
			const found = await saveRoleRules(tx, reader.scope, editedRoles(await loadRoleRules(tx, reader.scope), edit));
			if (!found)
				await recordAudit(tx, reader.scope, {
					action: 'roles.changed',
					objectType: 'role-family',
					details: { act: edit.act },
					requestId: event.locals.requestId
				});
			return found;
		});
		return problem ? fail(400, { problem: problem.problem }) : { saved: edit.act };
	}
};
