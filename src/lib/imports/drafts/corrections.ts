import type { TextReader } from '../file/decode.ts';
import { ESCAPED, QUOTED, type RecordScanner } from '../file/scanner.ts';

/** One act of correction. Columns are positions from 1, lines are physical lines of the file. */
export type Correction =
	| { kind: 'cell'; line: number; column: number; value: string }
	| { kind: 'value'; column: number; from: string; value: string }
	| { kind: 'rows'; rows: { line: number; cells: string[] }[] };

/** What an analyst corrected in a file, applied on top of its bytes; the file itself is never changed. */
export class Corrections {
	private readonly lines = new Set<number>();
	/** Texts to replace by the index of their column. */
	private readonly replaced = new Map<number, Set<string>>();
	private readonly steps: ((line: number, cells: string[]) => string[])[] = [];
	private buffer: Buffer = Buffer.alloc(0);

	constructor(acts: readonly Correction[]) {
		for (const act of acts) this.steps.push(this.stepOf(act));
	}

	private stepOf(act: Correction): (line: number, cells: string[]) => string[] {
		if (act.kind === 'rows') {
			const rows = new Map(act.rows.map((row) => [row.line, row.cells]));
			for (const line of rows.keys()) this.lines.add(line);
			return (line, cells) => rows.get(line) ?? cells;
		}
		const index = act.column - 1;
		const changed = (cells: string[]) => (index < cells.length ? cells.with(index, act.value) : cells);
		if (act.kind === 'cell') {
			this.lines.add(act.line);
			return (line, cells) => (line === act.line ? changed(cells) : cells);
		}
		this.replaced.set(index, (this.replaced.get(index) ?? new Set()).add(act.from));
		return (_, cells) => (cells[index]?.trim() === act.from ? changed(cells) : cells);
	}

	/** The cells of a row after all acts, in their order; null where none concerns it. */
	cellsOf(line: number, count: number, read: (index: number) => string): string[] | null {
		if (!this.lines.has(line) && !this.hasReplacedText(count, read)) return null;
		const cells = Array.from({ length: count }, (_, index) => read(index));
		return this.steps.reduce((current, step) => step(line, current), cells);
	}

	private hasReplacedText(count: number, read: (index: number) => string): boolean {
		for (const [index, texts] of this.replaced) if (index < count && texts.has(read(index).trim())) return true;
		return false;
	}

	/** Reads corrected records, which are UTF-8 whatever the file is in. */
	reader(ofFile: TextReader): TextReader {
		return (bytes, start, end) =>
			bytes === this.buffer ? bytes.toString('utf8', start, end) : ofFile(bytes, start, end);
	}

	/** Calls `take` while the record holds its corrected cells. */
	apply(record: RecordScanner, read: (index: number) => string, take: () => void): void {
		const cells = this.cellsOf(record.line, record.count, read);
		if (cells === null) return take();
		const { bytes, starts, ends, flags, count, recordFlags, recordStart, recordEnd } = record;
		Object.assign(record, this.encoded(cells));
		take();
		Object.assign(record, { bytes, starts, ends, flags, count, recordFlags, recordStart, recordEnd });
	}

	// Cells are marked as escaped: such cells are read one by one, not looked up among the bytes of others.
	private encoded(cells: string[]) {
		const texts = cells.map((cell) => Buffer.from(cell.replaceAll('\0', '').replaceAll('"', '""')));
		this.buffer = Buffer.concat(texts);
		const ends = new Int32Array(cells.length);
		let end = 0;
		for (const [index, text] of texts.entries()) ends[index] = end += text.length;
		const starts = Int32Array.from(ends, (_, index) => (index === 0 ? 0 : ends[index - 1]));
		const flags = new Uint8Array(cells.length).fill(QUOTED | ESCAPED);
		const whole = { recordFlags: QUOTED | ESCAPED, recordStart: 0, recordEnd: end };
		return { bytes: this.buffer, starts, ends, flags, count: cells.length, ...whole };
	}
}
