import { hasTable, keepTable, openRawFile, readTableFile } from '#lib/server/raw-files.ts';
import type { Issue } from '../issue.ts';
import { openTable, type TableOrigin } from './open-table.ts';
import { packingOf } from './packing.ts';
import { RefusedTable } from './refused-table.ts';

/** Where an uploaded file is, and the key it is sealed with. */
export interface StoredFile {
	folder: string;
	name: string;
	key: Uint8Array;
}

/** The table of an uploaded file, to be read as often as needed. */
export interface TableFile {
	origin: TableOrigin;
	/** Set where the file is no table; `chunks` must not be read then. */
	fatal: Issue | null;
	/** Without waiting, so that it can be read inside a transaction. */
	chunks(): Iterable<Uint8Array>;
}

/**
 * Unpacks an uploaded file once, where it is packed, and keeps its table beside it, sealed likewise. The file as it came
 * is never changed. `sheet` is that of a workbook; without it the first that holds a table is taken.
 */
export async function unpackedTable(file: StoredFile, sheet?: string): Promise<TableFile> {
	const { folder, name, key } = file;
	const raw = openRawFile(folder, name, key);
	try {
		const { origin, fatal, pieces } = await openTable(raw, sheet);
		if (!fatal && origin.packing !== 'plain') await keepTable(folder, name, key, pieces);
		return { origin, fatal, chunks: () => readTableFile(folder, name, key) };
	} catch (error) {
		if (!(error instanceof RefusedTable)) throw error;
		return { origin: { packing: 'plain' }, fatal: error.issue, chunks: () => [] };
	} finally {
		raw.close();
	}
}

/** The table of a file that was inspected before: unpacked anew only where its table is not kept any more. */
export async function knownTable(file: StoredFile, sheet?: string): Promise<TableFile> {
	const { folder, name, key } = file;
	const packing = sheet === undefined ? 'plain' : 'workbook';
	return hasTable(folder, name)
		? { origin: { packing }, fatal: null, chunks: () => readTableFile(folder, name, key) }
		: unpackedTable(file, sheet);
}

/** Why an uploaded file is no table, as far as its packing tells; its rows are not read. */
export async function packingIssue({ folder, name, key }: StoredFile): Promise<Issue | null> {
	const raw = openRawFile(folder, name, key);
	try {
		const packing = await packingOf(raw);
		return packing.kind === 'refused' ? packing.issue : null;
	} catch (error) {
		if (error instanceof RefusedTable) return error.issue;
		throw error;
	} finally {
		raw.close();
	}
}
