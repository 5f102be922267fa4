import type { Field } from '#lib/datasets/dataset.ts';
import { ByteCache } from '../file/byte-cache.ts';
import { cellReader, type CellProblem, type CellReader } from '../values/cells.ts';
import type { TextReader } from '../file/decode.ts';
import type { ColumnPlan, ImportPlan } from '../plan.ts';
import type { CellValue } from './row-sink.ts';
import { BACKSLASHED, ESCAPED, STRAY, type RecordScanner } from '../file/scanner.ts';

/** One mapped column: reads the cell of a record, each distinct text once. Results are in the fields after `read`. */
export class CheckColumn {
	readonly index: number;
	value: CellValue = null;
	problem: CellProblem | null = null;
	isTrimmed = false;
	/** Number of this text among the distinct ones of the column, or -1. */
	cell = -1;
	/** Two hashes of the bytes of the cell. */
	hash = 0;
	secondHash = 0;
	private readonly cache: ByteCache | null;
	private readonly values: CellValue[] = [];
	private readonly problems: (CellProblem | null)[] = [];
	private readonly trimmed: boolean[] = [];
	private readonly emptyWords: Set<string>;
	private readonly readCell: CellReader;

	constructor(
		readonly field: Field,
		readonly plan: ColumnPlan,
		file: ImportPlan,
		private readonly text: TextReader
	) {
		this.index = plan.position - 1;
		this.readCell = cellReader(field, plan, file);
		this.emptyWords = new Set(plan.emptyWords);
		this.cache = field.type === 'person-id' || field.type === 'instant' ? null : new ByteCache();
	}

	read(record: RecordScanner): void {
		const { index, cache } = this;
		const start = record.starts[index];
		const end = record.ends[index];
		if (!cache || (record.flags[index] & (ESCAPED | STRAY)) !== 0) {
			this.cell = -1;
			this.hashBytes(record.bytes, start, end);
			this.parse(this.textOf(record));
			return;
		}
		let id = cache.find(record.bytes, start, end, record.hashes[index]);
		this.hash = cache.hash;
		this.secondHash = end - start;
		if (id < 0) {
			this.parse(this.textOf(record));
			id = this.cell = cache.add(record.bytes, start, end);
			if (id < 0) return;
			this.values.push(this.value);
			this.problems.push(this.problem);
			this.trimmed.push(this.isTrimmed);
			return;
		}
		this.cell = id;
		this.value = this.values[id];
		this.problem = this.problems[id];
		this.isTrimmed = this.trimmed[id];
	}

	/** The text of the cell as in the file, without its quotes. */
	textOf(record: RecordScanner): string {
		return cellText(record, this.index, this.text);
	}

	private parse(text: string): void {
		const trimmed = text.trim();
		this.isTrimmed = trimmed.length !== text.length && trimmed !== '';
		this.value = this.problem = null;
		if (trimmed === '' || this.emptyWords.has(trimmed)) return;
		const cell = this.readCell(trimmed);
		this.value = cell.value;
		this.problem = cell.problem;
	}

	private hashBytes(bytes: Uint8Array, start: number, end: number): void {
		let first = 0x811c9dc5;
		let second = 0;
		for (let i = start; i < end; i++) {
			first = Math.imul(first ^ bytes[i], 0x01000193);
			second = (Math.imul(second, 31) + bytes[i]) | 0;
		}
		this.hash = first;
		this.secondHash = second;
	}
}

/** The text of a cell as in the file: doubled quotes inside a quoted cell are one, and so are escaped ones. */
export function cellText(record: RecordScanner, index: number, read: TextReader): string {
	const text = read(record.bytes, record.starts[index], record.ends[index]);
	if (record.flags[index] & BACKSLASHED) return text.replace(/\\(["\\])|""/g, (_, escaped?: string) => escaped ?? '"');
	return record.flags[index] & ESCAPED ? text.replaceAll('""', '"') : text;
}
