import type { Range } from '#lib/datasets/dataset.ts';
import type { Issue } from '../issue.ts';

/**
 * A typed cell: text and codes as strings (often the same string object for the same word), dates as day numbers,
 * instants as milliseconds since 1970-01-01T00:00Z, yes-no as 1 or 0, numbers, ranges; null is empty. Partial dates
 * and local times are text.
 */
export type CellValue = string | number | null | Range;

/** Takes the checked rows of one file, in file order. */
export interface RowSink {
	/**
	 * `values` holds one value per field of `storedFields(layout)`, in that order. The array is reused: copy what is
	 * kept. `line` is the physical line on which the record starts. `cells` numbers the distinct texts of each field's
	 * column: the same number is the same text again; -1 where a cell has no number.
	 */
	row(values: readonly CellValue[], line: number, cells: Int32Array): void;
}

/** What checking every row of a file found. Counts are exact, also where the list of issues is cut. */
export interface CheckReport {
	/** Records below the header: kept and excluded, without blank lines and repeated headers. */
	recordCount: number;
	/** Rows given to the sink. */
	rowCount: number;
	excludedCount: number;
	/** Physical lines read, and the numbers given to rows that are no lines of the file. */
	lineCount: number;
	/** Occurrences by issue code. */
	counts: Record<string, number>;
	/** The first issues of each code, in file order. */
	issues: Issue[];
	/** Set where the file cannot be read on (an unclosed quote, a limit): nothing may be published. */
	fatal: Issue | null;
}
