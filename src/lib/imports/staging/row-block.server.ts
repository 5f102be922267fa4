import type { CellValue } from '../check/row-sink.ts';
import type { FilePeople } from '../spells/file-people.ts';

/** Rows that are written and kept as columns together, column by column where that is faster. */
export const BLOCK_ROWS = 2048;

const EMPTY = 0;
/** The number of a value that is not numbered: it stands in `loose`. */
export const LOOSE = -1;
const MOST_VALUES = 65_536;

/** Numbers the distinct values of a field, so that what is made of a value is made once. 0 is empty. */
class ValueNumbers {
	/** Values by number. */
	readonly values: CellValue[] = [null];
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

/** Rows with the numbers of their values, field by field, until they are as many as a block holds. */
export class RowBlock {
	rows = 0;
	readonly lines = new Int32Array(BLOCK_ROWS);
	/** Numbers of the people the rows are about. */
	readonly people = new Int32Array(BLOCK_ROWS);
	/** Of each field, the number of the value of each row. */
	readonly numbers: Int32Array[];
	/** Of each field, its values by number. */
	readonly values: (readonly CellValue[])[];
	/** Of each field, values by row where the number is `LOOSE`. */
	readonly loose: CellValue[][];
	private readonly fields: ValueNumbers[];

	/**
	 * The value of the field `idField` is the id of one of the people of the file; -1 where there is none. Blocks of one
	 * file number their values alike: `like` is another one.
	 */
	constructor(
		fieldCount: number,
		private readonly idField: number,
		private readonly filePeople: FilePeople,
		like?: RowBlock
	) {
		this.fields = like?.fields ?? Array.from({ length: fieldCount }, () => new ValueNumbers());
		this.values = this.fields.map(({ values }) => values);
		this.numbers = this.fields.map(() => new Int32Array(BLOCK_ROWS));
		this.loose = this.fields.map(() => []);
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
		if (idField >= 0)
			this.people[rows] = cells[idField] >= 0 ? cells[idField] : this.filePeople.numberOf(values[idField] as string);
		this.lines[rows] = line;
		this.rows++;
	}

	clear(): void {
		this.rows = 0;
	}
}
