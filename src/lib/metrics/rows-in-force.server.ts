import type { ColumnTable } from '#lib/server/columns.ts';
import { dayColumn, NO_DAY } from '#lib/server/columns.ts';
import { OPEN_END, personColumn } from './employment-spells.server.ts';

/**
 * For each person the roster row that covers a day, or -1; of several the one with the later exit, then the later row.
 *
 * @param roster hiredOn, exitedOn (day)
 * @param on day number
 */
export function rowsInForce(roster: ColumnTable, on: number): Int32Array {
	const person = personColumn(roster);
	const hired = dayColumn(roster, 'hiredOn').days;
	const exited = dayColumn(roster, 'exitedOn').days;
	const endOf = (row: number) => (exited[row] === NO_DAY ? OPEN_END : exited[row]);
	const rows = new Int32Array(roster.personKeys?.length ?? 0).fill(-1);
	for (let row = 0; row < roster.rowCount; row++) {
		if (hired[row] === NO_DAY || hired[row] > on || endOf(row) < on) continue;
		const former = rows[person[row]];
		if (former < 0 || endOf(row) >= endOf(former)) rows[person[row]] = row;
	}
	return rows;
}
