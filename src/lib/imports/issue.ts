/** Severity of an issue: fatal refuses the file, ask needs an answer, error leaves the row out, warning keeps it, info counts. */
export type Severity = 'fatal' | 'ask' | 'error' | 'warning' | 'info';

/** One finding of an import. Codes are stable: tests, reports and messages (`issues.CODE`) use them. */
export interface Issue {
	code: string;
	severity: Severity;
	/** Physical line on which the record starts; the first line of the file is 1. */
	line?: number;
	/** Data record number, the first row below the header is 1. */
	record?: number;
	/** Column position, the first is 1. */
	column?: number;
	header?: string;
	field?: string;
	/** The value as in the file, cut at 200 characters. */
	value?: string;
	/** Named parameters of the message, such as { expected: 10, actual: 9 }. */
	details?: Record<string, string | number>;
}
