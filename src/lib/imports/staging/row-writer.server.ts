import { createHash } from 'node:crypto';
import { storedFields, type Layout } from '#lib/datasets/dataset.ts';
import { columnBuilder, type ColumnLayout, type NumberedValues } from '#lib/server/column-builder.ts';
import type { ColumnSource } from '#lib/server/column-rows.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { identityCollector } from '#lib/server/person-identities.ts';
import { PERSON_KEY_BYTES, personKeyWriter, type IdentityPart } from '#lib/server/person-keys.ts';
import type { CellValue } from '../check/row-sink.ts';
import { CopyWriter, type CopiedColumn } from './copy-writer.server.ts';
import { BLOCK_ROWS, type NumberedRows } from './row-block.server.ts';

export interface RowWriterOptions {
	fieldCount: number;
	/** The columns that are copied after the line, with their types. */
	columns: readonly CopiedColumn[];
	/** How rows are kept as columns, with the field of each column; null where they are not. */
	kept: { layout: ColumnLayout; fields: { field: number; isYesNo: boolean }[] } | null;
	personKey: Uint8Array;
	/** Added to line numbers, for rows that follow those of a former version. */
	lineOffset: number;
}

/** The columns of the rows, and the hash of what was copied. */
export interface WrittenRows {
	columns: ColumnTable | null;
	contentHash: string;
}

/** Makes bytes to copy, people and columns of rows that come in blocks. */
export interface RowWriter {
	write(block: NumberedRows): void;
	/** The rows as blocks of bytes; `full` leaves those of the block that is being filled. */
	take(full: boolean): Buffer[];
	/** At the end. */
	people(): Iterable<IdentityPart>;
	finish(): WrittenRows;
}

/** What a row writer is told of a layout; `source` is null where rows are not kept as columns. */
export function keptColumns(layout: Layout, source: ColumnSource | null): RowWriterOptions['kept'] {
	if (source === null) return null;
	const stored = storedFields(layout);
	const fields = source.sources.map((name) => {
		const field = stored.findIndex((candidate) => candidate.name === name);
		if (field < 0) throw new Error(`The layout of ${layout.table} has no field ${name}.`);
		return { field, isYesNo: stored[field].type === 'yes-no' };
	});
	return { layout: source.layout, fields };
}

export function rowWriter({ fieldCount, columns, kept, personKey, lineOffset }: RowWriterOptions): RowWriter {
	const isAboutPeople = columns.some((column) => column.as === 'person-key');
	const writeKey = personKeyWriter(personKey);
	const keys = Buffer.alloc(PERSON_KEY_BYTES * BLOCK_ROWS);
	const people = identityCollector(personKey);
	const builder = kept && columnBuilder(kept.layout);
	const values: CellValue[][] = Array.from({ length: fieldCount }, () => [null]);
	const digest = createHash('sha256');
	const writer = new CopyWriter(columns, (bytes) => digest.update(bytes));
	const writeKeys = ({ rows, ids, idEnds }: NumberedRows) => {
		for (let row = 0; row < rows; row++)
			writeKey(ids, row === 0 ? 0 : idEnds[row - 1], idEnds[row], keys, row * PERSON_KEY_BYTES);
	};
	return {
		write(block) {
			block.added.forEach((added, field) => values[field].push(...added));
			if (isAboutPeople) writeKeys(block);
			writer.write(block, values, keys, lineOffset);
			const { rows, ids, idEnds } = block;
			const addPerson = (row: number) =>
				people.add(ids, row === 0 ? 0 : idEnds[row - 1], idEnds[row], keys, row * PERSON_KEY_BYTES);
			if (builder) builder.addRows(rows, numberedValues(kept.fields, block, values), keys, PERSON_KEY_BYTES, addPerson);
			else if (isAboutPeople) for (let row = 0; row < rows; row++) addPerson(row);
		},
		take: (full) => writer.take(full),
		people: people.parts,
		finish: () => ({ columns: builder?.finish() ?? null, contentHash: digest.copy().digest('hex') })
	};
}

/** The values of the kept fields as the column builder takes them. */
function numberedValues(
	fields: NonNullable<RowWriterOptions['kept']>['fields'],
	block: NumberedRows,
	values: readonly CellValue[][]
): NumberedValues[] {
	return fields.map(({ field, isYesNo }) => {
		const loose = block.loose[field];
		const known = values[field];
		return {
			numbers: block.numbers[field],
			valueOf: (number, row) => {
				const value = (number < 0 ? loose[row] : known[number]) as string | number | null;
				return isYesNo && value !== null ? (value === 1 ? 'yes' : 'no') : value;
			}
		};
	});
}
