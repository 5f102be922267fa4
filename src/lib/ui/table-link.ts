import type { SortedBy, TableColumn } from './table-order.ts';

/** The part of an address that unfolds the table of a figure, in an order: `table=coverage.minimum.descending`. */
export const TABLE_PARAMETER = 'table';

export interface ShownTable {
	/** null: in the order of the figure. */
	sorted: SortedBy | null;
}

/** How an address names the unfolded table of a figure. */
export function tableName(figure: string, sorted: SortedBy | null): string {
	return sorted === null ? figure : `${figure}.${sorted.column}.${sorted.direction}`;
}

/** What an address says of a figure's table; null: nothing. An order by a column there is not is left out. */
export function shownTable(
	parameters: URLSearchParams,
	figure: string,
	columns: readonly Pick<TableColumn, 'id'>[]
): ShownTable | null {
	const named = parameters.getAll(TABLE_PARAMETER).find((name) => name === figure || name.startsWith(`${figure}.`));
	if (named === undefined) return null;
	const [column, direction] = named.slice(figure.length + 1).split('.');
	const isKnown = columns.some(({ id }) => id === column) && /^(?:a|de)scending$/.test(direction ?? '');
	return { sorted: isKnown ? { column, direction: direction as SortedBy['direction'] } : null };
}

/** The table of a figure as its reader left it, as an address names it; null as long as it is folded. */
export function tableOf(figure: Element): string | null {
	const table = figure.querySelector('table');
	if (table === null) return null;
	const fold = table.closest('details');
	const heading = table.querySelector<HTMLElement>('thead th[aria-sort]');
	const sorted = heading && {
		column: heading.dataset.column ?? '',
		direction: heading.getAttribute('aria-sort') as SortedBy['direction']
	};
	if (fold === null) return sorted && tableName(figure.id, sorted);
	const isUnfolded = fold.dataset.unfolded === undefined ? fold.open : fold.dataset.unfolded === 'true';
	return isUnfolded ? tableName(figure.id, sorted) : null;
}

/** Remembers that a table was unfolded where another panel of its figure, opened to copy the link, folds it. */
export function rememberUnfolding(table: Element, signal: AbortSignal): void {
	const fold = table.closest('details');
	const note = () => {
		if (fold !== null) fold.dataset.unfolded = String(!fold.open);
	};
	fold?.querySelector('summary')?.addEventListener('click', note, { signal });
}

/** An address with these tables, as they are named, and no others. */
export function withTables(address: string, tables: readonly string[]): string {
	const url = new URL(address);
	if (tables.length === 0 && !url.searchParams.has(TABLE_PARAMETER)) return address;
	url.searchParams.delete(TABLE_PARAMETER);
	for (const table of tables) url.searchParams.append(TABLE_PARAMETER, table);
	return url.href;
}

/** The address of the page as its reader left it: with the tables that are unfolded, in their order. */
export function viewAddress(): string {
	const figures = [...document.querySelectorAll('figure.figure')];
	return withTables(
		location.href,
		figures.flatMap((figure) => tableOf(figure) ?? [])
	);
}
