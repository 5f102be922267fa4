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
	return `"${neutralised(cell).replaceAll('"', '""')}"`;
}

/** A text as reports write it: with an apostrophe before what a spreadsheet would run. */
export function neutralised(text: string): string {
	return FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

/** A text as it was before a report wrote it. */
export function withoutApostrophe(text: string): string {
	return text.startsWith("'") && neutralised(text.slice(1)) === text ? text.slice(1) : text;
}

/** Control characters as \xNN, so that they are seen and change no terminal. */
export function visible(value: string): string {
	const show = (character: string) =>
		character < ' ' || character === '\u007f'
			? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`
			: character;
	return [...value].map(show).join('');
}
