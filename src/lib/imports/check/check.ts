import {
	checkedFields,
	layoutOf,
	type DatasetKind,
	type Field,
	type KnownReferences,
	type Layout,
	type Range,
	type ReportAtEnd,
	type ReportFinding,
	type RowHold,
	type RowRule,
	type RuleContext
} from '#lib/datasets/dataset.ts';
import type { PartStore } from '#lib/server/part-store.ts';
import { firstFilledCell } from '../file/blank-record.ts';
import { cellText, CheckColumn } from './check-column.ts';
import { byteSource, textReader, type TextReader } from '../file/decode.ts';
import type { Corrections } from '../drafts/corrections.ts';
import { DuplicateRows, KeyedRows } from './duplicates.ts';
import { erasedRows } from './erased-rows.ts';
import { IssueList } from './issue-list.ts';
import { RecordFindings } from './record-findings.ts';
import { LIMITS, type Limits } from '../limits.ts';
import type { ColumnPlan, ImportPlan } from '../plan.ts';
import { rangeOfParts, type SplitRange } from '../values/ranges-of-row.ts';
import { RowIdentity } from './row-identity.ts';
import type { CellValue, CheckReport, RowSink } from './row-sink.ts';
import { constantValues, shownValue } from './row-values.ts';
import { RowsByType } from './rows-by-type.ts';
import { NUL, openScanner, STRAY, type RecordScanner } from '../file/scanner.ts';
import { isTotalWord } from '../file/total-row.ts';
import { FilePeople } from '../spells/file-people.ts';
import { openSpells, type FileSpells } from '../spells/file-spells.ts';

export interface CheckOptions {
	limits?: Limits;
	/** What other published datasets define, to say which ids are not known. */
	known?: KnownReferences;
	/** People who were erased: their rows are left out, and nothing of them is quoted. */
	erased?: ((id: string) => boolean) | null;
	/** What the analyst corrected in the file. */
	corrections?: Corrections | null;
	/** Numbers the people of the file for the sink too: the cell of an id is the number of its person. */
	people?: FilePeople;
	store?: PartStore;
}

/**
 * Checks every row of a file under a plan, as bytes arrive, and gives the rows that hold to the sink as typed values.
 * The same bytes and the same plan give the same rows, however the bytes are cut into chunks. Files whose rows are
 * first put together (snapshots, movements) give their rows at the end.
 */
export function openCheck(kind: DatasetKind, plan: ImportPlan, sink: RowSink, options: CheckOptions = {}) {
	const check = new FileCheck(kind, plan, sink, options);
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

/** Rows that are no lines of the file have no numbered cells. */
const UNNUMBERED = new Int32Array(256).fill(-1);

class FileCheck {
	readonly scanner: RecordScanner;
	private readonly limits: Limits;
	private readonly layout: Layout;
	private readonly fields: Field[];
	private readonly columns: CheckColumn[];
	private readonly required: CheckColumn[];
	private readonly isErased: (record: RecordScanner) => boolean;
	/** Slot in the row's values, or -1 for a bound of a range. */
	private readonly slots: Int32Array;
	private readonly ranges: SplitRange[] = [];
	private readonly partOf: (SplitRange | null)[];
	private readonly text: TextReader;
	private readonly rule: RowRule | null;
	private readonly people: FilePeople;
	/** Slot of the person's id, or -1. */
	private readonly person: number;
	private readonly spells: FileSpells | null;
	private readonly identity: RowIdentity | null;
	/** Rows that others may replace. */
	private readonly hold: RowHold | null;
	private readonly types: RowsByType | null;
	/** Values that are the same for all rows, by slot. */
	private readonly constants: [slot: number, value: CellValue][];
	private readonly values: CellValue[];
	private readonly cells: Int32Array;
	private readonly list = new IssueList();
	private readonly say: RecordFindings;
	private readonly duplicates = new DuplicateRows();
	private readonly keyed: KeyedRows | null;
	private header: string[] | null = null;
	private headerBytes = 0;
	private rows = 0;
	private excluded = 0;
	/** The highest number of a row: that of a line, or beyond the last one. */
	private lastLine = 0;
	private blanks = 0;
	private repeats = 0;
	private trailing = 0;

	constructor(
		kind: DatasetKind,
		private readonly plan: ImportPlan,
		private readonly sink: RowSink,
		{ limits = LIMITS, known = {}, erased, corrections = null, people = new FilePeople(), store }: CheckOptions
	) {
		this.limits = limits;
		this.people = people;
		this.layout = layoutOf(
			kind,
			plan.columns.map((column) => column.field)
		);
		this.fields = checkedFields(this.layout);
		const text = textReader(plan.encoding);
		this.text = corrections?.reader(text) ?? text;
		const open = (column: ColumnPlan, name = column.field) => {
			const field = this.layout.fields.find((known) => known.name === name);
			const isRead = field && !field.isIdentifier && !field.isRecognisedOnly;
			return isRead ? [new CheckColumn(field, column, plan, this.text, people)] : [];
		};
		this.columns = plan.columns.flatMap((column) => open(column));
		this.types = RowsByType.of(plan, this.columns, this.fields, open);
		this.isErased = erasedRows(this.columns, erased);
		const isMapped = (name: string) => this.columns.some(({ field }) => field.name === name);
		this.required = this.columns.filter(({ field }) => field.isRequired && !field.isReplacedBy?.some(isMapped));
		this.keyed = KeyedRows.of(this.layout.table, this.columns);
		this.say = new RecordFindings(plan, this.columns, this.text, this.list);
		this.values = this.fields.map(() => null);
		this.constants = constantValues(this.fields, plan);
		if (this.types) this.constants.push(this.types.constant);
		this.cells = new Int32Array(this.fields.length).fill(-1);
		this.slots = Int32Array.from(this.columns, ({ field }) => this.fields.indexOf(field));
		this.partOf = this.columns.map(({ field }) => (field.partOf ? this.splitRange(field.partOf.field) : null));
		const context: RuleContext = {
			plan,
			slotOf: (name) => this.fields.findIndex((field) => field.name === name),
			isMapped,
			known
		};
		this.spells = this.layout.isEmployments ? openSpells(context, people, store) : null;
		this.person = context.slotOf('person_id');
		this.identity = RowIdentity.of(plan, this.layout, this.person);
		this.hold = this.layout.openHold?.(context) ?? null;
		this.rule = this.layout.openRules?.(this.spells?.contextOfRules ?? context) ?? null;
		const take = (record: RecordScanner) => this.take(record);
		const corrected = (record: RecordScanner) =>
			corrections?.apply(
				record,
				(index) => cellText(record, index, text),
				() => this.take(record)
			);
		this.scanner = openScanner(plan, corrections ? corrected : take, limits);
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
			this.headerBytes = record.ends[0] - record.starts[0];
			return;
		}
		if (this.isSkipped(record)) return;
		if (++this.say.records > this.limits.rows) {
			record.fatal = { code: 'LIMIT_ROWS', severity: 'fatal', line: record.line, details: { limit: this.limits.rows } };
			return;
		}
		const isErased = this.isErased(record);
		if (isErased) this.list.count('ROW_ERASED', 1);
		this.say.isExcluded = isErased || !this.hasRightShape(record);
		if (!this.say.isExcluded && this.types) return this.readTypes(record, this.types);
		if (!this.say.isExcluded) this.readRow(record);
		if (this.say.isExcluded) this.excluded++;
	}

	private readTypes(record: RecordScanner, types: RowsByType): void {
		this.say.begin();
		types.each(record, this.say, () => {
			this.say.isExcluded = false;
			this.readRow(record);
			if (this.say.isExcluded) this.excluded++;
		});
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
		if (header === null || count !== header.length || ends[0] - starts[0] !== this.headerBytes) return false;
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
		this.list.add(code, 'error', () => ({ ...this.say.place(record), details: { expected, actual: count } }));
		return false;
	}

	private readRow(record: RecordScanner): void {
		if (record.recordFlags & (NUL | STRAY) || record.recordEnd - record.recordStart > this.limits.cellBytes)
			this.say.specialBytes(record, this.limits.cellBytes);
		const { columns, slots, values, cells } = this;
		for (let i = 0; i < values.length; i++) values[i] = null;
		for (const [slot, value] of this.constants) values[slot] = value;
		for (const range of this.ranges) range.low = range.best = range.high = range.text = null;
		let first = this.types ? this.types.at : 0;
		let second = 0;
		for (let i = 0; i < columns.length; i++) {
			const column = columns[i];
			column.read(record);
			first = Math.imul(first ^ column.hash, 0x9e3779b1);
			second = (Math.imul(second, 0x85ebca6b) + column.hash + column.secondHash) | 0;
			if (column.isTrimmed) this.say.say(record, column, 'CELL_TRIMMED', 'info');
			if (column.problem !== null) this.sayProblem(record, column);
			if (slots[i] >= 0) {
				values[slots[i]] = column.value;
				cells[slots[i]] = column.cell;
			} else this.partOf[i]![column.field.partOf!.bound] = column.value;
		}
		for (const range of this.ranges) values[range.slot] = rangeOfParts(values[range.slot] as Range | null, range);
		this.requireValues(record);
		if (!this.say.isExcluded && this.identity?.settle(record, values, this.say.reportOf(record)))
			cells[this.person] = this.people.numberOf(values[this.person] as string);
		if (this.say.isExcluded || this.spells?.stage.take(values, this.say.reportOf(record), record.line)) return;
		this.rule?.(values, this.say.reportOf(record), this.say.textOf, record.line);
		if (this.say.isExcluded) return;
		if (this.spells) this.spells.add(cells[this.person], values, first ^ second, record.line);
		else this.findDuplicate(first, second, record);
		if (this.hold) return this.hold.take(values, record.line);
		this.rows++;
		this.sink.row(values, this.types ? this.types.lineOf(record.line) : record.line, cells);
	}

	private findDuplicate(first: number, second: number, record: RecordScanner): void {
		const equal = this.duplicates.lineOf(first, second, record.line);
		const same = this.keyed?.lineOf(record.line) ?? 0;
		const other = equal || same;
		if (other === 0) return;
		const cells = equal > 0 ? 'equal' : 'key';
		const severity = equal > 0 ? 'info' : 'warning';
		this.say.at(record, -1, { code: 'ROW_DUPLICATE', severity, details: { other, cells } });
	}

	/** Rows that were kept back, and what only the whole file shows. */
	private finish(): void {
		const report: ReportAtEnd = (code, severity, at, details) => {
			if (severity === 'error') this.excluded++;
			this.say.atEnd(code, severity, at, details);
		};
		this.spells?.stage.end({
			lineCount: this.scanner.nextLine - 1,
			report,
			emit: (values, line) => this.emit(values, line, report)
		});
		this.spells?.findings.end(report);
		this.hold?.end(report, (values, line) => {
			this.rows++;
			this.sink.row(values, line, UNNUMBERED);
		});
		this.rule?.end?.(report);
	}

	/** A row that is no line of the file, after the rules every row goes through. */
	private emit(values: CellValue[], line: number, report: ReportAtEnd): void {
		this.say.isExcluded = false;
		const say: ReportFinding = (code, severity, field, details) => {
			const value = shownValue(values[this.fields.findIndex(({ name }) => name === field)] ?? null);
			report(code, severity, { line, ...(field && { field }) }, { value, ...details });
		};
		if (line > this.lastLine) this.lastLine = line;
		this.rule?.(values, say, () => '', line);
		if (this.say.isExcluded) return;
		// Rows put together are never equal: their number stands for their cells.
		this.spells?.add(this.people.numberOf(values[this.person] as string), values, this.rows, line);
		this.rows++;
		this.sink.row(values, line, UNNUMBERED);
	}

	private requireValues(record: RecordScanner): void {
		for (const column of this.required) {
			if (column.value !== null || column.problem !== null) continue;
			// The roster's own rule names a missing hire date.
			const code = column.field.name === 'hire_date' && this.rule ? 'SPELL_NO_HIRE' : 'VALUE_REQUIRED';
			this.say.say(record, column, code, 'error');
		}
	}

	private sayProblem(record: RecordScanner, column: CheckColumn): void {
		const { code, severity, details } = column.problem!;
		const length = record.ends[column.index] - record.starts[column.index];
		// Too long for any cell, which is said already.
		if (code === 'CELL_TOO_LONG' && length > this.limits.cellBytes) return;
		const isKept = severity === 'error' && this.layout.keepsUnreadableCells && !column.field.isRequired;
		this.say.say(record, column, code, isKept ? 'warning' : severity, details);
	}

	/** Call once, after the last byte. */
	report(): CheckReport {
		const { list, scanner } = this;
		if (!scanner.fatal) this.finish();
		list.count('ROW_BLANK', this.blanks);
		list.count('ROW_HEADER_REPEAT', this.repeats);
		list.count('ROW_TRAILING', this.trailing);
		this.types?.count(list);
		if (scanner.fatal) list.count(scanner.fatal.code, 1);
		return {
			recordCount: this.say.records,
			rowCount: this.rows,
			excludedCount: this.excluded,
			lineCount: Math.max(scanner.nextLine - 1, this.lastLine, this.types?.lastLine ?? 0),
			counts: list.finish(),
			issues: list.issues,
			fatal: scanner.fatal
		};
	}
}
