import type { StoredColumn } from '#lib/datasets/stored-columns.ts';
import { CellMemo } from '#lib/server/cell-memo.ts';
import { copyField, type CopyField } from './copy-text.ts';
import type { CellValue } from '../check/row-sink.ts';

const TAB = 0x09;
const LF = 0x0a;
const BACKSLASH = 0x5c;
const N = 0x4e;
const X = 0x78;
const BLOCK_BYTES = 1 << 18;
const LONGEST_KEPT = 256;

/** Writes rows of COPY text as bytes; what a column has written for a distinct cell before is copied. */
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
		columns: readonly StoredColumn[],
		private readonly onBlock: (block: Buffer) => void
	) {
		this.columns = columns.map((column) => ({ write: copyField(column), memo: new CellMemo() }));
	}

	startRow(line: number): void {
		if (this.at > BLOCK_BYTES - 4096) this.close();
		this.text(String(line));
	}

	/** The next field of the row, of the column with this index; `cell` is its number in the file, or -1. */
	field(column: number, value: CellValue, cell: number): void {
		if (value === null) {
			this.reserve(3);
			this.bytes[this.at++] = TAB;
			this.bytes[this.at++] = BACKSLASH;
			this.bytes[this.at++] = N;
			return;
		}
		const { write, memo } = this.columns[column];
		const known = memo.find(cell, value);
		if (known >= 0) return this.copyKept(known);
		const start = this.at;
		this.reserve(1);
		this.bytes[this.at++] = TAB;
		this.text(write(value));
		const length = this.at - start;
		if (cell >= 0 && length <= LONGEST_KEPT) memo.keep(cell, value, this.keep(start, length));
	}

	/** The next field of the row: bytes given as hexadecimal digits. */
	hex(digits: string): void {
		this.reserve(4 + digits.length);
		const { bytes } = this;
		bytes[this.at++] = TAB;
		bytes[this.at++] = BACKSLASH;
		bytes[this.at++] = BACKSLASH;
		bytes[this.at++] = X;
		this.at += bytes.write(digits, this.at, 'latin1');
	}

	endRow(): void {
		this.reserve(1);
		this.bytes[this.at++] = LF;
	}

	/** The rows written since the last call, in blocks. */
	take(): Buffer[] {
		this.close();
		const taken = this.blocks;
		this.blocks = [];
		return taken;
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

	private text(text: string): void {
		this.reserve(3 * text.length);
		this.at += this.bytes.write(text, this.at, 'utf8');
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
