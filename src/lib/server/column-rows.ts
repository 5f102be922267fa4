import { dayNumber } from '../statistics/civil-date.ts';
import { columnBuilder } from './column-builder.ts';
import type { ColumnLayout, ColumnSpec, ColumnValue } from './column-builder.ts';
import type { ColumnTable } from './columns.ts';
import { columnNames, type Scope, type Transaction } from './database.ts';

/** A table whose versions are kept as columns: `sources[i]` is the database column of `layout.columns[i]`. */
export interface ColumnSource {
	table: string;
	layout: ColumnLayout;
	sources: string[];
}

const BATCH_ROWS = 5000;
type Cell = string | number | boolean | Date | null;

/** Rebuilds the columns of a version from its rows: equal, code for code, to those scanned at the import. */
export async function columnsFromRows(
	tx: Transaction,
	scope: Scope,
	source: ColumnSource,
	versionId: string
): Promise<ColumnTable> {
	const builder = columnBuilder(source.layout);
	const converters = source.layout.columns.map(converter);
	const key = source.layout.isAboutPeople ? tx`encode(person_key, 'hex')` : tx`''`;
	const rows = tx<Record<string, Cell>[]>`
		select ${key} as row_key, ${columnNames(tx, source.sources)} from ${tx(source.table)}
		where organisation_id = ${scope.organisation} and version_id = ${versionId} order by line`.cursor(BATCH_ROWS);
	for await (const batch of rows) {
		for (const row of batch) {
			const values = source.sources.map((name, i) => converters[i](row[name]));
			builder.add(row.row_key as string, values);
		}
	}
	return builder.finish();
}

function converter(spec: ColumnSpec): (cell: Cell) => ColumnValue {
	if (spec.type === 'day') {
		const days = new Map<string, number>();
		return (cell) => {
			if (typeof cell !== 'string') return null;
			let day = days.get(cell);
			if (day === undefined) days.set(cell, (day = dayNumber(cell)));
			return day;
		};
	}
	if (spec.type === 'instant') return (cell) => (cell instanceof Date ? cell.getTime() : null);
	if (spec.type === 'number') return (cell) => (typeof cell === 'number' ? cell : null);
	return (cell) => (typeof cell === 'boolean' ? (cell ? 'yes' : 'no') : cell === null ? null : String(cell));
}
