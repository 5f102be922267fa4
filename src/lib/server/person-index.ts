const EMPTY = -1;

/**
 * Gives people numbers as they first occur. A person is the first 8 bytes of the key: among 5 million people two share
 * them with a chance of 1 in a million.
 */
export function personIndex() {
	let slots: Int32Array = new Int32Array(2048).fill(EMPTY);
	let high: Uint32Array = new Uint32Array(1024);
	let low: Uint32Array = new Uint32Array(1024);
	let size = 0;

	/** The slot that holds these 8 bytes, or the free one where they belong. Keys are hashes, so their bits spread. */
	const slotOf = (h: number, l: number) => {
		let slot = l & (slots.length - 1);
		while (slots[slot] !== EMPTY && (low[slots[slot]] !== l || high[slots[slot]] !== h))
			slot = (slot + 1) & (slots.length - 1);
		return slot;
	};
	const grow = () => {
		high = enlarged(high);
		low = enlarged(low);
		slots = new Int32Array(slots.length * 2).fill(EMPTY);
		for (let i = 0; i < size; i++) slots[slotOf(high[i], low[i])] = i;
	};
	return {
		size: () => size,
		/** The number of the person with this key, of which the first two groups of 32 bits are given. */
		indexOf(h: number, l: number): number {
			let slot = slotOf(h, l);
			if (slots[slot] !== EMPTY) return slots[slot];
			if (size === high.length) {
				grow();
				slot = slotOf(h, l);
			}
			high[size] = h;
			low[size] = l;
			slots[slot] = size;
			return size++;
		},
		/** Keys in ascending order, and the place among them of each person number. */
		finish(): { keys: BigUint64Array; rank: Uint32Array } {
			const keys = new BigUint64Array(size);
			// Pairs of 32 bits, the lower half first on every platform Node runs on.
			const halves = new Uint32Array(keys.buffer);
			for (let i = 0; i < size; i++) {
				halves[2 * i] = low[i];
				halves[2 * i + 1] = high[i];
			}
			keys.sort();
			const rank = new Uint32Array(size);
			for (let place = 0; place < size; place++) {
				rank[slots[slotOf(halves[2 * place + 1], halves[2 * place])]] = place;
			}
			return { keys, rank };
		}
	};
}

function enlarged(array: Uint32Array): Uint32Array {
	const larger = new Uint32Array(array.length * 2);
	larger.set(array);
	return larger;
}
