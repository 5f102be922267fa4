import type { StoredColumn } from '#lib/datasets/stored-columns.ts';
import { CellMemo } from '#lib/server/cell-memo.ts';
import { copyField, NULL_FIELD, roomFor, type CopiedType, type CopyField } from './copy-binary.ts';
import type { CellValue } from '../check/row-sink.ts';

const BLOCK_BYTES = 1 << 18;
const ROW_RESERVE = 4096;
const LONGEST_KEPT = 256;

/** A column that rows are copied into, and its type in the database. */
export type CopiedColumn = StoredColumn & { type: CopiedType };

/** Writes rows in PostgreSQL's binary COPY format; what a column has written for a distinct cell before is copied. */
export class CopyWriter {
	private bytes: Buffer = Buffer.allocUnsafe(BLOCK_BYTES);
	private at = 0;
	private blocks: Buffer[] = [];
	private readonly columns: { write: CopyField; memo: CellMemo<CellValue> }[];
	/** All kept fields one after the other; field `n` is `kept[ends[n - 1] .. ends[n])`. */
	private kept: Buffer = Buffer.allocUnsafe(4096);
	private ends = new Int32Array(1024);
	private keptCount = 0;

	constructor(
		columns: readonly CopiedColumn[],
		private readonly fieldsPerRow: number,
		private readonly onBlock: (block: Buffer) => void
	) {
		this.columns = columns.map((column) => ({ write: copyField(column, column.type), memo: new CellMemo() }));
	}

	/** A row begins with its line, the first of its fields. */
	startRow(line: number): void {
		if (this.at > BLOCK_BYTES - ROW_RESERVE) this.close();
		this.reserve(10);
		const { bytes } = this;
		bytes[this.at] = this.fieldsPerRow >>> 8;
		bytes[this.at + 1] = this.fieldsPerRow;
		this.length(this.at + 2, 4);
		this.length(this.at + 6, line);
		this.at += 10;
	}

	/** The next field of the row, of the column with this index; `cell` is its number in the file, or -1. */
	field(column: number, value: CellValue, cell: number): void {
		if (value === null) {
			this.reserve(4);
			this.length(this.at, NULL_FIELD);
			this.at += 4;
			return;
		}
		const { write, memo } = this.columns[column];
		const known = memo.find(cell, value);
		if (known >= 0) return this.copyKept(known);
		const start = this.at;
		this.reserve(4 + roomFor(value));
		const length = write(value, this.bytes, start + 4);
		this.length(start, length);
		this.at += length === NULL_FIELD ? 4 : 4 + length;
		if (cell >= 0 && this.at - start <= LONGEST_KEPT) memo.keep(cell, value, this.keep(start, this.at - start));
	}

	/** The next field of the row: bytes as they are. */
	raw(value: Uint8Array): void {
		this.reserve(4 + value.length);
		this.length(this.at, value.length);
		this.bytes.set(value, this.at + 4);
		this.at += 4 + value.length;
	}

	/** The rows written since the last call, in blocks; `full` leaves those of the block that is being filled. */
	take(full = false): Buffer[] {
		if (!full) this.close();
		const taken = this.blocks;
		this.blocks = [];
		return taken;
	}

	private length(at: number, length: number): void {
		const { bytes } = this;
		bytes[at] = length >>> 24;
		bytes[at + 1] = length >>> 16;
		bytes[at + 2] = length >>> 8;
		bytes[at + 3] = length;
	}

	private copyKept(index: number): void {
		const { kept, ends } = this;
		const from = index === 0 ? 0 : ends[index - 1];
		const to = ends[index];
		this.reserve(to - from);
		const { bytes } = this;
		let { at } = this;
		for (let i = from; i < to; i++) bytes[at++] = kept[i];
		this.at = at;
	}

	private keep(start: number, length: number): number {
		const index = this.keptCount++;
		if (index === this.ends.length) {
			const ends = new Int32Array(2 * index);
			ends.set(this.ends);
			this.ends = ends;
		}
		const from = index === 0 ? 0 : this.ends[index - 1];
		if (from + length > this.kept.length) this.kept = enlarged(this.kept, from, length);
		this.bytes.copy(this.kept, from, start, start + length);
		this.ends[index] = from + length;
		return index;
	}

	private reserve(length: number): void {
		if (this.at + length > this.bytes.length) this.bytes = enlarged(this.bytes, this.at, length);
	}

	private close(): void {
		if (this.at === 0) return;
		const block = this.bytes.subarray(0, this.at);
		this.onBlock(block);
		this.blocks.push(block);
		this.bytes = Buffer.allocUnsafe(BLOCK_BYTES);
		this.at = 0;
	}
}

function enlarged(bytes: Buffer, used: number, more: number): Buffer {
	const larger = Buffer.allocUnsafe(Math.max(2 * bytes.length, used + more));
	bytes.copy(larger, 0, 0, used);
	return larger;
}
