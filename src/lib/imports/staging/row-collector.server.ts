import { createHash } from 'node:crypto';
import { storedFields, type Field, type Layout } from '#lib/datasets/dataset.ts';
import { columnBuilder, type ColumnValue, type NumberedValues } from '#lib/server/column-builder.ts';
import type { ColumnSource } from '#lib/server/column-rows.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { identityCollector } from '#lib/server/person-identities.ts';
import { PERSON_KEY_BYTES, personKeyWriter, type IdentityPart } from '#lib/server/person-keys.ts';
import { CopyWriter, type CopiedColumn } from './copy-writer.server.ts';
import { BLOCK_ROWS, RowBlock } from './row-block.server.ts';
import type { CellValue, RowSink } from '../check/row-sink.ts';

/** Checked rows as they are copied, taken away batch by batch, and as columns, taken at the end. */
export interface RowCollector extends RowSink {
	rowCount(): number;
	/** Rows since the batch was last taken. */
	pending(): number;
	/** The rows as blocks of bytes; `full` leaves those of the block that is being filled. */
	takeRows(full?: boolean): Buffer[];
	/** At the end: the people of the file, its rows as columns, and the hash of what was stored. */
	people(): Iterable<IdentityPart>;
	finish(): { columns: ColumnTable | null; contentHash: string };
}

export interface CollectorOptions {
	layout: Layout;
	/** The columns that are copied after the line, with their types. */
	columns: readonly CopiedColumn[];
	/** How rows are kept as columns; null where they are read as rows, or another way builds the columns. */
	source: ColumnSource | null;
	personKey: Uint8Array;
	/** Added to line numbers, for rows that follow those of a former version. */
	lineOffset: number;
}

export function rowCollector({ layout, columns, source, personKey, lineOffset }: CollectorOptions): RowCollector {
	const fields = storedFields(layout);
	const idField = columns.find((column) => column.as === 'person-key')?.field ?? -1;
	const writeKey = personKeyWriter(personKey);
	const keys = Buffer.alloc(PERSON_KEY_BYTES * BLOCK_ROWS);
	const people = identityCollector(personKey);
	const builder = source && columnBuilder(source.layout);
	const block = new RowBlock(fields.length);
	const numbered = source ? source.sources.map((name) => columnValues(layout, block, name)) : [];
	const digest = createHash('sha256');
	const writer = new CopyWriter(columns, (bytes) => digest.update(bytes));
	let rowCount = 0;
	let pending = 0;
	const addPerson = (row: number) => people.add(block.ids[row], keys, row * PERSON_KEY_BYTES);
	const flush = () => {
		const { rows, ids } = block;
		if (idField >= 0) for (let row = 0; row < rows; row++) writeKey(ids[row], keys, row * PERSON_KEY_BYTES);
		writer.write(block, keys, lineOffset);
		if (builder) builder.addRows(rows, numbered, keys, PERSON_KEY_BYTES, addPerson);
		else if (idField >= 0) for (let row = 0; row < rows; row++) addPerson(row);
		block.clear();
	};
	return {
		row(row, line, cells) {
			block.add(row, line, cells, idField);
			rowCount++;
			pending++;
			if (block.isFull) flush();
		},
		rowCount: () => rowCount,
		pending: () => pending,
		takeRows(full) {
			if (!full) flush();
			pending = 0;
			return writer.take(full);
		},
		people: people.parts,
		finish: () => ({ columns: builder?.finish() ?? null, contentHash: digest.copy().digest('hex') })
	};
}

/** The values of a field as the column builder takes them. */
function columnValues(layout: Layout, block: RowBlock, name: string): NumberedValues {
	const field = fieldIndex(layout, name);
	const valueOf = columnValue(storedFields(layout)[field].type);
	const { values } = block.fields[field];
	const loose = block.loose[field];
	return {
		numbers: block.numbers[field],
		valueOf: (number, row) => valueOf(number < 0 ? loose[row] : values[number])
	};
}

function fieldIndex(layout: Layout, name: string): number {
	const index = storedFields(layout).findIndex((field) => field.name === name);
	if (index < 0) throw new Error(`The layout of ${layout.table} has no field ${name}.`);
	return index;
}

/** A checked value as the column builder takes it. */
function columnValue(type: Field['type']): (value: CellValue) => ColumnValue {
	if (type === 'yes-no') return (value) => (value === null ? null : value === 1 ? 'yes' : 'no');
	return (value) => value as ColumnValue;
}
