import type { ColumnSource } from '../../server/column-rows.ts';
import { loadColumns, type VersionState } from '../../server/column-store.ts';
import type { ColumnTable } from '../../server/columns.ts';
import type { Scope } from '../../server/database.ts';
import type { Io } from '../../server/runtime.ts';

const code = (name: string) => ({ name, type: 'code' as const });
const day = (name: string) => ({ name, type: 'day' as const });

/** The columns of a roster, as columns.ts lists them. */
export const ROSTER_COLUMNS: ColumnSource = {
	table: 'roster_spell',
	layout: {
		columns: [
			...['hiredOn', 'exitedOn', 'lastWorkedOn', 'noticedOn'].map(day),
			...['status', 'separationType', 'jobTitle', 'roleFamily', 'level', 'department', 'division', 'site'].map(code),
			...['country', 'employmentType', 'regretted'].map(code),
			{ name: 'fte', type: 'number' }
		],
		sortBy: ['hiredOn', 'exitedOn'],
		isAboutPeople: true
	},
	sources: [
		...['hire_date', 'exit_date', 'last_working_day', 'notice_date'],
		...['status', 'separation_type', 'job_title', 'role_family', 'level', 'department', 'division', 'site'],
		...['country', 'employment_type', 'regretted', 'fte']
	]
};

/** Employment spells of one version as columns, sorted by person, hire and exit. */
export function loadRosterColumns(io: Io, scope: Scope, version: VersionState): Promise<ColumnTable> {
	return loadColumns(io, scope, ROSTER_COLUMNS, version);
}
