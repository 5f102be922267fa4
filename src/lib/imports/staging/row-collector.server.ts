import type { IdentityPart } from '#lib/server/person-keys.ts';
import type { RowSink } from '../check/row-sink.ts';
import { RowBlock } from './row-block.server.ts';
import { rowWriter, type RowWriterOptions, type WrittenRows } from './row-writer.server.ts';

/** Checked rows as they are copied, taken away batch by batch, and as columns, taken at the end. */
export interface RowCollector extends RowSink {
	rowCount(): number;
	/** Rows since the batch was last taken. */
	pending(): number;
	/** The rows as blocks of bytes; `full` leaves those of blocks that are being filled or written. */
	takeRows(full?: boolean): Buffer[];
	/** At the end: the rows as columns, and the hash of what was stored. */
	finish(): WrittenRows;
	/** The people of the file. */
	people(): Iterable<IdentityPart>;
}

/** Collects rows in blocks and writes each block when it is full. */
export function rowCollector(options: RowWriterOptions): RowCollector {
	const writer = rowWriter(options);
	const block = new RowBlock(options.fieldCount, idFieldOf(options));
	let rowCount = 0;
	let pending = 0;
	const flush = () => {
		const rows = block.handOver(null);
		writer.write(rows);
	};
	return {
		row(row, line, cells) {
			block.add(row, line, cells);
			rowCount++;
			pending++;
			if (block.isFull) flush();
		},
		rowCount: () => rowCount,
		pending: () => pending,
		takeRows(full = false) {
			if (!full) flush();
			pending = 0;
			return writer.take(full);
		},
		people: () => writer.people(),
		finish: () => writer.finish()
	};
}

/** Field whose values are ids of people, or -1. */
function idFieldOf({ columns }: RowWriterOptions): number {
	return columns.find((column) => column.as === 'person-key')?.field ?? -1;
}
