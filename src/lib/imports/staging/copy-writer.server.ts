import type { StoredColumn } from '#lib/datasets/stored-columns.ts';
import type { VersionPeople } from '#lib/server/person-identities.ts';
import { PERSON_KEY_BYTES } from '#lib/server/person-keys.ts';
import { copyField, NULL_FIELD, roomFor, type CopiedType, type CopyField } from './copy-binary.ts';
import type { CellValue } from '../check/row-sink.ts';
import { LOOSE, type RowBlock } from './row-block.server.ts';

const BLOCK_BYTES = 1 << 18;
const LONGEST_KEPT = 256;
const MOST_SPARE = 4;
const NOT_KEPT = -1;
const LENGTH_BYTES = 4;

/** A column that rows are copied into, and its type in the database. */
export type CopiedColumn = StoredColumn & { type: CopiedType };

/** The fields a column has written, length first, by the number of their value. */
interface KeptFields {
	isKey: boolean;
	field: number;
	write: CopyField;
	starts: Int32Array;
	lengths: Int32Array;
}

/** Writes rows in PostgreSQL's binary COPY format; what a column has written for a value before is copied. */
export class CopyWriter {
	private bytes: Buffer = Buffer.allocUnsafeSlow(BLOCK_BYTES);
	private view = viewOf(this.bytes);
	private at = 0;
	private blocks: Buffer[] = [];
	private readonly spare: ArrayBufferLike[] = [];
	private readonly columns: KeptFields[];
	private kept: Buffer = Buffer.allocUnsafe(4096);
	private keptView = viewOf(this.kept);
	private keptBytes = 0;
	private readonly rowRoom: number;

	/** A row is its line and the columns, in this order. */
	constructor(
		columns: readonly CopiedColumn[],
		private readonly onBlock: (block: Buffer) => void
	) {
		this.columns = columns.map((column) => ({
			isKey: column.as === 'person-key',
			field: column.field,
			write: copyField(column, column.type),
			starts: new Int32Array(256).fill(NOT_KEPT),
			lengths: new Int32Array(256)
		}));
		this.rowRoom = 16 + columns.length * (LENGTH_BYTES + LONGEST_KEPT);
	}

	/** Writes the rows of a block, which are about these people. */
	write(block: RowBlock, people: VersionPeople, lineOffset: number): void {
		const { columns, rowRoom } = this;
		for (let row = 0; row < block.rows; row++) {
			if (this.at + rowRoom > BLOCK_BYTES) this.close();
			this.reserve(rowRoom);
			this.view.setInt16(this.at, columns.length + 1);
			this.view.setInt32(this.at + 2, 4);
			this.view.setInt32(this.at + 6, block.lines[row] + lineOffset);
			this.at += 10;
			this.writeFields(block, people, row);
		}
	}

	private writeFields(block: RowBlock, people: VersionPeople, row: number): void {
		const { columns } = this;
		for (let i = 0; i < columns.length; i++) {
			const column = columns[i];
			if (column.isKey) {
				this.view.setInt32(this.at, PERSON_KEY_BYTES);
				people.writeKey(block.people[row], this.bytes, this.at + LENGTH_BYTES);
				this.at += LENGTH_BYTES + PERSON_KEY_BYTES;
				continue;
			}
			const number = block.numbers[column.field][row];
			if (number === 0) {
				this.view.setInt32(this.at, NULL_FIELD);
				this.at += LENGTH_BYTES;
			} else if (number > 0 && number < column.starts.length && column.starts[number] >= 0) {
				this.copy(column.starts[number], column.lengths[number]);
			} else {
				const value = number === LOOSE ? block.loose[column.field][row] : block.values[column.field][number];
				this.encode(column, number, value);
			}
		}
	}

	/** Four bytes at a time: what is copied beyond the end is overwritten by what follows. */
	private copy(from: number, length: number): void {
		const { view, keptView, at } = this;
		for (let i = 0; i < length; i += 4) view.setInt32(at + i, keptView.getInt32(from + i));
		this.at = at + length;
	}

	private encode(column: KeptFields, number: number, value: CellValue): void {
		const start = this.at;
		this.reserve(LENGTH_BYTES + roomFor(value) + this.rowRoom);
		const length = column.write(value, this.bytes, start + LENGTH_BYTES);
		this.view.setInt32(start, length);
		this.at = start + LENGTH_BYTES + Math.max(length, 0);
		if (number !== LOOSE && this.at - start <= LONGEST_KEPT) this.keep(column, number, start, this.at - start);
	}

	private keep(column: KeptFields, number: number, start: number, length: number): void {
		while (number >= column.starts.length) {
			const starts = new Int32Array(2 * column.starts.length).fill(NOT_KEPT);
			starts.set(column.starts);
			column.starts = starts;
			const lengths = new Int32Array(starts.length);
			lengths.set(column.lengths);
			column.lengths = lengths;
		}
		if (this.keptBytes + length + 4 > this.kept.length) {
			this.kept = enlarged(this.kept, this.keptBytes, length + 4);
			this.keptView = viewOf(this.kept);
		}
		this.bytes.copy(this.kept, this.keptBytes, start, start + length);
		column.starts[number] = this.keptBytes;
		column.lengths[number] = length;
		this.keptBytes += length;
	}

	/** The rows written since the last call, in blocks; `full` leaves those of the block that is being filled. */
	take(full = false): Buffer[] {
		if (!full) this.close();
		const taken = this.blocks;
		this.blocks = [];
		return taken;
	}

	/** Gives back a block that was sent: its memory is written again, where new one would have to be collected. */
	release({ buffer }: Buffer): void {
		if (buffer.byteLength === BLOCK_BYTES && this.spare.length < MOST_SPARE) this.spare.push(buffer);
	}

	private reserve(length: number): void {
		if (this.at + length <= this.bytes.length) return;
		this.bytes = enlarged(this.bytes, this.at, length);
		this.view = viewOf(this.bytes);
	}

	private close(): void {
		if (this.at === 0) return;
		const block = this.bytes.subarray(0, this.at);
		this.onBlock(block);
		this.blocks.push(block);
		const spare = this.spare.pop();
		this.bytes = spare ? Buffer.from(spare) : Buffer.allocUnsafeSlow(BLOCK_BYTES);
		this.view = viewOf(this.bytes);
		this.at = 0;
	}
}

function viewOf(bytes: Buffer): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

function enlarged(bytes: Buffer, used: number, more: number): Buffer {
	const larger = Buffer.allocUnsafe(Math.max(2 * bytes.length, used + more));
	bytes.copy(larger, 0, 0, used);
	return larger;
}
