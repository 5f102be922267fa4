import type { ReportAtEnd, ReportFinding } from '#lib/datasets/dataset.ts';
import type { TextReader } from '../file/decode.ts';
import { NUL, STRAY, type RecordScanner } from '../file/scanner.ts';
import type { Issue, Severity } from '../issue.ts';
import type { ImportPlan } from '../plan.ts';
import { cellText, type CheckColumn } from './check-column.ts';
import type { IssueList } from './issue-list.ts';

/** What is said of records, with their line, column and value. An error leaves the record out. */
export class RecordFindings {
	/** Data records so far: the number of the one that is spoken of. */
	records = 0;
	isExcluded = false;
	private record: RecordScanner | null = null;
	/** What was said of the record, where several rows come from it; null elsewhere. */
	private said: Set<string> | null = null;

	constructor(
		private readonly plan: ImportPlan,
		private readonly columns: readonly CheckColumn[],
		private readonly text: TextReader,
		readonly list: IssueList
	) {}

	/** From now on the rows of one record are spoken of, and nothing of it is said twice. */
	begin(): void {
		this.said = new Set();
	}

	columnOf(name: string | null): CheckColumn | undefined {
		return this.columns.find(({ field }) => field.name === name);
	}

	/** What rules call for this record. */
	reportOf(record: RecordScanner): ReportFinding {
		this.record = record;
		return this.ofField;
	}

	/** The trimmed text of a field's cell in that record. */
	readonly textOf = (name: string): string => this.columnOf(name)?.textOf(this.record!).trim() ?? '';

	say(record: RecordScanner, column: CheckColumn, code: string, severity: Severity, details?: Issue['details']): void {
		this.at(record, column.index, { code, severity, details, field: column.field.name });
	}

	/** `index` is that of the cell spoken of, or -1. */
	at(record: RecordScanner, index: number, { code, severity, field, details }: Issue): void {
		if (severity === 'error') this.isExcluded = true;
		if (this.said) {
			const key = `${code} ${index}`;
			if (this.said.has(key)) return;
			this.said.add(key);
		}
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

	/** Cells with bytes that no cell should have, or with too many of them. */
	specialBytes(record: RecordScanner, longest: number): void {
		const { flags, starts, ends, count } = record;
		for (let i = 0; i < count; i++) {
			if ((flags[i] & (NUL | STRAY)) === 0 && ends[i] - starts[i] <= longest) continue;
			if (flags[i] & NUL) this.at(record, i, { code: 'CELL_NUL', severity: 'error' });
			else if (flags[i] & STRAY) this.at(record, i, { code: 'QUOTE_STRAY', severity: 'warning' });
			const length = ends[i] - starts[i];
			if (length <= longest) continue;
			this.at(record, i, { code: 'CELL_TOO_LONG', severity: 'error', details: { length, limit: longest } });
		}
	}

	place(record: RecordScanner): { line: number; record: number } {
		return { line: record.line, record: this.records };
	}

	/** Says something when the records are over: of a line, a column, or the whole file. */
	readonly atEnd: ReportAtEnd = (code, severity, { line, field }, details) => {
		if (severity === 'error') this.isExcluded = true;
		const column = this.columnOf(field ?? null);
		this.list.add(code, severity, () => ({
			...(line !== undefined && { line }),
			...(column && { column: column.index + 1, header: column.plan.header, field }),
			...(details && { details })
		}));
	};

	private readonly ofField: ReportFinding = (code, severity, name, details) => {
		const column = this.columnOf(name);
		if (column) this.say(this.record!, column, code, severity, details);
		else this.at(this.record!, -1, { code, severity, details });
	};
}
