const BITS = 16;
const CHUNK = 1 << BITS;
const MASK = CHUNK - 1;

/** A growing list of 32-bit integers in chunks, so that growing copies nothing and memory has no peak. */
export class IntList {
	length = 0;
	private readonly chunks: Int32Array[] = [];

	push(value: number): void {
		if (this.length >>> BITS === this.chunks.length) this.chunks.push(new Int32Array(CHUNK));
		this.chunks[this.length >>> BITS][this.length & MASK] = value;
		this.length++;
	}

	/** Adds zeros until the list has this length. */
	extend(length: number): void {
		while (length > this.chunks.length * CHUNK) this.chunks.push(new Int32Array(CHUNK));
		if (length > this.length) this.length = length;
	}

	at(index: number): number {
		return this.chunks[index >>> BITS][index & MASK];
	}

	set(index: number, value: number): void {
		this.chunks[index >>> BITS][index & MASK] = value;
	}
}
