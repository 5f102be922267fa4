import type { ColumnSource } from '../../server/column-rows.ts';
import { loadColumns, type VersionState } from '../../server/column-store.ts';
import type { ColumnTable } from '../../server/columns.ts';
import type { Scope } from '../../server/database.ts';
import type { Io } from '../../server/runtime.ts';

/** The columns of ultimatum-responses: answer ('stay' | 'leave') and respondedAt. */
export const RESPONSE_COLUMNS: ColumnSource = {
	table: 'ultimatum_response',
	layout: {
		columns: [
			{ name: 'answer', type: 'code' },
			{ name: 'respondedAt', type: 'instant' }
		],
		sortBy: ['respondedAt'],
		isAboutPeople: true
	},
	sources: ['answer', 'responded_at']
};

/** Answers of one version as columns, sorted by person and time. */
export function loadResponseColumns(io: Io, scope: Scope, version: VersionState): Promise<ColumnTable> {
	return loadColumns(io, scope, RESPONSE_COLUMNS, version);
}
