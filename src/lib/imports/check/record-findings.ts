import type { ReportAtEnd, ReportFinding } from '#lib/datasets/dataset.ts';
import type { TextReader } from '../file/decode.ts';
import type { RecordScanner } from '../file/scanner.ts';
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

	constructor(
		private readonly plan: ImportPlan,
		private readonly columns: readonly CheckColumn[],
		private readonly text: TextReader,
		readonly list: IssueList
	) {}

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
