type Numbers = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float64Array | BigUint64Array;

interface ArrayOf<T extends Numbers> {
	new (length: number): T;
	new (buffer: ArrayBuffer, offset: number, length: number): T;
	readonly BYTES_PER_ELEMENT: number;
}

const SMALL_BYTES = 1 << 20;
// What is as long as this the system library takes from the system and gives back; shorter pieces it keeps for later,
// scattered, so that the next long one does not find room among them.
const OWN_BYTES = 1 << 25;

/** An array of zeros whose memory the system gets back when it is let go. Pages that are not written to take none. */
export function largeArray<T extends Numbers>(Of: ArrayOf<T>, length: number): T {
	const bytes = length * Of.BYTES_PER_ELEMENT;
	return bytes < SMALL_BYTES ? new Of(length) : new Of(new ArrayBuffer(Math.max(bytes, OWN_BYTES)), 0, length);
}
