import { isUtf8 } from 'node:buffer';
import { cellText } from '../check/check-column.ts';
import { neutralised, withoutApostrophe } from '../check/report-csv.ts';
import { byteOrderMark, textReader } from '../file/decode.ts';
import { RecordScanner } from '../file/scanner.ts';
import type { ImportPlan } from '../plan.ts';

/** Columns that "rows to correct" have after those of the file. */
export const ADDED_COLUMNS = ['line', 'field', 'problem', 'suggestion', 'codes'];

/** Why a file is no correction of this draft: a message below `data.`. */
export type CorrectionProblem = 'correction-encoding' | 'correction-columns' | 'correction-quotes';

/** Rows that came back, by the line of the file they belong to; a line sent twice counts as last sent. */
export type ReturnedRows = Map<number, string[]>;

/** Reads "rows to correct" as they came back from a spreadsheet, with the separator it chose. */
export function returnedRows(bytes: Buffer, plan: ImportPlan): ReturnedRows | CorrectionProblem {
	if (!isUtf8(bytes)) return 'correction-encoding';
	const text = bytes.subarray(byteOrderMark(bytes)?.length ?? 0);
	const headers = plan.columns.map(({ header }) => header);
	for (const delimiter of new Set([plan.delimiter, ',', ';', '\t', '|'])) {
		const { records, isUnclosed } = recordsOf(text, delimiter);
		const at = lineColumn(records[0] ?? [], headers);
		if (at < 0) continue;
		return isUnclosed ? 'correction-quotes' : rowsByLine(records.slice(1), at);
	}
	return 'correction-columns';
}

function recordsOf(bytes: Buffer, delimiter: string) {
	const read = textReader('utf-8');
	const records: string[][] = [];
	const scanner = new RecordScanner(delimiter.charCodeAt(0), (record) => {
		records.push(Array.from({ length: record.count }, (_, index) => cellText(record, index, read)));
	});
	scanner.write(bytes);
	scanner.end();
	return { records, isUnclosed: scanner.fatal !== null };
}

/** Where the line numbers stand: behind the columns of the file, which must be there in their order; else -1. */
function lineColumn(found: string[], headers: string[]): number {
	const names = found.map((name) => name.trim());
	const isSame = headers.every((header, i) => [header.trim(), neutralised(header).trim()].includes(names[i]));
	return isSame ? found.indexOf(ADDED_COLUMNS[0], headers.length) : -1;
}

function rowsByLine(records: string[][], at: number): ReturnedRows {
	const rows: ReturnedRows = new Map();
	for (const cells of records) if (/^\d+$/.test(cells[at] ?? '')) rows.set(Number(cells[at]), cells.slice(0, at));
	return rows;
}

/**
 * A returned row with its changed cells; null where nothing was changed. Cells that came back as the report wrote them
 * keep the text of the file, apostrophes the report added are taken off, and cells beyond the columns may go.
 */
export function correctedRow(original: string[], returned: string[], columns: number): string[] | null {
	const width = Math.max(original.length, returned.length, columns);
	const cells = Array.from({ length: width }, (_, index) => {
		const before = original[index] ?? '';
		const after = returned[index] ?? '';
		return sameText(neutralised(before), after) ? before : withoutApostrophe(after);
	});
	while (cells.length > columns && cells.at(-1) === '') cells.pop();
	const isSame = cells.every((cell, index) => cell === (original[index] ?? '')) && cells.length >= original.length;
	return isSame ? null : cells;
}

// Spreadsheets write line breaks inside a cell in their own way.
function sameText(a: string, b: string): boolean {
	return a === b || a.replaceAll(/\r\n?/g, '\n') === b.replaceAll(/\r\n?/g, '\n');
}
