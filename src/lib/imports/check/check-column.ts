import type { Field } from '#lib/datasets/dataset.ts';
import { ByteCache } from '../file/byte-cache.ts';
import { cellReader, type CellProblem, type CellReader } from '../values/cells.ts';
import type { TextReader } from '../file/decode.ts';
import type { ColumnPlan, ImportPlan } from '../plan.ts';
import { BACKSLASHED, ESCAPED, STRAY, type RecordScanner } from '../file/scanner.ts';
import type { FilePeople } from '../spells/file-people.ts';
import type { CellValue } from './row-sink.ts';

/** Ids of up to so many letters, digits and marks of ASCII, none of them blank, are read without looking closer. */
const LONGEST_PLAIN = 64;

/** One mapped column: reads the cell of a record, each distinct text once. Results are in the fields after `read`. */
export class CheckColumn {
	readonly index: number;
	value: CellValue = null;
	problem: CellProblem | null = null;
	isTrimmed = false;
	/** Number of this text among the distinct ones of the column, or -1; of an id, the number of the person. */
	cell = -1;
	/** Two hashes of the bytes of the cell. */
	hash = 0;
	secondHash = 0;
	private readonly cache: ByteCache | null;
	private readonly values: CellValue[] = [];
	/** 1 for each text of which there is something to say. */
	private remarks = new Uint8Array(256);
	private readonly remarkOf = new Map<number, { problem: CellProblem | null; isTrimmed: boolean }>();
	private readonly emptyWords: Set<string>;
	private readonly readCell: CellReader;
	/** Set where cells are ids of people. */
	private readonly people: FilePeople | null;
	private readonly longestEmptyWord: number;

	constructor(
		readonly field: Field,
		readonly plan: ColumnPlan,
		file: ImportPlan,
		private readonly text: TextReader,
		people: FilePeople
	) {
		this.index = plan.position - 1;
		this.readCell = cellReader(field, plan, file);
		this.emptyWords = new Set(plan.emptyWords);
		this.longestEmptyWord = Math.max(0, ...[...this.emptyWords].map((word) => word.length));
		this.people = field.type === 'person-id' ? people : null;
		this.cache = this.people !== null || field.type === 'instant' ? null : new ByteCache();
	}

	read(record: RecordScanner): void {
		const { index, cache } = this;
		const start = record.starts[index];
		const end = record.ends[index];
		if (this.people !== null) return this.readPerson(this.people, record);
		if (!cache || (record.flags[index] & (ESCAPED | STRAY)) !== 0) {
			this.cell = -1;
			this.hashBytes(record.bytes, start, end);
			this.parse(this.textOf(record));
			return;
		}
		let id = cache.find(record, start, end);
		this.hash = cache.hash;
		this.secondHash = end - start;
		if (id < 0) {
			this.parse(this.textOf(record));
			id = this.cell = cache.add(record, start, end);
			if (id < 0) return;
			this.remember(id);
			return;
		}
		this.cell = id;
		this.value = this.values[id];
		const remark = this.remarks[id] === 0 ? undefined : this.remarkOf.get(id);
		this.problem = remark ? remark.problem : null;
		this.isTrimmed = remark ? remark.isTrimmed : false;
	}

	private remember(id: number): void {
		const { value, problem, isTrimmed } = this;
		this.values.push(value);
		if (id >= this.remarks.length) {
			const larger = new Uint8Array(2 * this.remarks.length);
			larger.set(this.remarks);
			this.remarks = larger;
		}
		if (problem === null && !isTrimmed) return;
		this.remarks[id] = 1;
		this.remarkOf.set(id, { problem, isTrimmed });
	}

	private readPerson(people: FilePeople, record: RecordScanner): void {
		const start = record.starts[this.index];
		const end = record.ends[this.index];
		if (this.isPlainId(record, start, end)) {
			this.problem = null;
			this.isTrimmed = false;
			this.hash = people.numberOfBytes(record, start, end);
			this.secondHash = end - start;
			// Rows of a person mostly follow each other.
			if (this.cell === this.hash) return;
			this.cell = this.hash;
			this.value = record.bytes.toString('latin1', start, end);
			return;
		}
		this.hashBytes(record.bytes, start, end);
		this.parse(this.textOf(record));
		this.cell = this.value === null ? -1 : people.numberOf(this.value as string);
	}

	/** True for an id that stands for itself: nothing is to be said of it, and it is no word for "nothing given". */
	private isPlainId({ bytes, flags }: RecordScanner, start: number, end: number): boolean {
		if (end - start > LONGEST_PLAIN || end - start <= this.longestEmptyWord) return false;
		if ((flags[this.index] & (ESCAPED | STRAY)) !== 0) return false;
		for (let i = start; i < end; i++) if (bytes[i] <= 0x20 || bytes[i] >= 0x7f) return false;
		return true;
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
