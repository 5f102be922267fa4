import type { ColumnSource } from '../server/column-rows.ts';
import { ROSTER_COLUMNS } from './roster/roster.server.ts';
import { QUALIFICATION_COLUMNS } from './staffing-requirements/staffing-requirements.server.ts';
import { RESPONSE_COLUMNS } from './ultimatum-responses/ultimatum-responses.server.ts';

const SOURCES = [ROSTER_COLUMNS, QUALIFICATION_COLUMNS, RESPONSE_COLUMNS];

/** How the rows of a table are kept as columns, or null where they are read as rows. */
export function columnSourceOf(table: string): ColumnSource | null {
	return SOURCES.find((source) => source.table === table) ?? null;
}
