import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { keptSpells } from './kept-spells.server.ts';

/**
 * Cleans the employments of a roster whose columns have just been read, as all measures need them: with and without
 * contractors, in all and by role. What is found is kept with the columns.
 *
 * @param roster a roster as described in `columns.ts`; roles the role family of every row
 */
export function prepareRoster(roster: ColumnTable, roles: RoleColumn): void {
	for (const withoutContractors of [false, true]) {
		keptSpells(roster, { withoutContractors });
		keptSpells(roster, { withoutContractors, group: roles.codes });
	}
}
