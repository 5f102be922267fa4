import type { CellFormat } from './cell-formats.ts';
import { numberCellText, type DateSystem } from './cell-text.ts';
import { damaged, unescaped, xmlReader, type Attributes } from './xml-events.ts';

/** What the cells of a row hold, by column; the reader reuses it for the next row. */
export interface SheetRow {
	/** The row's number in the sheet, the first is 1. */
	number: number;
	/** Own text, or the number of a shared one; holes and '' are empty. */
	cells: (string | number | undefined)[];
	/** True where the cell stores a number that is no day. */
	isNumber: boolean[];
}

export interface SheetContext {
	formats: CellFormat[];
	dateSystem: DateSystem;
	onRow(row: SheetRow): void;
	/** Formulas whose result is not stored. */
	onEmptyFormula?(): void;
}

// The last row and column a workbook can have.
const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;
const NUMBER: CellFormat = { kind: 'number' };

/** Push reader of a sheet's part: rows in their order, each cell as the value that is stored. */
export class SheetReader {
	private readonly reader = xmlReader({
		open: (name, attributes) => this.open(name, attributes),
		text: (text) => this.take(text),
		close: (name) => this.close(name)
	});
	private readonly row: SheetRow = { number: 0, cells: [], isNumber: [] };
	private column = -1;
	private type = '';
	private style = 0;
	private value = '';
	private isValue = false;
	private isInCell = false;
	private isReading = false;
	private hasFormula = false;

	constructor(private readonly context: SheetContext) {}

	write(piece: Uint8Array): void {
		this.reader.write(piece);
	}

	end(): void {
		this.reader.end();
	}

	private open(name: string, attributes: Attributes): void {
		if (name === 'c') this.openCell(attributes);
		else if (name === 'v' || name === 't') this.isValue = this.isInCell && !this.isReading;
		else if (name === 'row') this.openRow(attributes.r);
		else if (name === 'f') this.hasFormula = true;
		else if (name === 'rPh') this.isReading = true;
	}

	private openRow(reference: string | undefined): void {
		const { row } = this;
		const number = reference === undefined ? row.number + 1 : Number(reference);
		if (!Number.isInteger(number) || number <= row.number || number > LAST_ROW) throw damaged();
		row.number = number;
		row.cells.length = row.isNumber.length = 0;
		this.column = -1;
	}

	private openCell({ r, t, s }: Attributes): void {
		this.column = r === undefined ? this.column + 1 : columnOf(r);
		if (this.column < 0 || this.column >= LAST_COLUMN) throw damaged();
		this.type = t ?? 'n';
		this.style = s === undefined ? 0 : Number(s);
		this.value = '';
		this.isInCell = true;
		this.hasFormula = false;
	}

	private take(text: string): void {
		if (this.isValue) this.value += text;
	}

	private close(name: string): void {
		if (name === 'v' || name === 't') this.isValue = false;
		else if (name === 'c') this.closeCell();
		else if (name === 'row') this.context.onRow(this.row);
		else if (name === 'rPh') this.isReading = false;
	}

	private closeCell(): void {
		this.isInCell = false;
		const { row, column, value, context } = this;
		if (value === '') {
			if (this.hasFormula) context.onEmptyFormula?.();
			return;
		}
		row.cells[column] = this.cellValue(value);
		if (this.type === 'n') row.isNumber[column] = this.format().kind !== 'date';
	}

	private cellValue(value: string): string | number {
		switch (this.type) {
			case 'n':
				return numberCellText(value.trim(), this.format(), this.context.dateSystem);
			case 's':
				return Number(value);
			case 'b':
				return value.trim() === '1' || value.trim() === 'true' ? 'TRUE' : 'FALSE';
			case 'd':
				return value.trim().replace(/T00:00:00(?:\.0{1,9})?$/, '');
			default:
				return unescaped(value);
		}
	}

	private format(): CellFormat {
		return this.context.formats[this.style] ?? NUMBER;
	}
}

/** 0 for a reference in column A, 26 for one in AA; -1 where there are no letters. */
function columnOf(reference: string): number {
	let column = 0;
	for (let i = 0; i < reference.length; i++) {
		const letter = reference.charCodeAt(i);
		if (letter < 65 || letter > 90) break;
		column = column * 26 + letter - 64;
	}
	return column - 1;
}
