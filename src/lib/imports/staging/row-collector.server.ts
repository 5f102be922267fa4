import { createHash } from 'node:crypto';
import { storedFields, type Field, type Layout } from '#lib/datasets/dataset.ts';
import { storedColumns } from '#lib/datasets/stored-columns.ts';
import { columnBuilder, type ColumnValue } from '#lib/server/column-builder.ts';
import type { ColumnSource } from '#lib/server/column-rows.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { identityCollector } from '#lib/server/person-identities.ts';
import { personHash, type IdentityPart } from '#lib/server/person-keys.ts';
import { CopyWriter } from './copy-writer.server.ts';
import type { CellValue, RowSink } from '../check/row-sink.ts';

/** Checked rows as COPY text, taken away batch by batch, and as columns, taken at the end. */
export interface RowCollector extends RowSink {
	rowCount(): number;
	/** Rows since the batch was last taken. */
	pending(): number;
	takeRows(): Buffer[];
	/** At the end: the people of the file, its rows as columns, and the hash of what was stored. */
	people(): Iterable<IdentityPart>;
	finish(): { columns: ColumnTable | null; contentHash: string };
}

export interface CollectorOptions {
	layout: Layout;
	/** How rows are kept as columns; null where they are read as rows, or another way builds the columns. */
	source: ColumnSource | null;
	personKey: Uint8Array;
	/** Added to line numbers, for rows that follow those of a former version. */
	lineOffset: number;
}

export function rowCollector({ layout, source, personKey, lineOffset }: CollectorOptions): RowCollector {
	const columns = storedColumns(layout);
	const keyAt = columns.findIndex((column) => column.as === 'person-key');
	const idField = keyAt < 0 ? -1 : columns[keyAt].field;
	const hash = personHash(personKey);
	const people = identityCollector(personKey);
	const builder = source && columnBuilder(source.layout);
	const fieldOf = columns.map((column) => column.field);
	const fieldOfValue = source ? source.sources.map((name) => fieldIndex(layout, name)) : [];
	const valueOf = fieldOfValue.map((field) => columnValue(storedFields(layout)[field].type));
	const values = new Array<ColumnValue>(valueOf.length).fill(null);
	const numbers = new Int32Array(valueOf.length);
	const digest = createHash('sha256');
	const writer = new CopyWriter(columns, (block) => digest.update(block));
	let rowCount = 0;
	let pending = 0;
	return {
		row(row, line, cells) {
			const id = idField < 0 ? '' : (row[idField] as string);
			const key = idField < 0 ? '' : hash(id);
			writer.startRow(line + lineOffset);
			for (let i = 0; i < fieldOf.length; i++)
				if (i === keyAt) writer.hex(key);
				else writer.field(i, row[fieldOf[i]], cells[fieldOf[i]]);
			writer.endRow();
			for (let i = 0; i < valueOf.length; i++) {
				values[i] = valueOf[i](row[fieldOfValue[i]]);
				numbers[i] = cells[fieldOfValue[i]];
			}
			const isNew = !builder || builder.add(key, values, numbers);
			if (isNew && key !== '') people.add(id, key);
			rowCount++;
			pending++;
		},
		rowCount: () => rowCount,
		pending: () => pending,
		takeRows() {
			pending = 0;
			return writer.take();
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
