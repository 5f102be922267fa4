import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { FileBytes } from '../lib/imports/file/file-bytes.ts';

/** A file of this machine, read where it is needed. */
export function fileOnDisk(path: string): FileBytes & { close(): void } {
	const file = openSync(path, 'r');
	return {
		size: fstatSync(file).size,
		read(position, length) {
			const bytes = Buffer.alloc(length);
			return bytes.subarray(0, readSync(file, bytes, 0, length, position));
		},
		close: () => closeSync(file)
	};
}
