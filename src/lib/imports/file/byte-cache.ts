export const FNV_OFFSET = 0x811c9dc5 | 0;
export const FNV_PRIME = 0x01000193;
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
	/** Hash and number plus one of the string in each slot, beside each other in memory. */
	private slots: Int32Array = new Int32Array(512);
	private hashes: Int32Array = new Int32Array(128);
	private offsets: Int32Array = new Int32Array(129);
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
		const { slots } = this;
		const mask = slots.length - 1;
		for (let slot = (hash << 1) & mask; ; slot = (slot + 2) & mask) {
			const id = slots[slot + 1] - 1;
			if (id < 0) return -1;
			if (slots[slot] === hash && this.equals(id, bytes, start, end)) return id;
		}
	}

	/** Numbers the string that `find` has just missed; -1 where there is no room for it. */
	add(bytes: Uint8Array, start: number, end: number): number {
		const length = end - start;
		if (this.size >= this.maximum || length > 128) return -1;
		const id = this.size++;
		if (id === this.hashes.length) this.grow();
		if (length === 0) this.empty = id;
		const offset = this.offsets[id];
		if (offset + length > this.arena.length) {
			const larger = Buffer.alloc(Math.max(this.arena.length * 2, offset + length));
			larger.set(this.arena);
			this.arena = larger;
		}
		this.arena.set(bytes.subarray(start, end), offset);
		this.offsets[id + 1] = offset + length;
		this.hashes[id] = this.hash;
		this.place(id);
		return id;
	}

	private equals(id: number, bytes: Uint8Array, start: number, end: number): boolean {
		const { arena, offsets } = this;
		let at = offsets[id];
		if (offsets[id + 1] - at !== end - start) return false;
		for (let i = start; i < end; i++) if (arena[at++] !== bytes[i]) return false;
		return true;
	}

	private place(id: number): void {
		const { slots } = this;
		const mask = slots.length - 1;
		let slot = (this.hashes[id] << 1) & mask;
		while (slots[slot + 1] !== 0) slot = (slot + 2) & mask;
		slots[slot] = this.hashes[id];
		slots[slot + 1] = id + 1;
	}

	private grow(): void {
		const entries = this.hashes.length * 2;
		const hashes = new Int32Array(entries);
		hashes.set(this.hashes);
		const offsets = new Int32Array(entries + 1);
		offsets.set(this.offsets);
		this.hashes = hashes;
		this.offsets = offsets;
		this.slots = new Int32Array(entries * 4);
		for (let id = 0; id < this.size - 1; id++) this.place(id);
	}
}
