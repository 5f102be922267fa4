import { columnNames, type Scope, type Transaction } from '../server/database.ts';
import { storedFields, type Field, type Layout, type Range } from './dataset.ts';
import { storedColumns } from './stored-columns.ts';

type Cell = string | number | boolean | Date | null;
type StoredRow = Record<string, Cell>;

/** Where a row comes from. */
export interface RowOrigin {
	versionId: string;
	/** Physical line in the uploaded file. */
	line: number;
}

/**
 * Rows of versions in the order of their files, with camelCase names: ranges as `{ low, best, high, text }` or null
 * where the source gives none, instants as ISO text in UTC, dates as 'YYYY-MM-DD'. For tables of facts, not of people.
 */
export async function storedRows<T>(
	tx: Transaction,
	scope: Scope,
	layout: Layout,
	versionIds: readonly string[]
): Promise<(T & RowOrigin)[]> {
	if (versionIds.length === 0) return [];
	const names = storedColumns(layout).map((column) => column.name);
	const rows = await tx<StoredRow[]>`
		select version_id, line, ${columnNames(tx, names)} from ${tx(layout.table)}
		where organisation_id = ${scope.organisation} and version_id in ${tx([...versionIds])}
		order by version_id, line`;
	const fields = storedFields(layout).map((field) => ({ field, name: camelCase(field.name) }));
	return rows.map((row) => {
		const values = fields.map(({ field, name }) => [name, storedValue(field, row)]);
		return { ...Object.fromEntries(values), versionId: row.version_id, line: row.line } as T & RowOrigin;
	});
}

/** A field of a stored row: dates as 'YYYY-MM-DD', instants as ISO text in UTC. */
export function storedValue(field: Field, row: StoredRow): Exclude<Cell, Date> | Range {
	if (field.type === 'range') return rangeOf(field, row);
	const cell = row[field.name];
	return cell instanceof Date ? cell.toISOString() : cell;
}

function rangeOf(field: Field, row: StoredRow): Range | null {
	const [low, best, high] = ['low', 'best', 'high'].map((bound) => row[`${field.name}_${bound}`] as number | null);
	const text = field.hasText ? (row[`${field.name}_text`] as string | null) : null;
	if (low === null && best === null && high === null && text === null) return null;
	return { low, best, high, text: text ?? '' };
}

function camelCase(name: string): string {
	return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
