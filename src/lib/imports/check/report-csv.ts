export type ReportCell = string | number | null | undefined;

const FORMULA = /^[=+\-@\t\r\n\0＝＋－＠]/;
const PLAIN_NUMBER = /^[+-]?\d[\d.,]*$/;

/** One line of a report: CRLF, texts in quotes, formulas neutralised. */
export function reportLine(delimiter: string, cells: readonly ReportCell[]): string {
	return `${cells.map(reportCell).join(delimiter)}\r\n`;
}

/**
 * A text in quotes, with an apostrophe before what a spreadsheet would run as a formula. A plain number such as -5
 * runs as nothing and stays as it came.
 */
function reportCell(cell: ReportCell): string {
	if (cell === undefined || cell === null || cell === '') return '';
	if (typeof cell === 'number') return String(cell);
	const text = FORMULA.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
	return `"${text.replaceAll('"', '""')}"`;
}

/** Control characters as \xNN, so that they are seen and change no terminal. */
export function visible(value: string): string {
	const show = (character: string) =>
		character < ' ' || character === '\u007f'
			? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`
			: character;
	return [...value].map(show).join('');
}
