export type SortDirection = 'ascending' | 'descending';
export interface SortedBy {
	column: string;
	direction: SortDirection;
}
/** A cell: what is read, and the machine value by which it is ordered. */
export interface TableCell {
	text: string;
	value: string | number | null;
	href?: string;
	/** Language of the text where it is not that of the page. */
	lang?: string;
}
export interface TableColumn {
	id: string;
	label: string;
	align: 'start' | 'end';
}

/** Rows in the order of one column; equal rows keep their order and empty values come last both ways. */
export function orderedRows<Cell extends TableCell>(
	columns: TableColumn[],
	rows: Cell[][],
	sorted: SortedBy | null,
	locale: string
): Cell[][] {
	const index = sorted === null ? -1 : columns.findIndex((column) => column.id === sorted.column);
	if (sorted === null || index < 0) return rows;
	const words = new Intl.Collator(locale, { numeric: true });
	const sign = sorted.direction === 'ascending' ? 1 : -1;
	return rows.toSorted((a, b) => {
		const [x, y] = [a[index].value, b[index].value];
		if (x === null || y === null) return Number(x === null) - Number(y === null);
		if (typeof x === 'number' && typeof y === 'number') return sign * (x - y);
		return sign * words.compare(String(x), String(y));
	});
}

/** The order after a press on a column's heading: first ascending, then descending, in turn. */
export function nextOrder(sorted: SortedBy | null, column: string): SortedBy {
	const again = sorted?.column === column && sorted.direction === 'ascending';
	return { column, direction: again ? 'descending' : 'ascending' };
}
