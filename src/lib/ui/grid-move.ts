/** A cell of a grid; both count from 0. */
export interface GridPlace {
	row: number;
	column: number;
}

/** How far Page Up and Page Down go. */
const PAGE_ROWS = 10;

/**
 * Where a key leads from a cell of a grid of `rows` by `columns`; null where the key does not move. Home and End stay
 * in the row, with Control they go to the first and the last cell. Nothing wraps around.
 */
export function moved(
	from: GridPlace,
	{ key, isControl }: { key: string; isControl: boolean },
	{ rows, columns }: { rows: number; columns: number }
): GridPlace | null {
	const { row, column } = from;
	const places: Record<string, GridPlace> = {
		ArrowUp: { row: row - 1, column },
		ArrowDown: { row: row + 1, column },
		ArrowLeft: { row, column: column - 1 },
		ArrowRight: { row, column: column + 1 },
		PageUp: { row: row - PAGE_ROWS, column },
		PageDown: { row: row + PAGE_ROWS, column },
		Home: { row: isControl ? 0 : row, column: 0 },
		End: { row: isControl ? rows - 1 : row, column: columns - 1 }
	};
	if (!Object.hasOwn(places, key)) return null;
	const within = (value: number, count: number) => Math.min(Math.max(0, value), count - 1);
	return { row: within(places[key].row, rows), column: within(places[key].column, columns) };
}
