import { layoutOf, type DatasetKind, type Field, type Range } from '#lib/datasets/dataset.ts';
import { civilDate } from '#lib/statistics/civil-date.ts';
import { cellReader, type CellReader } from '../values/cells.ts';
import type { Issue } from '../issue.ts';
import type { ImportPlan } from '../plan.ts';
import type { CellValue } from './row-sink.ts';

/** Values of issues are cut here, so a value of this length may have gone on. */
const CUT_AT = 200;

/** What the cell of an issue was understood as under the plan (dates as 2022-11-17), or null: it gives no value. */
export function understoodValues(kind: DatasetKind, plan: ImportPlan): (issue: Issue) => string | null {
	const mapped = plan.columns.map((column) => column.field);
	const fields = new Map(layoutOf(kind, mapped).fields.map((field) => [field.name, field]));
	const readers = new Map<number, { field: Field; emptyWords: string[]; read: CellReader } | null>();
	const readerOf = (position: number) => {
		const column = plan.columns[position - 1];
		const field = column?.field ? fields.get(column.field) : undefined;
		return field ? { field, emptyWords: column.emptyWords ?? [], read: cellReader(field, column, plan) } : null;
	};
	return ({ column, value }) => {
		const text = value?.trim() ?? '';
		if (column === undefined || text === '' || (value?.length ?? 0) >= CUT_AT) return null;
		if (!readers.has(column)) readers.set(column, readerOf(column));
		const reader = readers.get(column);
		if (!reader || reader.emptyWords.includes(text)) return null;
		return written(reader.field, reader.read(text).value);
	};
}

function written(field: Field, value: CellValue): string | null {
	if (value === null) return null;
	if (typeof value === 'object') return writtenRange(value);
	if (typeof value === 'string') return value;
	if (field.type === 'date') return civilDate(value);
	if (field.type === 'instant') return new Date(value).toISOString();
	if (field.type === 'yes-no') return value === 1 ? 'yes' : 'no';
	return String(value);
}

function writtenRange({ low, best, high, text }: Range): string | null {
	const numbers = [...new Set([low, best, high].filter((bound) => bound !== null))];
	return numbers.length > 0 ? numbers.join(' / ') : text;
}
