import type { CellValue } from '../check/row-sink.ts';

/** Rows that are written and kept as columns together, column by column where that is faster. */
export const BLOCK_ROWS = 2048;

const EMPTY = 0;
/** The number of a value that is not numbered: it stands in `loose`. */
export const LOOSE = -1;
const MOST_VALUES = 65_536;
const ID_BYTES = 16;

/** Numbers the distinct values of a field, so that what is made of a value is made once. 0 is empty. */
class ValueNumbers {
	/** Values by number. */
	readonly values: CellValue[] = [null];
	/** How many of them were handed over. */
	handed = 1;
	private readonly ofCell: (CellValue | undefined)[] = [];
	private numberOfCell = new Int32Array(256);
	private readonly ofValue = new Map<CellValue, number>();

	/** The number of a value; `cell` is the number of its text in the file, or -1. */
	numberOf(value: CellValue, cell: number): number {
		if (value === null) return EMPTY;
		if (cell >= 0 && cell < this.ofCell.length && this.ofCell[cell] === value) return this.numberOfCell[cell];
		if (typeof value === 'object') return LOOSE;
		const number = this.ofValue.get(value) ?? this.add(value);
		if (cell >= this.ofCell.length && number !== LOOSE) this.remember(value, cell, number);
		return number;
	}

	private add(value: CellValue): number {
		if (this.values.length > MOST_VALUES) return LOOSE;
		const number = this.values.length;
		this.values.push(value);
		this.ofValue.set(value, number);
		return number;
	}

	private remember(value: CellValue, cell: number, number: number): void {
		while (cell >= this.numberOfCell.length) {
			const numbers = new Int32Array(2 * this.numberOfCell.length);
			numbers.set(this.numberOfCell);
			this.numberOfCell = numbers;
		}
		// Cells between were empty.
		while (this.ofCell.length < cell) this.ofCell.push(undefined);
		this.ofCell.push(value);
		this.numberOfCell[cell] = number;
	}
}

/** Some rows with the numbers of their values, field by field: plain data, which another thread can be given. */
export interface NumberedRows {
	rows: number;
	lines: Int32Array;
	/** Ids of people in UTF-8 as the file spells them, one after the other, where the rows are about people. */
	ids: Uint8Array;
	idEnds: Int32Array;
	numbers: Int32Array[];
	/** Values by row, where the number is `LOOSE`. */
	loose: CellValue[][];
	/** Of each field, the values that were numbered since the last rows, in the order of their numbers. */
	added: CellValue[][];
}

/** Collects rows until they are as many as a block holds. */
export class RowBlock {
	rows = 0;
	private lines = new Int32Array();
	private idEnds = new Int32Array();
	private numbers: Int32Array[] = [];
	private ids: Buffer = Buffer.alloc(0);
	private loose: CellValue[][] = [];
	private readonly fields: ValueNumbers[];

	/** The value of the field `idField` is the id of a person; -1 where there is none. */
	constructor(
		fieldCount: number,
		private readonly idField: number
	) {
		this.fields = Array.from({ length: fieldCount }, () => new ValueNumbers());
		this.takeStorage(null);
	}

	get isFull(): boolean {
		return this.rows === BLOCK_ROWS;
	}

	add(values: readonly CellValue[], line: number, cells: Int32Array): void {
		const { rows, fields, numbers, idField } = this;
		for (let field = 0; field < fields.length; field++) {
			if (field === idField) continue;
			const value = values[field];
			const number = value === null ? EMPTY : fields[field].numberOf(value, cells[field]);
			numbers[field][rows] = number;
			if (number === LOOSE) this.loose[field][rows] = value;
		}
		if (idField >= 0) this.addId(values[idField] as string);
		this.lines[rows] = line;
		this.rows++;
	}

	private addId(id: string): void {
		const start = this.rows === 0 ? 0 : this.idEnds[this.rows - 1];
		if (start + 3 * id.length > this.ids.length)
			this.ids = Buffer.concat([this.ids, Buffer.allocUnsafeSlow(this.ids.length + 3 * id.length)]);
		this.idEnds[this.rows] = start + writeId(id, this.ids, start);
	}

	/** The rows so far. The block goes on with other memory: `storage` is that of rows that are no longer used. */
	handOver(storage: ArrayBuffer | null): NumberedRows {
		const { rows, lines, ids, idEnds, numbers, loose, fields } = this;
		const added = fields.map((field) => {
			const from = field.handed;
			field.handed = field.values.length;
			return field.values.slice(from);
		});
		this.takeStorage(storage);
		return { rows, lines, ids, idEnds, numbers, loose, added };
	}

	private takeStorage(storage: ArrayBuffer | null): void {
		const columns = this.fields.length + 2;
		const memory = storage ?? new ArrayBuffer(columns * BLOCK_ROWS * Int32Array.BYTES_PER_ELEMENT);
		const column = (i: number) => new Int32Array(memory, i * BLOCK_ROWS * Int32Array.BYTES_PER_ELEMENT, BLOCK_ROWS);
		this.rows = 0;
		this.lines = column(0);
		this.idEnds = column(1);
		this.numbers = this.fields.map((_, field) => column(2 + field));
		this.ids = Buffer.allocUnsafeSlow(this.idField < 0 ? 0 : BLOCK_ROWS * ID_BYTES);
		this.loose = this.fields.map(() => []);
	}
}

/** Most ids are a few letters and digits, which are written faster one by one. */
function writeId(id: string, bytes: Buffer, at: number): number {
	for (let i = 0; i < id.length; i++) {
		const unit = id.charCodeAt(i);
		if (unit > 0x7f) return bytes.write(id, at, 'utf8');
		bytes[at + i] = unit;
	}
	return id.length;
}
