import { fail } from '@sveltejs/kit';
import { loadRosterColumns } from '#lib/datasets/roster/roster.server.ts';
import {
	loadRequirements,
	type StaffingRequirement
} from '#lib/datasets/staffing-requirements/staffing-requirements.server.ts';
import { namedRoleFamily, type RoleRules } from '#lib/roles/role-rules.ts';
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
	const { roles, roster, requirements } = await io.database.inOrganisation(reader.scope, async (tx) => {
		const rules = await loadRoleRules(tx, reader.scope);
		const versions = await publishedVersions(tx, reader.scope);
		const staffing = versions.filter(
			(each) => each.kind === 'staffing-requirements' && each.layout !== 'qualification'
		);
		const found = [];
		for (const { versionId } of staffing) found.push(...(await loadRequirements(tx, reader.scope, versionId)));
		return {
			roles: rules,
			roster: versions.find((version) => version.kind === 'roster') ?? null,
			requirements: found.map((row) => listedRequirement(row, rules))
		};
	});
	const unmatched = roster ? unmatchedTitles(await loadRosterColumns(io, reader.scope, roster), roles) : [];
	return {
		roles,
		requirements,
		hasRoster: roster !== null,
		unmatchedCount: unmatched.length,
		unmatched: unmatched.slice(0, LISTED_TITLES)
	};
}

function listedRequirement(row: StaffingRequirement, rules: RoleRules) {
	const { functionId, name, requiredMin, fromDate, owner, source } = row;
	const family = rules.families.find((each) => each.id === namedRoleFamily(rules, row.roleFamily ?? ''));
	return {
		...{ functionId, name, requiredMin, fromDate, owner, source, family: family ?? null },
		isCritical: row.critical ?? family?.isCritical ?? false
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
