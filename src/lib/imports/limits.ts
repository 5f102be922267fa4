/** Limits of one file (IMPORT 12). Every one has an issue code and a test at the limit and beside it. */
export const LIMITS = {
	/** Bytes of the file as it is sent. */
	fileBytes: 2 ** 30,
	/** Bytes of the table once it is unpacked. */
	unpackedBytes: 2 ** 30,
	/** Bytes of one part of a workbook: a sheet says in about four bytes what CSV says in one. */
	workbookBytes: 2 ** 31,
	/** Bytes of the texts that the cells of a workbook share: they are held in memory. */
	sharedTextBytes: 2 ** 27,
	/** How many times its size a packed file may unpack to, beyond the bytes that are always allowed. */
	unpackRatio: 200,
	ratioFreeBytes: 2 ** 24,
	/** Cells of one sheet. */
	cells: 100_000_000,
	rows: 5_000_000,
	columns: 500,
	headerBytes: 65_536,
	recordBytes: 1_048_576,
	recordLines: 1_000,
	cellBytes: 65_536,
	/** Bytes read before delimiter, header and encoding are decided; the rest is verified against them. */
	headBytes: 1_048_576,
	distinctWords: 200,
	/** Notes of one kind that are listed however many others there are. */
	issuesPerCode: 100,
	/** Errors and warnings that are listed, and notes. */
	issuesInReport: 100_000
};
export type Limits = typeof LIMITS;
