import type { FigureCell, FigureTable } from './figure.ts';

export interface CsvOptions {
	separator: ',' | ';' | '\t';
	decimalMark: '.' | ',';
}

const FORMULA = /^[=+\-@\t\r\n\0＝＋－＠]/;
const NOTHING = '–';

/** A text that no spreadsheet takes for a formula, in quotes. */
function quoted(text: string): string {
	return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

function cellText(cell: FigureCell, { decimalMark }: CsvOptions): string {
	if (typeof cell.value === 'number') return String(cell.value).replace('.', decimalMark);
	if (cell.value === null) return cell.text === NOTHING ? '' : quoted(cell.text);
	return quoted(cell.value);
}

/**
 * The table of a figure as CSV with a byte order mark and CRLF. Numbers are written plainly; texts are quoted, and one
 * that would start a formula gets a leading apostrophe. A suppressed cell keeps its mark, an unknown one is empty.
 */
export function figureCsv(table: FigureTable, options: CsvOptions): string {
	const head = table.columns.map((column) => quoted(column.label));
	const rows = table.rows.map((row) => row.map((cell) => cellText(cell, options)));
	return `\ufeff${[head, ...rows].map((row) => `${row.join(options.separator)}\r\n`).join('')}`;
}
