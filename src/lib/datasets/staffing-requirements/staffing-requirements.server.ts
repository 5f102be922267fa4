import type { ColumnSource } from '../../server/column-rows.ts';
import { loadColumns, type VersionState } from '../../server/column-store.ts';
import type { ColumnTable } from '../../server/columns.ts';
import type { Scope, Transaction } from '../../server/database.ts';
import type { Io } from '../../server/runtime.ts';
import { storedRows, type RowOrigin } from '../stored-rows.server.ts';
import { STAFFING_REQUIREMENTS } from './staffing-requirements.ts';

/** A function and the fewest qualified people it needs, from `fromDate` on (null: always). */
export interface StaffingRequirement {
	functionId: string;
	name: string;
	roleFamily: string | null;
	requiredMin: number;
	critical: boolean | null;
	fromDate: string | null;
	owner: string | null;
	source: string | null;
	rolesOnCall: number | null;
	sites: number | null;
}

/** The functions of one version, in the order of the file. */
export function loadRequirements(
	tx: Transaction,
	scope: Scope,
	versionId: string
): Promise<(StaffingRequirement & RowOrigin)[]> {
	return storedRows<StaffingRequirement>(tx, scope, STAFFING_REQUIREMENTS, [versionId]);
}

/** The columns of the second layout: functionId, level (code), since (day). */
export const QUALIFICATION_COLUMNS: ColumnSource = {
	table: 'qualification',
	layout: {
		columns: [
			{ name: 'functionId', type: 'code' },
			{ name: 'level', type: 'code' },
			{ name: 'since', type: 'day' }
		],
		sortBy: ['since'],
		isAboutPeople: true
	},
	sources: ['function_id', 'level', 'since']
};

/** Who is qualified for which function, as columns sorted by person. */
export function loadQualifications(io: Io, scope: Scope, version: VersionState): Promise<ColumnTable> {
	return loadColumns(io, scope, QUALIFICATION_COLUMNS, version);
}
