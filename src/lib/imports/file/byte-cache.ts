export const FNV_OFFSET = 0x811c9dc5 | 0;
export const FNV_PRIME = 0x01000193;
const SLOT = 4;
const EMPTY_HASH = FNV_OFFSET ^ (FNV_OFFSET >>> 15);

/** The FNV-1a hash of `bytes[start..end)`. */
export function hashOf(bytes: Uint8Array, start: number, end: number): number {
	let hash = FNV_OFFSET;
	for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i], FNV_PRIME);
	return hash;
}

/**
 * Numbers byte strings in the order they are first seen, so that a word is decoded and parsed once however often it
 * occurs. Bounded: beyond `maximum` entries, and for strings over 128 bytes, `add` refuses with -1.
 */
export class ByteCache {
	size = 0;
	/** Hash of the last string looked up. */
	hash = 0;
	/** The number of the empty string, or -1. */
	private empty = -1;
	/** Hash, number plus one, place and length of a string in each slot, beside each other in memory. */
	private slots = new Int32Array(256 * SLOT);
	private used = 0;
	private arena: Buffer = Buffer.alloc(2048);

	constructor(private readonly maximum = 65_536) {}

	/** The number of `bytes[start..end)`, or -1; `known` is its hash by `hashOf`. */
	find(bytes: Uint8Array, start: number, end: number, known = hashOf(bytes, start, end)): number {
		if (start === end && this.empty >= 0) {
			this.hash = EMPTY_HASH;
			return this.empty;
		}
		const hash = known ^ (known >>> 15);
		this.hash = hash;
		const { slots, arena } = this;
		const mask = slots.length - 1;
		const length = end - start;
		for (let slot = (hash << 2) & mask; ; slot = (slot + SLOT) & mask) {
			const id = slots[slot + 1] - 1;
			if (id < 0) return -1;
			if (slots[slot] !== hash || slots[slot + 3] !== length) continue;
			const place = slots[slot + 2];
			let i = 0;
			while (i < length && arena[place + i] === bytes[start + i]) i++;
			if (i === length) return id;
		}
	}

	/** Numbers the string that `find` has just missed; -1 where there is no room for it. */
	add(bytes: Uint8Array, start: number, end: number): number {
		const length = end - start;
		if (this.size >= this.maximum || length > 128) return -1;
		const id = this.size++;
		if (length === 0) this.empty = id;
		if (this.size * 2 * SLOT > this.slots.length) this.grow();
		if (this.used + length > this.arena.length) {
			const larger = Buffer.alloc(Math.max(this.arena.length * 2, this.used + length));
			larger.set(this.arena);
			this.arena = larger;
		}
		this.arena.set(bytes.subarray(start, end), this.used);
		const slot = this.freeSlot(this.hash);
		this.slots[slot] = this.hash;
		this.slots[slot + 1] = id + 1;
		this.slots[slot + 2] = this.used;
		this.slots[slot + 3] = length;
		this.used += length;
		return id;
	}

	private freeSlot(hash: number): number {
		const { slots } = this;
		const mask = slots.length - 1;
		let slot = (hash << 2) & mask;
		while (slots[slot + 1] !== 0) slot = (slot + SLOT) & mask;
		return slot;
	}

	private grow(): void {
		const old = this.slots;
		this.slots = new Int32Array(old.length * 2);
		for (let from = 0; from < old.length; from += SLOT) {
			if (old[from + 1] === 0) continue;
			this.slots.set(old.subarray(from, from + SLOT), this.freeSlot(old[from]));
		}
	}
}
