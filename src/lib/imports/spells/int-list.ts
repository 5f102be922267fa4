import { largeArray } from '#lib/statistics/large-array.ts';

const BITS = 16;
const CHUNK = 1 << BITS;
const MASK = CHUNK - 1;
/** So many integers stand in small chunks, all further ones in large ones. */
const FEW = 1 << 20;
const LARGE_BITS = 23;
const LARGE_CHUNK = 1 << LARGE_BITS;
const LARGE_MASK = LARGE_CHUNK - 1;

/** A growing list of 32-bit integers in chunks, so that growing copies nothing and memory has no peak. */
export class IntList {
	length = 0;
	private readonly small: Int32Array[] = [];
	private readonly large: Int32Array[] = [];

	push(value: number): void {
		this.extend(this.length + 1);
		this.set(this.length - 1, value);
	}

	/** Adds zeros until the list has this length. */
	extend(length: number): void {
		if (length <= this.length) return;
		while (length > this.small.length * CHUNK && this.small.length * CHUNK < FEW)
			this.small.push(new Int32Array(CHUNK));
		while (length > FEW + this.large.length * LARGE_CHUNK) this.large.push(largeArray(Int32Array, LARGE_CHUNK));
		this.length = length;
	}

	at(index: number): number {
		return index < FEW
			? this.small[index >>> BITS][index & MASK]
			: this.large[(index - FEW) >>> LARGE_BITS][(index - FEW) & LARGE_MASK];
	}

	set(index: number, value: number): void {
		if (index < FEW) this.small[index >>> BITS][index & MASK] = value;
		else this.large[(index - FEW) >>> LARGE_BITS][(index - FEW) & LARGE_MASK] = value;
	}
}
