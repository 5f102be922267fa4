import { createHash } from 'node:crypto';
import { storedFields, type Layout } from '../datasets/dataset.ts';
import { storedColumns } from '../datasets/stored-columns.ts';
import { columnBuilder, type ColumnValue } from '../server/column-builder.ts';
import type { ColumnSource } from '../server/column-rows.ts';
import type { ColumnTable } from '../server/columns.ts';
import { identityCollector } from '../server/person-identities.ts';
import { personHash, type IdentityPart } from '../server/person-keys.ts';
import { copyBytes, copyField } from './copy-text.ts';
import type { CellValue, RowSink } from './row-sink.ts';

const BLOCK_CHARACTERS = 1 << 18;

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
	const fields = columns.map(copyField);
	const keyAt = columns.findIndex((column) => column.as === 'person-key');
	const idField = keyAt < 0 ? -1 : columns[keyAt].field;
	const hash = personHash(personKey);
	const people = identityCollector(personKey);
	const builder = source && columnBuilder(source.layout);
	const values = source ? columnValues(layout, source) : [];
	const cells: ColumnValue[] = new Array<ColumnValue>(values.length).fill(null);
	const text = textBlocks();
	let rowCount = 0;
	let pending = 0;
	return {
		row(row, line) {
			const id = idField < 0 ? '' : (row[idField] as string);
			const key = idField < 0 ? '' : hash(id);
			let out = String(line + lineOffset);
			for (let i = 0; i < fields.length; i++)
				out += '\t' + (i === keyAt ? copyBytes(key) : fields[i](row[columns[i].field]));
			text.add(out + '\n');
			for (let i = 0; i < values.length; i++) cells[i] = values[i](row);
			const isNew = !builder || builder.add(key, cells);
			if (isNew && key !== '') people.add(id, key);
			rowCount++;
			pending++;
		},
		rowCount: () => rowCount,
		pending: () => pending,
		takeRows() {
			pending = 0;
			return text.take();
		},
		people: people.parts,
		finish: () => ({ columns: builder?.finish() ?? null, contentHash: text.hash() })
	};
}

/** Reads each column of the source out of a row, as the column builder takes it. */
function columnValues(layout: Layout, source: ColumnSource): ((row: readonly CellValue[]) => ColumnValue)[] {
	const fields = storedFields(layout);
	return source.sources.map((name) => {
		const index = fields.findIndex((field) => field.name === name);
		if (index < 0) throw new Error(`The layout of ${layout.table} has no field ${name}.`);
		if (fields[index].type === 'yes-no') return (row) => (row[index] === null ? null : row[index] === 1 ? 'yes' : 'no');
		return (row) => row[index] as ColumnValue;
	});
}

function textBlocks() {
	const digest = createHash('sha256');
	let blocks: Buffer[] = [];
	let text = '';
	const close = () => {
		if (text === '') return;
		const block = Buffer.from(text, 'utf8');
		digest.update(block);
		blocks.push(block);
		text = '';
	};
	return {
		add(line: string) {
			text += line;
			if (text.length > BLOCK_CHARACTERS) close();
		},
		take(): Buffer[] {
			close();
			const taken = blocks;
			blocks = [];
			return taken;
		},
		hash: () => digest.copy().digest('hex')
	};
}
