/** Limits of one file (IMPORT 12). Every one has an issue code and a test at the limit and beside it. */
export const LIMITS = {
	rows: 5_000_000,
	columns: 500,
	headerBytes: 65_536,
	recordBytes: 1_048_576,
	recordLines: 1_000,
	cellBytes: 65_536,
	/** Bytes read before delimiter, header and encoding are decided; the rest is verified against them. */
	headBytes: 1_048_576,
	distinctWords: 200,
	issuesPerCode: 100,
	issuesInReport: 100_000
};
export type Limits = typeof LIMITS;
