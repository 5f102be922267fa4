import type { Field } from '#lib/datasets/dataset.ts';
import { figureBounds } from '#lib/datasets/figure-bounds.ts';
import type { RecordScanner } from '../file/scanner.ts';
import type { ColumnPlan, ImportPlan } from '../plan.ts';
import { cellReader } from '../values/cells.ts';
import type { CheckColumn } from './check-column.ts';
import type { IssueList } from './issue-list.ts';
import type { RecordFindings } from './record-findings.ts';
import type { CellValue } from './row-sink.ts';

/** Counts by type in columns of their own: one record gives a row for each of them. */
export class RowsByType {
	/** Slot and value of the type, given to every row. */
	readonly constant: [slot: number, value: CellValue];
	/** Tells the rows of one record apart. */
	at = 0;
	/** The highest number of a row so far. */
	lastLine = 0;
	private readonly counts = { empty: 0, zero: 0 };
	private readonly names: CellValue[];
	/** Where the columns that are read hold the one of this row. */
	private readonly place: number;

	private constructor(
		private readonly types: NonNullable<ImportPlan['typeColumns']>,
		private readonly columns: CheckColumn[],
		/** Those read for every row, one of the types among them. */
		private readonly read: CheckColumn[],
		private readonly total: CheckColumn | null,
		name: { slot: number; values: CellValue[] }
	) {
		this.names = name.values;
		this.constant = [name.slot, name.values[0]];
		this.place = read.indexOf(columns[0]);
	}

	/** Takes the columns by type but the first out of `columns`; null where the plan has none. */
	static of(
		plan: ImportPlan,
		columns: CheckColumn[],
		fields: readonly Field[],
		open: (column: ColumnPlan, field: string) => CheckColumn[]
	): RowsByType | null {
		const types = plan.typeColumns;
		if (!types) return null;
		const own = types.columns.map((position) => columns.find(({ index }) => index === position - 1)!);
		for (const column of own.slice(1)) columns.splice(columns.indexOf(column), 1);
		const slot = fields.findIndex(({ name }) => name === types.name);
		const values = own.map(({ plan: { position, header } }) => {
			const named = { position, header, field: types.name };
			return cellReader(fields[slot], named, plan)(header.trim() || String(position)).value;
		});
		const total = types.total ? open(plan.columns[types.total - 1], types.value)[0] : null;
		return new RowsByType(types, own, columns, total, { slot, values });
	}

	/** Calls `take` for each row of a record, and says where they do not add up to its total. */
	each(record: RecordScanner, say: RecordFindings, take: () => void): void {
		let sum = 0;
		for (let i = 0; i < this.columns.length; i++) {
			const column = this.columns[i];
			column.read(record);
			const bounds = figureBounds(column.value);
			if (column.value === null && column.problem === null) this.counts.empty++;
			else if (bounds?.high === 0 && this.types.zeros === 'left-out') this.counts.zero++;
			else {
				this.at = i;
				this.constant[1] = this.names[i];
				this.read[this.place] = column;
				take();
			}
			sum += bounds?.high ?? 0;
		}
		this.compare(record, say, sum);
	}

	private compare(record: RecordScanner, say: RecordFindings, sum: number): void {
		const { total } = this;
		if (!total) return;
		total.read(record);
		const whole = figureBounds(total.value)?.high;
		if (whole === undefined || whole === sum) return;
		say.say(record, total, 'EVENT_COUNTS', 'warning', { kind: 'parts', a: sum, b: whole });
	}

	count(list: IssueList): void {
		list.count('ROW_TYPE_EMPTY', this.counts.empty);
		list.count('ROW_TYPE_ZERO', this.counts.zero);
	}

	/** The number a row is stored under: each line of the file has as many as there are types. */
	lineOf(line: number): number {
		return (this.lastLine = (line - 1) * this.columns.length + this.at + 1);
	}
}
