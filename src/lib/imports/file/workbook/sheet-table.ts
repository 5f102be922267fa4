import type { Limits } from '../../limits.ts';
import { refusedTable } from '../refused-table.ts';
import type { ZipParts } from '../zip-parts.ts';
import { csvCell } from './csv-cell.ts';
import { HeadCollector, type SheetHead } from './sheet-head.ts';
import { SheetReader, type SheetRow } from './sheet-rows.ts';
import type { SharedTexts } from './shared-texts.ts';
import type { SheetPart, Workbook } from './workbook-parts.ts';

const PIECE_BYTES = 1 << 18;
const COMMA = 0x2c;
const LF = 0x0a;

/** How the first rows of a sheet are laid out; no more of the sheet is unpacked. */
export async function sheetHead(
	zip: ZipParts,
	workbook: Workbook,
	sheet: SheetPart,
	isEmpty: (shared: number) => boolean
): Promise<SheetHead> {
	const collector = new HeadCollector(isEmpty);
	let isWanted = true;
	const onRow = (row: SheetRow) => {
		if (isWanted) isWanted = collector.take(row);
	};
	const reader = new SheetReader({ formats: workbook.formats, dateSystem: workbook.dateSystem, onRow });
	for await (const piece of zip.read(sheet.part, Infinity)) {
		reader.write(piece);
		if (!isWanted) break;
	}
	if (isWanted) reader.end();
	return collector.head();
}

export interface SheetSource {
	zip: ZipParts;
	workbook: Workbook;
	sheet: SheetPart;
	head: SheetHead;
	texts: SharedTexts;
	limits: Limits;
	onEmptyFormula(): void;
}

/**
 * A sheet as a table in UTF-8: commas, quotes where needed, one record per row of the sheet, so that a record's place
 * is the row's number. From the header on, every row has at least the header's cells, as a CSV file would.
 */
export async function* sheetTable(source: SheetSource): AsyncGenerator<Uint8Array> {
	const { zip, workbook, sheet } = source;
	const writer = new TableWriter(source);
	const { formats, dateSystem } = workbook;
	const { onEmptyFormula } = source;
	const reader = new SheetReader({ formats, dateSystem, onRow: (row) => writer.row(row), onEmptyFormula });
	for await (const piece of zip.read(sheet.part, Infinity)) {
		reader.write(piece);
		yield* writer.full();
	}
	reader.end();
	yield* writer.rest();
}

class TableWriter {
	private piece = Buffer.allocUnsafe(PIECE_BYTES);
	private filled = 0;
	private pieces: Buffer[] = [];
	/** Records written, which are the rows of the sheet so far. */
	private records = 0;
	private cells = 0;
	private bytes = 0;

	constructor(private readonly source: SheetSource) {}

	row({ number, cells }: SheetRow): void {
		const { texts, head, limits } = this.source;
		let width = cells.length;
		while (width > 0 && isEmptyCell(cells[width - 1], texts)) width--;
		// Rows without a value are formatted, not filled; they count where filled ones follow.
		if (width === 0) return;
		this.cells += width;
		if (this.cells > limits.cells)
			throw refusedTable('LIMIT_CELLS', { cells: this.cells, limit: limits.cells }, number);
		for (; this.records < number - 1; this.records++) this.byte(LF);
		const last = Math.max(width, number >= head.headerRow ? head.width : 0);
		for (let column = 0; column < last; column++) {
			if (column > 0) this.byte(COMMA);
			const cell = cells[column];
			if (typeof cell === 'number') this.shared(cell);
			else if (cell !== undefined) this.text(csvCell(cell));
		}
		this.byte(LF);
		this.records++;
	}

	private byte(byte: number): void {
		this.room(1);
		this.piece[this.filled++] = byte;
	}

	private text(text: string): void {
		this.room(text.length * 3);
		this.filled += this.piece.write(text, this.filled);
	}

	private shared(index: number): void {
		const { texts } = this.source;
		const length = texts.lengthOf(index);
		this.room(length);
		texts.copyTo(this.piece, this.filled, index);
		this.filled += length;
	}

	private room(bytes: number): void {
		if (this.filled + bytes <= this.piece.length) return;
		this.cut();
		this.piece = Buffer.allocUnsafe(Math.max(PIECE_BYTES, bytes));
	}

	private cut(): void {
		const { limits } = this.source;
		this.bytes += this.filled;
		if (this.bytes > limits.unpackedBytes)
			throw refusedTable('LIMIT_UNPACKED', { size: this.bytes, limit: limits.unpackedBytes });
		if (this.filled > 0) this.pieces.push(this.piece.subarray(0, this.filled));
		this.filled = 0;
	}

	full(): Buffer[] {
		return this.pieces.splice(0);
	}

	rest(): Buffer[] {
		this.cut();
		return this.full();
	}
}

function isEmptyCell(cell: string | number | undefined, texts: SharedTexts): boolean {
	return cell === undefined || cell === '' || (typeof cell === 'number' && texts.lengthOf(cell) === 0);
}
