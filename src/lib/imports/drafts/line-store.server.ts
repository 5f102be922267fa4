import { storedFields } from '#lib/datasets/dataset.ts';
import { storedColumns } from '#lib/datasets/stored-columns.ts';
import { storedValue } from '#lib/datasets/stored-rows.server.ts';
import { columnNames, type Scope, type Transaction } from '#lib/server/database.ts';
import type { CheckedDraft } from './checked-draft.server.ts';
import type { StoredLine } from './line-cells.ts';

/** The stored rows of a draft under these numbers of its file. Whom a row is about is not read. */
export async function storedLines(
	tx: Transaction,
	scope: Scope,
	{ id, layout, offset }: CheckedDraft,
	numbers: readonly number[]
): Promise<Map<number, StoredLine>> {
	const names = storedColumns(layout).flatMap(({ name, as }) => (as === 'person-key' ? [] : [name]));
	const rows = await tx<({ line: number } & Record<string, never>)[]>`
		select line, ${columnNames(tx, names)} from ${tx(layout.table)}
		where organisation_id = ${scope.organisation} and version_id = ${id}
			and line = any(${numbers.map((number) => number + offset)})`;
	const fields = storedFields(layout).filter(({ type }) => type !== 'person-id');
	const valuesOf = (row: (typeof rows)[number]): StoredLine =>
		new Map(fields.map((field) => [field.name, storedValue(field, row)]));
	return new Map(rows.map((row) => [row.line - offset, valuesOf(row)]));
}
