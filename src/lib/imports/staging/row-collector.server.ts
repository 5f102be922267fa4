import { createHash } from 'node:crypto';
import { storedFields, type Field, type Layout } from '#lib/datasets/dataset.ts';
import { columnBuilder, type ColumnValue } from '#lib/server/column-builder.ts';
import type { ColumnSource } from '#lib/server/column-rows.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { identityCollector } from '#lib/server/person-identities.ts';
import { PERSON_KEY_BYTES, personKeyWriter, type IdentityPart } from '#lib/server/person-keys.ts';
import { CopyWriter, type CopiedColumn } from './copy-writer.server.ts';
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
	const keyAt = columns.findIndex((column) => column.as === 'person-key');
	const idField = keyAt < 0 ? -1 : columns[keyAt].field;
	const writeKey = personKeyWriter(personKey);
	const key = Buffer.alloc(PERSON_KEY_BYTES);
	const people = identityCollector(personKey);
	const builder = source && columnBuilder(source.layout);
	const fieldOf = columns.map((column) => column.field);
	const fieldOfValue = source ? source.sources.map((name) => fieldIndex(layout, name)) : [];
	const valueOf = fieldOfValue.map((field) => columnValue(storedFields(layout)[field].type));
	const values = new Array<ColumnValue>(valueOf.length).fill(null);
	const numbers = new Int32Array(valueOf.length);
	const digest = createHash('sha256');
	const writer = new CopyWriter(columns, columns.length + 1, (block) => digest.update(block));
	let rowCount = 0;
	let pending = 0;
	return {
		row(row, line, cells) {
			const id = idField < 0 ? null : (row[idField] as string);
			if (id !== null) writeKey(id, key);
			writer.startRow(line + lineOffset);
			for (let i = 0; i < fieldOf.length; i++)
				if (i === keyAt) writer.raw(key);
				else writer.field(i, row[fieldOf[i]], cells[fieldOf[i]]);
			for (let i = 0; i < valueOf.length; i++) {
				values[i] = valueOf[i](row[fieldOfValue[i]]);
				numbers[i] = cells[fieldOfValue[i]];
			}
			const isNew = !builder || builder.addCells(key, values, numbers);
			if (isNew && id !== null) people.add(id, key);
			rowCount++;
			pending++;
		},
		rowCount: () => rowCount,
		pending: () => pending,
		takeRows(full) {
			pending = 0;
			return writer.take(full);
		},
		people: people.parts,
		finish: () => ({ columns: builder?.finish() ?? null, contentHash: digest.copy().digest('hex') })
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
