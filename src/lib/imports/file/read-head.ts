import { byteOrderMark, byteSource, unmarkedUtf16, utf8Validator } from './decode.ts';
import type { Issue } from '../issue.ts';
import { LIMITS } from '../limits.ts';
import { foreignFile, isBinary } from './magic.ts';
import type { Encoding } from '../plan.ts';

/** The beginning of a file and what it says about the file's bytes. */
export interface Head {
	/** Bytes as they came. */
	raw: Buffer;
	/** Bytes in an encoding that extends ASCII, without a mark. */
	bytes: Buffer;
	isWhole: boolean;
	encoding: Encoding;
	hasMark: boolean;
	/** UTF-16 without a mark: likely, not certain. */
	isUnmarkedWide: boolean;
	fatal: Issue | null;
}

export type ByteChunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Reads the first mebibyte; the rest of the iterator stays to be read. */
export async function readHead(
	chunks: AsyncIterator<Uint8Array>,
	given: Encoding | undefined,
	isFromSheet = false
): Promise<Head> {
	const parts: Uint8Array[] = [];
	let size = 0;
	let isWhole = false;
	while (size < LIMITS.headBytes) {
		const next = await chunks.next();
		if (next.done) {
			isWhole = true;
			break;
		}
		parts.push(Uint8Array.from(next.value));
		size += next.value.length;
	}
	const raw = Buffer.concat(parts);
	return isFromSheet ? headOfSheet(raw, isWhole) : describe(raw, isWhole, given);
}

function describe(raw: Buffer, isWhole: boolean, given: Encoding | undefined): Head {
	const mark = byteOrderMark(raw);
	const wide = mark ? null : unmarkedUtf16(raw);
	const encoding = mark?.encoding ?? given ?? wide ?? (isValidUtf8(raw, isWhole) ? 'utf-8' : 'windows-1252');
	const bytes = decodedHead(raw, encoding, isWhole);
	const head = { raw, bytes, isWhole, encoding, hasMark: mark !== null, isUnmarkedWide: wide !== null };
	return { ...head, fatal: fatalOf(raw, bytes, isWhole) };
}

/** The text of a sheet is known to be UTF-8, whatever its first cells look like. */
function headOfSheet(raw: Buffer, isWhole: boolean): Head {
	const fatal: Issue | null = raw.length === 0 ? { code: 'FILE_EMPTY', severity: 'fatal' } : null;
	return { raw, bytes: raw, isWhole, encoding: 'utf-8', hasMark: true, isUnmarkedWide: false, fatal };
}

function fatalOf(raw: Buffer, bytes: Buffer, isWhole: boolean): Issue | null {
	const foreign = foreignFile(raw);
	if (foreign)
		return {
			code: foreign.isCompressed ? 'FILE_COMPRESSED' : 'FILE_NOT_CSV',
			severity: 'fatal',
			details: { kind: foreign.kind }
		};
	if (
		isWhole &&
		!bytes.some((byte) => byte !== 0x0a && byte !== 0x0d && byte !== 0x20 && byte !== 0x09 && byte !== 0x1a)
	)
		return { code: 'FILE_EMPTY', severity: 'fatal' };
	return isBinary(bytes) ? { code: 'FILE_NOT_CSV', severity: 'fatal', details: { kind: 'binary' } } : null;
}

function isValidUtf8(raw: Buffer, isWhole: boolean): boolean {
	const validator = utf8Validator();
	return validator.write(raw) && (!isWhole || validator.end());
}

function decodedHead(raw: Buffer, encoding: Encoding, isWhole: boolean): Buffer {
	const parts: Uint8Array[] = [];
	const source = byteSource(encoding, (chunk) => parts.push(chunk));
	source.write(raw);
	if (isWhole || raw.length < 3) source.end();
	return Buffer.concat(parts);
}

/** One iterator over chunks that may come at once or over time. */
export async function* chunkIterator(chunks: ByteChunks): AsyncGenerator<Uint8Array> {
	yield* chunks;
}
