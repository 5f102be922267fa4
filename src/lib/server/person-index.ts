const SLOT = 3;
/** Slots are used up to this share; they lie beside each other, so a longer search costs little. */
const FULL = 0.8;

/**
 * Keys of people and their numbers plus one in slots of three integers beside each other, so that a look costs one
 * access to memory. A person is the first 8 bytes of the key: among 5 million people two share them with a chance of 1
 * in a million.
 */
class PersonSlots {
	private slots = new Int32Array(2048 * SLOT);
	private mask = 2047;

	/** Where the slot of a key begins, or the free one where it belongs. Keys are hashes, so their bits spread. */
	slotOf(high: number, low: number): number {
		const { slots } = this;
		let at = (low & this.mask) * SLOT;
		while (slots[at + 2] !== 0 && (slots[at + 1] !== low || slots[at] !== high)) {
			at += SLOT;
			if (at === slots.length) at = 0;
		}
		return at;
	}

	numberAt(slot: number): number {
		return this.slots[slot + 2] - 1;
	}

	put(slot: number, high: number, low: number, number: number): void {
		this.slots[slot] = high;
		this.slots[slot + 1] = low;
		this.slots[slot + 2] = number + 1;
	}

	isFull(people: number): boolean {
		return people >= this.mask * FULL;
	}

	grow(): void {
		const old = this.slots;
		this.slots = new Int32Array(old.length * 2);
		this.mask = 2 * this.mask + 1;
		for (let at = 0; at < old.length; at += SLOT)
			if (old[at + 2] !== 0) this.put(this.slotOf(old[at], old[at + 1]), old[at], old[at + 1], old[at + 2] - 1);
	}

	keys(people: number): BigUint64Array {
		const { slots } = this;
		const keys = new BigUint64Array(people);
		// Pairs of 32 bits, the lower half first on every platform Node runs on.
		const halves = new Int32Array(keys.buffer);
		for (let at = 0, i = 0; at < slots.length; at += SLOT) {
			if (slots[at + 2] === 0) continue;
			halves[i++] = slots[at + 1];
			halves[i++] = slots[at];
		}
		return keys;
	}
}

/** Gives people numbers as they first occur. */
export function personIndex() {
	const slots = new PersonSlots();
	let size = 0;
	return {
		size: () => size,
		/** The number of the person with this key, of which the first two groups of 32 bits are given. */
		indexOf(high: number, low: number): number {
			const h = high | 0;
			const l = low | 0;
			let slot = slots.slotOf(h, l);
			const known = slots.numberAt(slot);
			if (known >= 0) return known;
			if (slots.isFull(size)) {
				slots.grow();
				slot = slots.slotOf(h, l);
			}
			slots.put(slot, h, l, size);
			return size++;
		},
		/** Keys in ascending order, and the place among them of each person number. */
		finish(): { keys: BigUint64Array; rank: Uint32Array } {
			const keys = slots.keys(size).sort();
			const halves = new Int32Array(keys.buffer);
			const rank = new Uint32Array(size);
			for (let place = 0; place < size; place++)
				rank[slots.numberAt(slots.slotOf(halves[2 * place + 1], halves[2 * place]))] = place;
			return { keys, rank };
		}
	};
}
