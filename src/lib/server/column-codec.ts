import { columnFromArray, tableFromColumns, tableFromIPC, tableToIPC } from '@uwdata/flechette';
import type { TypedArray } from '@uwdata/flechette';
import {
	packedColumn,
	packedPeople,
	unpackedColumn,
	unpackedPeople,
	type Packed,
	type Packing
} from './column-packing.ts';
import type { Column, ColumnTable } from './columns.ts';

/** Changes whenever the bytes mean something else; older snapshots are then rebuilt. */
export const CODEC_VERSION = 2;
const LENGTH_BYTES = 8;
const ALIGNED = 8;

type Description = (Packing | { type: 'key' }) & { name: string; rowCount: number };

/**
 * A column table as bytes, in pieces: each column, the person of each row and the keys of people is an Arrow IPC file
 * of one column behind its length. Column after column, so that no more than one of them is in memory twice. Words of
 * code columns stand in the metadata, so codes are stored as they are held in memory.
 */
export function* encodeColumns({ columns, person, personKeys, rowCount }: ColumnTable): Generator<Uint8Array> {
	for (const name of Object.keys(columns)) yield* arrowFile(packedColumn(columns[name]), name, rowCount);
	if (!person || !personKeys) return;
	yield* arrowFile(packedPeople(person, personKeys.length), 'person', rowCount);
	yield* arrowFile({ values: personKeys, packing: { type: 'key' } }, 'key', rowCount);
}

export function decodeColumns(source: Uint8Array): ColumnTable {
	// Arrow arrays are views on these bytes, so they have to start on a boundary of 8.
	const bytes = source.byteOffset % ALIGNED === 0 ? source : new Uint8Array(source);
	const view = new DataView(bytes.buffer, bytes.byteOffset);
	const columns: Record<string, Column> = {};
	const table: ColumnTable = { rowCount: 0, columns };
	for (let at = 0; at < bytes.length;) {
		const length = view.getFloat64(at);
		at += LENGTH_BYTES;
		const { values, description } = readArrowFile(bytes.subarray(at, at + length));
		at += aligned(length);
		table.rowCount = description.rowCount;
		if (description.type === 'key') table.personKeys = (values as BigUint64Array).slice();
		else if (description.type === 'person')
			table.person = unpackedPeople(values, description.people, description.rowCount);
		else columns[description.name] = unpackedColumn(values, description);
	}
	return table;
}

function aligned(length: number): number {
	return Math.ceil(length / ALIGNED) * ALIGNED;
}

function* arrowFile(
	{ values, packing }: Packed | { values: TypedArray; packing: { type: 'key' } },
	name: string,
	rowCount: number
): Generator<Uint8Array> {
	// Flechette cannot write columns of no values: one zero stands in, and `length` says 0.
	const { length } = values;
	const stored = length > 0 ? values : new (values.constructor as new (n: number) => TypedArray)(1);
	const table = tableFromColumns([[name, columnFromArray(stored, undefined, { useBigInt: true })]]);
	const description: Description = { ...packing, name, rowCount };
	table.schema.metadata = new Map([
		['length', String(length)],
		['description', JSON.stringify(description)]
	]);
	const file = tableToIPC(table, { format: 'file' });
	if (!file) throw new Error('Arrow wrote no bytes.');
	const header = new Uint8Array(LENGTH_BYTES);
	new DataView(header.buffer).setFloat64(0, file.length);
	yield header;
	yield file;
	yield new Uint8Array(aligned(file.length) - file.length);
}

function readArrowFile(bytes: Uint8Array): { values: TypedArray; description: Description } {
	const table = tableFromIPC(bytes, { useBigInt: true });
	const { metadata } = table.schema;
	const length = Number(metadata?.get('length'));
	const description = JSON.parse(metadata?.get('description') ?? '') as Description;
	return { values: (table.children[0].toArray() as TypedArray).subarray(0, length), description };
}
