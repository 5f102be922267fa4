/** Day number of "no date". Every other value is days since 1970-01-01. */
export const NO_DAY = -2147483648;

/** Words by dictionary code. Code 0 is always the empty word: nothing was given. */
export interface CodeColumn {
	type: 'code';
	codes: Uint8Array | Uint16Array | Uint32Array;
	words: string[];
}
/** Civil dates as day numbers; NO_DAY where empty. */
export interface DayColumn {
	type: 'day';
	days: Int32Array;
}
/** Numbers; NaN where empty (never leaves this layer: results say null). */
export interface NumberColumn {
	type: 'number';
	values: Float64Array;
}
/** Instants as milliseconds since 1970-01-01T00:00Z; NaN where empty. */
export interface InstantColumn {
	type: 'instant';
	milliseconds: Float64Array;
}
export type Column = CodeColumn | DayColumn | NumberColumn | InstantColumn;

/** A published version as dictionary-encoded columns of equal length. */
export interface ColumnTable {
	rowCount: number;
	columns: Record<string, Column>;
	/**
	 * Tables about people: `person[row]` indexes `personKeys`, the sorted first 8 bytes (big-endian) of the keyed
	 * hashes. Rows are sorted by person, then by date, so one pass sees a person's rows together and two tables
	 * of one organisation join by merging.
	 */
	person?: Uint32Array;
	personKeys?: BigUint64Array;
}

/**
 * The columns of a roster: hiredOn, exitedOn, lastWorkedOn, noticedOn (day); status, separationType, jobTitle,
 * roleFamily (as given in the file), level, department, division, site, country, employmentType, regretted
 * ('yes' | 'no') (code); fte (number). Rows sorted by person, hiredOn, exitedOn (open last), line.
 * The columns of ultimatum-responses: answer ('stay' | 'leave') (code), respondedAt (instant).
 * Rows sorted by person, respondedAt, line.
 */
export function codeColumn(table: ColumnTable, name: string): CodeColumn {
	return columnOf(table, name, 'code');
}
export function dayColumn(table: ColumnTable, name: string): DayColumn {
	return columnOf(table, name, 'day');
}
export function numberColumn(table: ColumnTable, name: string): NumberColumn {
	return columnOf(table, name, 'number');
}
export function instantColumn(table: ColumnTable, name: string): InstantColumn {
	return columnOf(table, name, 'instant');
}

/** What a column holds for each row: codes, days, numbers or milliseconds. */
export function valuesOf(column: Column): CodeColumn['codes'] | Int32Array | Float64Array {
	if (column.type === 'code') return column.codes;
	if (column.type === 'day') return column.days;
	return column.type === 'number' ? column.values : column.milliseconds;
}

function columnOf<T extends Column['type']>(table: ColumnTable, name: string, type: T): Extract<Column, { type: T }> {
	const column = table.columns[name];
	if (column?.type !== type)
		throw new Error(
			`Column "${name}" of type ${type} is missing; the table has: ${Object.keys(table.columns).join(', ')}.`
		);
	return column as Extract<Column, { type: T }>;
}
