import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Limits } from '../limits.ts';
import { piecesOf, type FileBytes } from './file-bytes.ts';
import { refusedTable } from './refused-table.ts';
import { UnpackBudget } from './unpack-budget.ts';

/** What a gzip file holds, in pieces. A file that was cut or changed is refused at the end at the latest. */
export async function* gunzip(file: FileBytes, limits: Limits): AsyncGenerator<Uint8Array> {
	const budget = new UnpackBudget(file.size, limits.unpackedBytes, limits);
	const unpacker = createGunzip({ chunkSize: 1 << 16 });
	pipeline(Readable.from(piecesOf(file)), unpacker, () => undefined);
	try {
		for await (const piece of unpacker as AsyncIterable<Uint8Array>) {
			budget.take(piece.length);
			yield piece;
		}
	} catch (error) {
		throw isZlibError(error) ? refusedTable('FILE_DAMAGED', { kind: 'gzip' }) : error;
	} finally {
		unpacker.destroy();
	}
}

export function isZlibError(error: unknown): boolean {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');
}
