import type { RecordScanner } from './scanner.ts';

/** Index of the first cell that holds more than blanks, or -1 for a blank line or a row of separators. */
export function firstFilledCell({ bytes, starts, ends, count }: RecordScanner): number {
	for (let i = 0; i < count; i++)
		for (let at = starts[i]; at < ends[i]; at++) if (bytes[at] !== 0x20 && bytes[at] !== 0x09) return i;
	return -1;
}
