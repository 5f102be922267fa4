import {
	layoutOf,
	storedFields,
	type DatasetKind,
	type Field,
	type Layout,
	type Range,
	type RowRule
} from '#lib/datasets/dataset.ts';
import { firstFilledCell } from '../file/blank-record.ts';
import { cellText, CheckColumn } from './check-column.ts';
import { byteSource, textReader, type TextReader } from '../file/decode.ts';
import { DuplicateRows } from './duplicates.ts';
import { IssueList } from './issue-list.ts';
import type { Issue, Severity } from '../issue.ts';
import { LIMITS, type Limits } from '../limits.ts';
import type { ImportPlan } from '../plan.ts';
import { cellReader } from '../values/cells.ts';
import { rangeOfParts, type SplitRange } from '../values/ranges-of-row.ts';
import type { CellValue, CheckReport, RowSink } from './row-sink.ts';
import { NUL, openScanner, STRAY, type RecordScanner } from '../file/scanner.ts';
import { isTotalWord } from '../file/total-row.ts';

/**
 * Checks every row of a file under a plan, as bytes arrive, and gives the rows that hold to the sink as typed values.
 * The same bytes and the same plan give the same rows, however the bytes are cut into chunks.
 */
export function openCheck(kind: DatasetKind, plan: ImportPlan, sink: RowSink, limits: Limits = LIMITS) {
	const check = new FileCheck(kind, plan, sink, limits);
	const source = byteSource(plan.encoding, (chunk) => check.scanner.write(chunk));
	return {
		write: (chunk: Uint8Array): void => source.write(chunk),
		end: (): CheckReport => {
			source.end();
			check.scanner.end();
			return check.report();
		}
	};
}

class FileCheck {
	readonly scanner: RecordScanner;
	private readonly layout: Layout;
	private readonly fields: Field[];
	private readonly columns: CheckColumn[];
	/** Slot in the row's values, or -1 for a bound of a range. */
	private readonly slots: Int32Array;
	private readonly ranges: SplitRange[] = [];
	private readonly partOf: (SplitRange | null)[];
	private readonly text: TextReader;
	private readonly rule: RowRule | null;
	/** Values that are the same for all rows, by slot. */
	private readonly constants: [slot: number, value: CellValue][];
	private readonly values: CellValue[];
	private readonly cells: Int32Array;
	private readonly list = new IssueList();
	private readonly duplicates = new DuplicateRows();
	private header: string[] | null = null;
	private records = 0;
	private rows = 0;
	private isExcluded = false;
	private blanks = 0;
	private repeats = 0;
	private trailing = 0;

	constructor(
		kind: DatasetKind,
		private readonly plan: ImportPlan,
		private readonly sink: RowSink,
		private readonly limits: Limits
	) {
		this.layout = layoutOf(
			kind,
			plan.columns.map((column) => column.field)
		);
		this.fields = storedFields(this.layout);
		this.text = textReader(plan.encoding);
		this.columns = plan.columns.flatMap((column) => {
			const field = this.layout.fields.find(({ name }) => name === column.field);
			return field && !field.isIdentifier && !field.isRecognisedOnly
				? [new CheckColumn(field, column, plan, this.text)]
				: [];
		});
		this.values = this.fields.map(() => null);
		this.constants = constantValues(this.fields, plan);
		this.cells = new Int32Array(this.fields.length).fill(-1);
		this.slots = Int32Array.from(this.columns, ({ field }) => this.fields.indexOf(field));
		this.partOf = this.columns.map(({ field }) => (field.partOf ? this.splitRange(field.partOf.field) : null));
		this.rule =
			this.layout.openRules?.({
				plan,
				slotOf: (name) => this.fields.findIndex((field) => field.name === name),
				isMapped: (name) => this.columns.some(({ field }) => field.name === name)
			}) ?? null;
		this.scanner = openScanner(plan, (record) => this.take(record), limits);
	}

	private splitRange(name: string): SplitRange {
		const slot = this.fields.findIndex((field) => field.name === name);
		const known = this.ranges.find((range) => range.slot === slot);
		const range = known ?? { slot, low: null, best: null, high: null, text: null };
		if (!known) this.ranges.push(range);
		return range;
	}

	private take(record: RecordScanner): void {
		if (record.line < this.plan.headerLine) return;
		if (record.line === this.plan.headerLine) {
			this.header = Array.from({ length: record.count }, (_, i) => cellText(record, i, this.text));
			return;
		}
		if (this.isSkipped(record)) return;
		if (++this.records > this.limits.rows) {
			record.fatal = { code: 'LIMIT_ROWS', severity: 'fatal', line: record.line, details: { limit: this.limits.rows } };
			return;
		}
		this.isExcluded = false;
		if (this.hasRightShape(record)) this.readRow(record);
	}

	/** Blank lines, repeated headers and the row of totals are counted and are no records. */
	private isSkipped(record: RecordScanner): boolean {
		const { starts, ends, count } = record;
		const filled = firstFilledCell(record);
		if (filled < 0) {
			this.blanks++;
			return true;
		}
		if (this.plan.skipTotalRow && isTotalWord(cellText(record, filled, this.text))) {
			this.list.count('ROW_TOTAL', 1);
			return true;
		}
		const { header } = this;
		if (header === null || count !== header.length || ends[0] - starts[0] !== header[0].length) return false;
		if (!header.every((cell, i) => cellText(record, i, this.text) === cell)) return false;
		this.repeats++;
		return true;
	}

	private hasRightShape(record: RecordScanner): boolean {
		const expected = this.plan.columns.length;
		const { count } = record;
		if (count === expected) return true;
		if (count === expected + 1 && record.starts[expected] === record.ends[expected]) {
			this.trailing++;
			return true;
		}
		const code = count < expected ? 'ROW_SHORT' : 'ROW_LONG';
		this.list.add(code, 'error', () => ({ ...this.place(record), details: { expected, actual: count } }));
		return false;
	}

	private readRow(record: RecordScanner): void {
		if (record.recordFlags & (NUL | STRAY) || record.recordEnd - record.recordStart > this.limits.cellBytes)
			this.reportSpecialBytes(record);
		const { columns, slots, values, cells } = this;
		values.fill(null);
		for (const [slot, value] of this.constants) values[slot] = value;
		for (const range of this.ranges) range.low = range.best = range.high = range.text = null;
		let first = 0;
		let second = 0;
		for (let i = 0; i < columns.length; i++) {
			const column = columns[i];
			column.read(record);
			first = Math.imul(first ^ column.hash, 0x9e3779b1);
			second = (Math.imul(second, 0x85ebca6b) + column.hash + column.secondHash) | 0;
			if (column.isTrimmed) this.say(record, column, 'CELL_TRIMMED', 'info');
			if (column.problem !== null) this.sayProblem(record, column);
			if (slots[i] >= 0) {
				values[slots[i]] = column.value;
				cells[slots[i]] = column.cell;
			} else this.partOf[i]![column.field.partOf!.bound] = column.value;
		}
		for (const range of this.ranges) values[range.slot] = rangeOfParts(values[range.slot] as Range | null, range);
		this.requireValues(record);
		if (!this.isExcluded && this.rule) this.applyRule(record, this.rule);
		if (this.isExcluded) return;
		const same = this.duplicates.lineOf(first, second, record.line);
		if (same > 0) this.list.add('ROW_DUPLICATE', 'info', () => ({ ...this.place(record), details: { other: same } }));
		this.rows++;
		this.sink.row(values, record.line, cells);
	}

	private reportSpecialBytes(record: RecordScanner): void {
		const { flags, starts, ends, count } = record;
		const longest = this.limits.cellBytes;
		for (let i = 0; i < count; i++) {
			if ((flags[i] & (NUL | STRAY)) === 0 && ends[i] - starts[i] <= longest) continue;
			if (flags[i] & NUL) this.sayAt(record, i, 'CELL_NUL', 'error');
			else if (flags[i] & STRAY) this.sayAt(record, i, 'QUOTE_STRAY', 'warning');
			if (ends[i] - starts[i] > longest)
				this.sayAt(record, i, 'CELL_TOO_LONG', 'error', { length: ends[i] - starts[i], limit: longest });
		}
	}

	private requireValues(record: RecordScanner): void {
		for (let i = 0; i < this.columns.length; i++) {
			const column = this.columns[i];
			if (!column.field.isRequired || column.value !== null || column.problem !== null) continue;
			// The roster's own rule names a missing hire date.
			const code = column.field.name === 'hire_date' && this.rule ? 'SPELL_NO_HIRE' : 'VALUE_REQUIRED';
			this.say(record, column, code, 'error');
		}
	}

	private applyRule(record: RecordScanner, rule: RowRule): void {
		const columnOf = (name: string | null) => this.columns.find(({ field }) => field.name === name);
		rule(
			this.values,
			(code, severity, name, details) => {
				const column = columnOf(name);
				if (column) this.say(record, column, code, severity, details);
				else this.sayAt(record, -1, code, severity, details);
			},
			(name) => columnOf(name)?.textOf(record).trim() ?? ''
		);
	}

	private sayProblem(record: RecordScanner, column: CheckColumn): void {
		const { code, severity, details } = column.problem!;
		const isKept = severity === 'error' && this.layout.keepsUnreadableCells && !column.field.isRequired;
		this.say(record, column, code, isKept ? 'warning' : severity, details);
	}

	private say(
		record: RecordScanner,
		column: CheckColumn,
		code: string,
		severity: Severity,
		details?: Issue['details']
	) {
		this.sayAt(record, column.index, code, severity, details, column.field.name);
	}

	private sayAt(
		record: RecordScanner,
		index: number,
		code: string,
		severity: Severity,
		details?: Issue['details'],
		field?: string
	): void {
		if (severity === 'error') this.isExcluded = true;
		this.list.add(code, severity, () => ({
			...this.place(record),
			...(index >= 0 && index < this.plan.columns.length
				? {
						column: index + 1,
						header: this.plan.columns[index].header,
						value: cellText(record, index, this.text).slice(0, 200)
					}
				: {}),
			...(field && { field }),
			...(details && { details })
		}));
	}

	private place(record: RecordScanner): { line: number; record: number } {
		return { line: record.line, record: this.records };
	}

	report(): CheckReport {
		const { list, scanner } = this;
		list.count('ROW_BLANK', this.blanks);
		list.count('ROW_HEADER_REPEAT', this.repeats);
		list.count('ROW_TRAILING', this.trailing);
		if (scanner.fatal) list.count(scanner.fatal.code, 1);
		return {
			recordCount: this.records,
			rowCount: this.rows,
			excludedCount: this.records - this.rows,
			lineCount: scanner.nextLine - 1,
			counts: list.toCounts(),
			issues: list.issues,
			fatal: scanner.fatal
		};
	}
}

/** What the plan gives all rows; a text that the field cannot hold gives nothing. */
function constantValues(fields: Field[], plan: ImportPlan): [number, CellValue][] {
	return Object.entries(plan.constants ?? {}).flatMap(([name, text]) => {
		const slot = fields.findIndex((field) => field.name === name);
		if (slot < 0) return [];
		const column = { position: 0, header: '', field: name };
		return [[slot, cellReader(fields[slot], column, plan)(text).value] as [number, CellValue]];
	});
}
