import type { ColumnPlan, ImportPlan, TypeColumns } from './plan.ts';

/**
 * The columns by type as far as they are still mapped so; none where fewer than two are left, or where rows of the
 * file replace each other as wholes. Then their columns are mapped to nothing.
 */
export function settledTypes(columns: readonly ColumnPlan[], types: TypeColumns | undefined): TypeColumns | undefined {
	if (!types) return undefined;
	const own = types.columns.filter((position) => columns[position - 1]?.field === types.value);
	const isWhole = columns.some(({ field }) => field === 'is_amendment' || field === 'replaces' || field === types.name);
	if (own.length >= 2 && !isWhole) return { ...types, columns: own };
	for (const position of own) columns[position - 1].field = null;
	return undefined;
}

/** Those of another file, whose columns may stand elsewhere. */
export function movedTypes(profile: ImportPlan, headers: readonly string[]): TypeColumns | undefined {
	const { typeColumns } = profile;
	if (!typeColumns) return undefined;
	const moved = (position: number) => headers.indexOf(profile.columns[position - 1].header) + 1;
	const { total: at, ...types } = typeColumns;
	const total = at === undefined ? 0 : moved(at);
	const columns = types.columns.map(moved).filter((position) => position > 0);
	return { ...types, columns, ...(total > 0 && { total }) };
}

/** The line of the file that a stored row came from: one line gives a row for each type. */
export function lineInFile({ typeColumns }: Pick<ImportPlan, 'typeColumns'>, stored: number): number {
	return typeColumns ? Math.floor((stored - 1) / typeColumns.columns.length) + 1 : stored;
}
