/** A table of words as a page shows it; the first cell of a row names it. */
export interface PlainTable {
	label: string;
	columns: { label: string; isNumber?: boolean }[];
	rows: string[][];
}

/** Columns of which the first names the row and the others are numbers. */
export function numberColumns(labels: string[]): PlainTable['columns'] {
	return labels.map((label, at) => ({ label, isNumber: at > 0 }));
}
