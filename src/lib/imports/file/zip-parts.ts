import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import type { Limits } from '../limits.ts';
import { piecesOf, type FileBytes } from './file-bytes.ts';
import { RefusedTable, refusedTable } from './refused-table.ts';
import { UnpackBudget } from './unpack-budget.ts';

const MOST_ENTRIES = 10_000;
const MOST_DIRECTORY_BYTES = 1 << 22;
// What says how a workbook is put together is small; only sheets and texts are not.
const SMALL_PART_BYTES = 1 << 26;

/** The parts of a ZIP file by name, as its directory at the end lists them. Nothing is unpacked until it is read. */
export interface ZipParts {
	has(name: string): boolean;
	/** The unpacked bytes of a part, `mostBytes` at most; sizes and checksum must be those of the directory. */
	read(name: string, mostBytes?: number): AsyncGenerator<Uint8Array>;
}

class BytesReader extends yauzl.RandomAccessReader {
	constructor(private readonly file: FileBytes) {
		super();
	}

	override _readStreamForRange(start: number, end: number): Readable {
		return Readable.from(piecesOf(this.file, start, end));
	}

	override read(
		buffer: Buffer,
		offset: number,
		length: number,
		position: number,
		callback: (error: Error | null) => void
	): void {
		const got = this.file.read(position, length);
		got.copy(buffer, offset);
		const error = got.length < length ? new Error('The file ends before its directory says so.') : null;
		setImmediate(callback, error);
	}
}

// With so many parts it is no document; which ones does not matter.
const ARCHIVE: ZipParts = {
	has: () => false,
	read: () => {
		throw damaged();
	}
};

/** Opens a ZIP file; null where its directory cannot be read or names a part twice. */
export async function openZip(file: FileBytes, limits: Limits): Promise<ZipParts | null> {
	const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true };
	const entries = new Map<string, Entry>();
	let zip: ZipFile;
	let directoryBytes = 0;
	try {
		zip = await yauzl.fromRandomAccessReaderPromise(new BytesReader(file), file.size, options);
		for await (const entry of zip.eachEntry()) {
			// Two parts of one name: which one counts would depend on the reader.
			if (entries.has(entry.fileName)) return null;
			directoryBytes += entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
			if (entries.size >= MOST_ENTRIES || directoryBytes > MOST_DIRECTORY_BYTES) return ARCHIVE;
			entries.set(entry.fileName, entry);
		}
	} catch {
		return null;
	}
	return {
		has: (name) => entries.has(name),
		async *read(name, mostBytes = SMALL_PART_BYTES) {
			const entry = entries.get(name);
			if (!entry) throw damaged();
			yield* unpacked(
				zip,
				entry,
				new UnpackBudget(entry.compressedSize, Math.min(mostBytes, limits.workbookBytes), limits)
			);
		}
	};
}

async function* unpacked(zip: ZipFile, entry: Entry, budget: UnpackBudget): AsyncGenerator<Uint8Array> {
	let checksum = 0;
	let stream: Readable | null = null;
	try {
		stream = await zip.openReadStreamPromise(entry);
		for await (const piece of stream as AsyncIterable<Uint8Array>) {
			budget.take(piece.length);
			checksum = crc32(piece, checksum);
			yield piece;
		}
	} catch (error) {
		throw error instanceof RefusedTable ? error : damaged();
	} finally {
		stream?.destroy();
	}
	if (checksum !== entry.crc32) throw damaged();
}

function damaged(): RefusedTable {
	return refusedTable('FILE_DAMAGED', { kind: 'xlsx' });
}
