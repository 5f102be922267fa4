import { createHash } from 'node:crypto';
import { storedFields, type Layout } from '#lib/datasets/dataset.ts';
import { columnBuilder, type ColumnLayout, type NumberedValues } from '#lib/server/column-builder.ts';
import type { ColumnSource } from '#lib/server/column-rows.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import type { KeysAhead } from '#lib/server/keys-ahead.ts';
import { putAway, VersionPeople } from '#lib/server/person-identities.ts';
import type { Io } from '#lib/server/runtime.ts';
import type { PartStore } from '#lib/server/part-store.ts';
import type { IdentityPart } from '#lib/server/person-keys.ts';
import type { CellValue, RowSink } from '../check/row-sink.ts';
import type { FilePeople } from '../spells/file-people.ts';
import { collectGarbage } from './collect-garbage.server.ts';
import { CopyWriter, type CopiedColumn } from './copy-writer.server.ts';
import { RowBlock } from './row-block.server.ts';

/** Full blocks that wait while another thread makes the keys of their people. */
const BLOCKS_AHEAD = 3;
/** From so many rows on what is collected of them is put away in a file: in memory it would be 40 bytes a row. */
const OUTSIDE_ROWS = 1_250_000;

export function areOutside({ outsideRows = OUTSIDE_ROWS }: Pick<Io, 'outsideRows'>, rows: number): boolean {
	return rows >= outsideRows;
}

export interface RowCollectorOptions {
	fieldCount: number;
	/** The columns that are copied after the line, with their types. */
	columns: readonly CopiedColumn[];
	/** How rows are kept as columns, with the field of each column; null where they are not. */
	kept: { layout: ColumnLayout; fields: { field: number; isYesNo: boolean }[] } | null;
	/** The people the check numbers. */
	people: FilePeople;
	personKey: Uint8Array;
	/** Has the keys of the people made by another thread. */
	keysAhead?: KeysAhead | null;
	/** Added to line numbers, for rows that follow those of a former version. */
	lineOffset: number;
	/** Where what is collected of the rows stays until their end. */
	store: PartStore;
}

/** Checked rows as they are copied, taken away batch by batch, and as columns, taken at the end. */
export interface RowCollector extends RowSink {
	rowCount(): number;
	/** Rows since the batch was last taken. */
	pending(): number;
	/** The rows as blocks of bytes; `full` leaves those of blocks that are being filled or written. */
	takeRows(full?: boolean): Buffer[];
	/** Gives back a block that was taken, once it is sent. */
	release(block: Buffer): void;
	/** The people of the rows, at the end, put away. */
	people(): Promise<Iterable<IdentityPart>>;
	/** After `people`: the rows as columns, and the hash of what was copied. */
	finish(): Promise<{ columns: ColumnTable | null; contentHash: string }>;
}

/** What a collector is told of a layout; `source` is null where rows are not kept as columns. */
export function keptColumns(layout: Layout, source: ColumnSource | null): RowCollectorOptions['kept'] {
	if (source === null) return null;
	const stored = storedFields(layout);
	const fields = source.sources.map((name) => {
		const field = stored.findIndex((candidate) => candidate.name === name);
		if (field < 0) throw new Error(`The layout of ${layout.table} has no field ${name}.`);
		return { field, isYesNo: stored[field].type === 'yes-no' };
	});
	return { layout: source.layout, fields };
}

/** Collects rows in blocks; each block, when it is full, becomes bytes to copy, people and columns. */
export function rowCollector(options: RowCollectorOptions): RowCollector {
	const { columns, kept, lineOffset } = options;
	const idField = columns.find((column) => column.as === 'person-key')?.field ?? -1;
	const { keysAhead = null } = options;
	const people = new VersionPeople(options.personKey, options.people, options.store, keysAhead);
	const builder = kept && columnBuilder(kept.layout, options.store);
	const digest = createHash('sha256');
	const writer = new CopyWriter(columns, (bytes) => digest.update(bytes));
	// Each time what was let go is collected before the next arrays are made: together they would be the peak.
	const letGo = async () => void (options.store.isOutside && (await collectGarbage()));
	let rowCount = 0;
	let pending = 0;
	const blocks = rowBlocks(options, idField, (block, numbered) => {
		if (idField >= 0) for (let row = 0; row < block.rows; row++) people.add(block.people[row]);
		writer.write(block, people, lineOffset);
		builder?.addRows(block.rows, numbered, block.people);
	});
	return {
		row(row, line, cells) {
			rowCount++;
			pending++;
			blocks.add(row, line, cells);
		},
		rowCount: () => rowCount,
		pending: () => pending,
		takeRows(full = false) {
			if (!full) blocks.writeAll();
			pending = 0;
			return writer.take(full);
		},
		release: (block) => writer.release(block),
		async people() {
			keysAhead?.end();
			people.inOrder();
			await letGo();
			return putAway(people.parts(), options.store);
		},
		async finish() {
			options.people.release();
			await letGo();
			const ranked = people.ranked();
			people.release();
			await letGo();
			return { columns: builder?.finish(ranked) ?? null, contentHash: digest.copy().digest('hex') };
		}
	};
}

/** Rows in blocks. A full one is written, or, where another thread makes keys, waits until some more are full. */
function rowBlocks(
	{ fieldCount, people, kept, keysAhead }: RowCollectorOptions,
	idField: number,
	write: (block: RowBlock, numbered: NumberedValues[]) => void
) {
	const first = new RowBlock(fieldCount, idField, people);
	const further = Array.from(
		{ length: keysAhead ? BLOCKS_AHEAD : 0 },
		() => new RowBlock(fieldCount, idField, people, first)
	);
	const blocks = [first, ...further].map((block) => ({
		block,
		numbered: kept?.fields.map((field) => numberedValues(field, block)) ?? []
	}));
	/** Where the block is that is being filled; the one after it is the oldest. */
	let at = 0;
	const next = () => {
		at = (at + 1) % blocks.length;
		const { block, numbered } = blocks[at];
		if (block.rows === 0) return;
		write(block, numbered);
		block.clear();
	};
	return {
		add(row: readonly CellValue[], line: number, cells: Int32Array): void {
			const { block } = blocks[at];
			block.add(row, line, cells);
			if (!block.isFull) return;
			keysAhead?.ask();
			next();
		},
		writeAll(): void {
			for (let i = 0; i < blocks.length; i++) next();
		}
	};
}

/** The values of a kept field as the column builder takes them. */
function numberedValues({ field, isYesNo }: { field: number; isYesNo: boolean }, block: RowBlock): NumberedValues {
	return {
		numbers: block.numbers[field],
		valueOf(number, row) {
			const value = (number < 0 ? block.loose[field][row] : block.values[field][number]) as string | number | null;
			return isYesNo && value !== null ? (value === 1 ? 'yes' : 'no') : value;
		}
	};
}
