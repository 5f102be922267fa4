import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import type { Limits } from '../limits.ts';
import { piecesOf, type FileBytes } from './file-bytes.ts';
import { RefusedTable, refusedTable } from './refused-table.ts';
import { UnpackBudget } from './unpack-budget.ts';

const MOST_ENTRIES = 10_000;

/** The parts of a ZIP file by name, as its directory at the end lists them. Nothing is unpacked until it is read. */
export interface ZipParts {
	has(name: string): boolean;
	/** The unpacked bytes of a part; sizes and checksum must be those of the directory. */
	read(name: string): AsyncGenerator<Uint8Array>;
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

/** Opens a ZIP file; null where its directory cannot be read, names a part twice or lists too many. */
export async function openZip(file: FileBytes, limits: Limits): Promise<ZipParts | null> {
	const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true };
	const entries = new Map<string, Entry>();
	let zip: ZipFile;
	try {
		zip = await yauzl.fromRandomAccessReaderPromise(new BytesReader(file), file.size, options);
		for await (const entry of zip.eachEntry()) {
			// Two parts of one name: which one counts would depend on the reader.
			if (entries.has(entry.fileName) || entries.size >= MOST_ENTRIES) return null;
			entries.set(entry.fileName, entry);
		}
	} catch {
		return null;
	}
	return {
		has: (name) => entries.has(name),
		async *read(name) {
			const entry = entries.get(name);
			if (!entry) throw damaged();
			yield* unpacked(zip, entry, new UnpackBudget(entry.compressedSize, limits.workbookBytes, limits));
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
