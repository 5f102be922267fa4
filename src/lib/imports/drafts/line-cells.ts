import { storedFields, type Field, type Layout, type Range } from '#lib/datasets/dataset.ts';
import type { Issue } from '../issue.ts';
import type { ImportPlan } from '../plan.ts';

/** A cell of a line: what the file says, and what is stored of it; null where nothing is. */
export interface LineCell {
	text: string;
	stored: string | null;
}

/** A line of the file beside what publishing stores of it. */
export interface ComparedLine {
	line: number;
	isKept: boolean;
	/** Of the mapped columns. */
	cells: LineCell[];
	/** What is stored beside the cells: the same for all rows, or made of the others. */
	more: { field: string; stored: string }[];
	/** Errors and warnings. */
	issues: Issue[];
}

export type StoredValue = string | number | boolean | Range | null;
/** A stored row, by the names of its fields. */
export type StoredLine = ReadonlyMap<string, StoredValue>;

/** Columns of the file that are imported. */
export function mappedColumns(plan: ImportPlan): { position: number; header: string; field: string }[] {
	return plan.columns.flatMap(({ position, header, field }) => (field === null ? [] : [{ position, header, field }]));
}

/** The numbers under which rows of a line may be stored, one for each type where counts stand in columns by type. */
export function storedNumbers({ typeColumns }: ImportPlan, line: number): number[] {
	const types = typeColumns?.columns.length ?? 1;
	return Array.from({ length: types }, (_, index) => (line - 1) * types + index + 1);
}

/**
 * The cells of a line beside those of its stored rows, which stand in the order of their numbers, null for those that
 * are not stored. An id is stored as it is written, encrypted.
 */
export function cellsOfLine(
	plan: ImportPlan,
	layout: Layout,
	cells: readonly string[],
	rows: readonly (StoredLine | null)[]
): LineCell[] {
	const fields = new Map(layout.fields.map((field) => [field.name, field]));
	const first = rows.find((row) => row !== null) ?? null;
	const types = plan.typeColumns?.columns;
	return mappedColumns(plan).map(({ position, field: name }) => {
		const text = cells[position - 1] ?? '';
		const type = types?.indexOf(position) ?? -1;
		const row = type < 0 ? first : rows[type];
		const field = fields.get(name);
		return { text, stored: row && field ? storedCell(field, row, text) : null };
	});
}

function storedCell(field: Field, row: StoredLine, text: string): string | null {
	if (field.type === 'person-id') return text.trim();
	if (!field.partOf) return writtenValue(row.get(field.name) ?? null);
	const range = row.get(field.partOf.field) as Range | null | undefined;
	return writtenValue(range?.[field.partOf.bound] ?? null);
}

/** What is stored of a line without a column of the file for it; of several rows only what is the same in all. */
export function moreOfLine(
	plan: ImportPlan,
	layout: Layout,
	rows: readonly (StoredLine | null)[]
): ComparedLine['more'] {
	const kept = rows.filter((row) => row !== null);
	const parts = new Map(layout.fields.map((field) => [field.name, field.partOf?.field ?? field.name]));
	const given = new Set(mappedColumns(plan).map(({ field }) => parts.get(field)));
	return storedFields(layout).flatMap(({ name, type }) => {
		if (given.has(name) || type === 'person-id') return [];
		const texts = new Set(kept.map((row) => writtenValue(row.get(name) ?? null)));
		const [stored] = texts;
		return texts.size === 1 && stored !== null ? [{ field: name, stored }] : [];
	});
}

/** A stored value as text; null where nothing is stored. */
export function writtenValue(value: StoredValue): string | null {
	if (value === null || value === '') return null;
	if (typeof value === 'boolean') return value ? '✓' : '✗';
	if (typeof value !== 'object') return String(value);
	const numbers = [...new Set([value.low, value.best, value.high].filter((bound) => bound !== null))];
	return numbers.length > 0 ? numbers.join(' / ') : value.text;
}
