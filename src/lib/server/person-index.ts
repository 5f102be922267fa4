const SLOT = 3;
/** Slots of the table are used up to this share; they lie beside each other, so a longer search costs little. */
const FULL = 0.8;

/**
 * Gives people numbers as they first occur. A person is the first 8 bytes of the key: among 5 million people two share
 * them with a chance of 1 in a million.
 */
export function personIndex() {
	// Each slot holds the two halves of a key and the number of its person plus one, beside each other in memory.
	let slots = new Int32Array(2048 * SLOT);
	let mask = 2047;
	let size = 0;

	/** Where the slot of a key begins, or the free one where it belongs. Keys are hashes, so their bits spread. */
	const slotOf = (h: number, l: number) => {
		let at = (l & mask) * SLOT;
		while (slots[at + 2] !== 0 && (slots[at + 1] !== l || slots[at] !== h)) {
			at += SLOT;
			if (at === slots.length) at = 0;
		}
		return at;
	};
	const grow = () => {
		const old = slots;
		slots = new Int32Array(old.length * 2);
		mask = 2 * mask + 1;
		for (let from = 0; from < old.length; from += SLOT) {
			if (old[from + 2] === 0) continue;
			const at = slotOf(old[from], old[from + 1]);
			slots[at] = old[from];
			slots[at + 1] = old[from + 1];
			slots[at + 2] = old[from + 2];
		}
	};
	return {
		size: () => size,
		/** The number of the person with this key, of which the first two groups of 32 bits are given. */
		indexOf(high: number, low: number): number {
			const h = high | 0;
			const l = low | 0;
			let at = slotOf(h, l);
			if (slots[at + 2] !== 0) return slots[at + 2] - 1;
			if (size >= mask * FULL) {
				grow();
				at = slotOf(h, l);
			}
			slots[at] = h;
			slots[at + 1] = l;
			slots[at + 2] = ++size;
			return size - 1;
		},
		/** Keys in ascending order, and the place among them of each person number. */
		finish(): { keys: BigUint64Array; rank: Uint32Array } {
			const keys = new BigUint64Array(size);
			// Pairs of 32 bits, the lower half first on every platform Node runs on.
			const halves = new Int32Array(keys.buffer);
			for (let at = 0, i = 0; at < slots.length; at += SLOT) {
				if (slots[at + 2] === 0) continue;
				halves[2 * i] = slots[at + 1];
				halves[2 * i + 1] = slots[at];
				i++;
			}
			keys.sort();
			const rank = new Uint32Array(size);
			for (let place = 0; place < size; place++)
				rank[slots[slotOf(halves[2 * place + 1], halves[2 * place]) + 2] - 1] = place;
			return { keys, rank };
		}
	};
}
