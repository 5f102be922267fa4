import { columnFromArray, tableFromColumns, tableFromIPC, tableToIPC } from '@uwdata/flechette';
import type { Column as ArrowColumn, Table, TypedArray } from '@uwdata/flechette';
import type { CodeColumn, Column, ColumnTable } from './columns.ts';

/** Changes whenever the bytes mean something else; older snapshots are then rebuilt. */
export const CODEC_VERSION = 1;
const HEADER_BYTES = 16;

/**
 * A column table as bytes: rows and person keys are two Arrow IPC files, after a header with their lengths. Words of
 * code columns stand in the schema metadata of the rows, so codes are stored exactly as they are held in memory.
 */
export function encodeColumns(table: ColumnTable): Uint8Array {
	const names = Object.keys(table.columns);
	const arrays: [string, TypedArray][] = names.map((name) => [`column:${name}`, valuesOf(table.columns[name])]);
	if (table.person) arrays.push(['person', table.person]);
	const metadata = new Map([['rowCount', String(table.rowCount)]]);
	for (const name of names) metadata.set(`column:${name}`, JSON.stringify(descriptionOf(table.columns[name])));
	const rows = arrowFile(arrays, metadata);
	const keys = table.personKeys
		? arrowFile([['key', table.personKeys]], new Map([['rowCount', String(table.personKeys.length)]]))
		: null;
	const keysAt = HEADER_BYTES + Math.ceil(rows.length / 8) * 8;
	const bytes = new Uint8Array(keysAt + (keys?.length ?? 0));
	new DataView(bytes.buffer).setFloat64(0, rows.length);
	bytes.set(rows, HEADER_BYTES);
	if (keys) bytes.set(keys, keysAt);
	return bytes;
}

export function decodeColumns(source: Uint8Array): ColumnTable {
	// Arrow arrays are views on these bytes, so they have to start on a boundary of 8.
	const bytes = source.byteOffset % 8 === 0 ? source : new Uint8Array(source);
	const length = new DataView(bytes.buffer, bytes.byteOffset).getFloat64(0);
	const rows = tableFromIPC(bytes.subarray(HEADER_BYTES, HEADER_BYTES + length), { useBigInt: true });
	const metadata = rows.schema.metadata ?? new Map<string, string>();
	const rowCount = Number(metadata.get('rowCount'));
	const columns: Record<string, Column> = {};
	let person: Uint32Array | undefined;
	rows.names.forEach((key, i) => {
		const values = arrayOf(rows, i, rowCount);
		if (key === 'person') person = values as Uint32Array;
		else columns[key.slice('column:'.length)] = columnOf(values, metadata.get(key) ?? '{}');
	});
	if (!person) return { rowCount, columns };
	const keys = tableFromIPC(bytes.subarray(HEADER_BYTES + Math.ceil(length / 8) * 8), { useBigInt: true });
	const keyCount = Number(keys.schema.metadata?.get('rowCount'));
	return { rowCount, columns, person, personKeys: arrayOf(keys, 0, keyCount) as BigUint64Array };
}

function arrowFile(arrays: [string, TypedArray][], metadata: Map<string, string>): Uint8Array {
	// Flechette cannot write columns of no rows: one row of zeros stands in, and rowCount says 0.
	const columns = arrays.map(([name, array]): [string, ArrowColumn<unknown>] => [
		name,
		columnFromArray(array.length ? array : new (array.constructor as new (n: number) => TypedArray)(1), undefined, {
			useBigInt: true
		})
	]);
	const table = tableFromColumns(columns);
	table.schema.metadata = metadata;
	const bytes = tableToIPC(table, { format: 'file' });
	if (!bytes) throw new Error('Arrow wrote no bytes.');
	return bytes;
}

function arrayOf(table: Table, index: number, length: number): TypedArray {
	return (table.children[index].toArray() as TypedArray).subarray(0, length);
}

function valuesOf(column: Column): TypedArray {
	if (column.type === 'code') return column.codes;
	if (column.type === 'day') return column.days;
	return column.type === 'number' ? column.values : column.milliseconds;
}

function descriptionOf(column: Column): { type: Column['type']; words?: string[] } {
	return column.type === 'code' ? { type: 'code', words: column.words } : { type: column.type };
}

function columnOf(values: TypedArray, description: string): Column {
	const { type, words } = JSON.parse(description) as { type: Column['type']; words?: string[] };
	if (type === 'code') return { type, codes: values as CodeColumn['codes'], words: words ?? [''] };
	if (type === 'day') return { type, days: values as Int32Array };
	if (type === 'number') return { type, values: values as Float64Array };
	return { type, milliseconds: values as Float64Array };
}
