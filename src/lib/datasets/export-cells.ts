import type { StoredAs } from './stored-columns.ts';

/** `csv`: comma and decimal point. `excel-fr`: semicolon and decimal comma, as Excel in French opens it. */
export type CsvVariant = 'csv' | 'excel-fr';

const FORMULA = /^[=+\-@\t\r\n\0＝＋－＠]/;

/**
 * One line of an export, CRLF at its end. Texts are quoted, and one that a spreadsheet would run as a formula gets a
 * leading apostrophe; numbers, dates and yes or no are written plainly, so -5 stays -5. Null is an empty cell.
 */
export function exportLine(cells: readonly unknown[], kinds: readonly StoredAs[], variant: CsvVariant): string {
	const separator = variant === 'excel-fr' ? ';' : ',';
	return `${cells.map((cell, at) => exportCell(cell, kinds[at], variant)).join(separator)}\r\n`;
}

function exportCell(cell: unknown, as: StoredAs, variant: CsvVariant): string {
	if (cell === null || cell === undefined) return '';
	if (typeof cell === 'number') return variant === 'excel-fr' ? String(cell).replace('.', ',') : String(cell);
	if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
	if (cell instanceof Date) return cell.toISOString();
	if (as === 'date') return String(cell);
	return quoted(String(cell));
}

/** The header, then nothing that a header cell could start: names of columns are ours. */
export function exportHeader(names: readonly string[], variant: CsvVariant): string {
	return `\ufeff${names.map(quoted).join(variant === 'excel-fr' ? ';' : ',')}\r\n`;
}

function quoted(text: string): string {
	return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
