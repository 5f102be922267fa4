/** A file as it came, read where it is needed and without waiting. */
export interface FileBytes {
	size: number;
	/** `length` bytes from `position` on, fewer at the end of the file. */
	read(position: number, length: number): Buffer;
}

const PIECE_BYTES = 1 << 18;

export function bytesInMemory(bytes: Uint8Array): FileBytes {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	return { size: buffer.length, read: (position, length) => buffer.subarray(position, position + length) };
}

/** The bytes from `from` to `to` in pieces. */
export function* piecesOf(file: FileBytes, from = 0, to = file.size): Generator<Buffer> {
	for (let at = from; at < to;) {
		const piece = file.read(at, Math.min(PIECE_BYTES, to - at));
		if (piece.length === 0) return;
		at += piece.length;
		yield piece;
	}
}
