import type { Issue } from '../issue.ts';
import { LIMITS, type Limits } from '../limits.ts';
import { piecesOf, type FileBytes } from './file-bytes.ts';
import { gunzip } from './gunzip.ts';
import { packingOf, type Packing } from './packing.ts';
import { RefusedTable } from './refused-table.ts';
import type { SheetHead } from './workbook/sheet-head.ts';
import { sheetHead, sheetTable } from './workbook/sheet-table.ts';
import { openWorkbook, type SheetPart } from './workbook/workbook-parts.ts';

/** Where a table came from, as far as reading it needs to know. Plain data. */
export interface TableOrigin {
	packing: 'plain' | 'gzip' | 'workbook';
	/** Workbooks: the sheet that is read, and all visible ones that hold a table. */
	sheet?: string;
	sheets?: string[];
	/** Positions of columns that store numbers, whose decimal mark is therefore known. */
	numberColumns?: number[];
	/** Formulas met so far whose result the workbook does not store. */
	emptyFormulas?: number;
}

/** A file opened as a table. */
export interface OpenedTable {
	origin: TableOrigin;
	/** Set where the file is no table; there are no pieces then. */
	fatal: Issue | null;
	/** The table as text in pieces, to be read once. Throws `RefusedTable` where it turns out damaged or too large. */
	pieces: AsyncIterable<Uint8Array>;
}

/**
 * Opens a file as the table it holds: as it is, out of gzip, or out of a sheet of a workbook, which becomes CSV in
 * UTF-8 with one record per row of the sheet. `sheet` names the sheet; without it, the first that holds a table.
 */
export async function openTable(file: FileBytes, sheet?: string, limits: Limits = LIMITS): Promise<OpenedTable> {
	try {
		const packing = await packingOf(file, limits);
		if (packing.kind === 'refused') return refused(packing.issue);
		if (packing.kind === 'workbook') return await openSheet(packing, sheet, limits);
		if (packing.kind === 'gzip') return { origin: { packing: 'gzip' }, fatal: null, pieces: gunzip(file, limits) };
		return { origin: { packing: 'plain' }, fatal: null, pieces: inPieces(file) };
	} catch (error) {
		if (error instanceof RefusedTable) return refused(error.issue);
		throw error;
	}
}

async function* inPieces(file: FileBytes): AsyncGenerator<Uint8Array> {
	yield* piecesOf(file);
}

function refused(issue: Issue): OpenedTable {
	return { origin: { packing: 'plain' }, fatal: issue, pieces: nothing() };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function openSheet(
	{ zip, part }: Extract<Packing, { kind: 'workbook' }>,
	wanted: string | undefined,
	limits: Limits
): Promise<OpenedTable> {
	const workbook = await openWorkbook(zip, part, limits);
	const texts = await workbook.texts();
	const filled: { sheet: SheetPart; head: SheetHead }[] = [];
	for (const sheet of workbook.sheets) {
		if (sheet.isHidden && sheet.name !== wanted) continue;
		const head = await sheetHead(zip, workbook, sheet, (shared) => texts.lengthOf(shared) === 0);
		if (head.headerRow > 0) filled.push({ sheet, head });
	}
	const tables = filled.filter(({ head }) => head.isTable);
	const chosen = filled.find(({ sheet }) => sheet.name === wanted) ?? tables[0] ?? filled[0];
	if (!chosen) return refused({ code: 'FILE_EMPTY', severity: 'fatal' });
	const origin: TableOrigin = {
		packing: 'workbook',
		sheet: chosen.sheet.name,
		sheets: tables.map(({ sheet }) => sheet.name),
		numberColumns: chosen.head.numberColumns,
		emptyFormulas: 0
	};
	const onEmptyFormula = () => (origin.emptyFormulas = (origin.emptyFormulas ?? 0) + 1);
	const pieces = sheetTable({ zip, workbook, ...chosen, texts, limits, onEmptyFormula });
	return { origin, fatal: null, pieces };
}
