const SEED = 0x811c9dc5 | 0;
const PRIME = 0x9e3779b1 | 0;
const WORD = 4;
const SLOT = 4;
const LONGEST = 128;
const DIGIT_0 = 0x30;
const HYPHEN = 0x2d;
const ISO_LENGTH = 10;
const FIRST_YEAR = 1900;
const YEARS = 200;
// Room for two digits of a month and of a day, so that a place is found by shifting.
const YEAR_BITS = 9;
const MONTH_BITS = 5;

/** Bytes with a view of them, which reads four at a time. */
export interface ViewedBytes {
	readonly bytes: Uint8Array;
	readonly view: DataView;
}

/** A hash of the bytes from `start` to `end`, four at a time; the last four may overlap those before. */
export function hashOf({ bytes, view }: ViewedBytes, start: number, end: number): number {
	let hash = SEED ^ (end - start);
	if (end - start < WORD) for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i], PRIME);
	else {
		for (let i = start; i < end - WORD; i += WORD) hash = Math.imul(hash ^ view.getInt32(i, true), PRIME);
		hash = Math.imul(hash ^ view.getInt32(end - WORD, true), PRIME);
	}
	hash = Math.imul(hash ^ (hash >>> 15), PRIME);
	return hash ^ (hash >>> 13);
}

/** A number of its own for each text like 2022-11-17 of the years from 1900 to 2099; -1 for every other text. */
function isoPlace(bytes: Uint8Array, start: number, end: number): number {
	if (end - start !== ISO_LENGTH || bytes[start + 4] !== HYPHEN || bytes[start + 7] !== HYPHEN) return -1;
	const century = twoDigits(bytes, start);
	const year = 100 * century + twoDigits(bytes, start + 2) - FIRST_YEAR;
	const month = twoDigits(bytes, start + 5);
	const day = twoDigits(bytes, start + 8);
	if (century < 0 || year < 0 || year >= YEARS || month < 0 || month > 12 || day < 0 || day > 31) return -1;
	return (year << YEAR_BITS) | (month << MONTH_BITS) | day;
}

/** The number that two digits write; far below 0 where they are not digits. */
function twoDigits(bytes: Uint8Array, at: number): number {
	const ten = bytes[at] - DIGIT_0;
	const one = bytes[at + 1] - DIGIT_0;
	return ten < 0 || ten > 9 || one < 0 || one > 9 ? -10_000 : 10 * ten + one;
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
	/** Place of the last string looked up among the dates, or -1. */
	private place = -1;
	/** Numbers plus one of dates, by their place: the dates of some years lie close together. */
	private dates = new Int32Array();
	/** Hash, number plus one, place and length of a string in each slot, beside each other in memory. */
	private slots = new Int32Array(256 * SLOT);
	private hashed = 0;
	private used = 0;
	private arena = viewed(2048);

	constructor(private readonly maximum = 65_536) {}

	get isFull(): boolean {
		return this.size >= this.maximum;
	}

	/** The number of the bytes from `start` to `end`, or -1. */
	find(source: ViewedBytes, start: number, end: number): number {
		if (start === end) {
			this.hash = SEED;
			return this.empty;
		}
		const place = (this.place = isoPlace(source.bytes, start, end));
		if (place >= 0) {
			this.hash = Math.imul(place ^ SEED, PRIME);
			return place < this.dates.length ? this.dates[place] - 1 : -1;
		}
		const hash = (this.hash = hashOf(source, start, end));
		const { slots } = this;
		const mask = slots.length - 1;
		const length = end - start;
		for (let slot = (hash << 2) & mask; ; slot = (slot + SLOT) & mask) {
			const id = slots[slot + 1] - 1;
			if (id < 0) return -1;
			if (slots[slot] === hash && slots[slot + 3] === length && this.holds(slots[slot + 2], source, start, end))
				return id;
		}
	}

	private holds(place: number, { bytes, view }: ViewedBytes, start: number, end: number): boolean {
		const { arena } = this;
		const length = end - start;
		if (length < WORD) {
			for (let i = 0; i < length; i++) if (arena.bytes[place + i] !== bytes[start + i]) return false;
			return true;
		}
		const last = length - WORD;
		for (let i = 0; i < last; i += WORD) if (arena.view.getInt32(place + i) !== view.getInt32(start + i)) return false;
		return arena.view.getInt32(place + last) === view.getInt32(start + last);
	}

	/** Numbers the string that `find` has just missed; -1 where there is no room for it. */
	add({ bytes }: ViewedBytes, start: number, end: number): number {
		const length = end - start;
		if (this.isFull || length > LONGEST) return -1;
		const id = this.size++;
		if (length === 0) this.empty = id;
		else if (this.place >= 0) {
			if (this.dates.length === 0) this.dates = new Int32Array(YEARS << YEAR_BITS);
			this.dates[this.place] = id + 1;
		} else this.addHashed(id, bytes.subarray(start, end));
		return id;
	}

	private addHashed(id: number, bytes: Uint8Array): void {
		if (++this.hashed * 2 * SLOT > this.slots.length) this.grow();
		if (this.used + bytes.length > this.arena.bytes.length) {
			const larger = viewed(Math.max(this.arena.bytes.length * 2, this.used + bytes.length));
			larger.bytes.set(this.arena.bytes);
			this.arena = larger;
		}
		this.arena.bytes.set(bytes, this.used);
		const slot = this.freeSlot(this.hash);
		this.slots[slot] = this.hash;
		this.slots[slot + 1] = id + 1;
		this.slots[slot + 2] = this.used;
		this.slots[slot + 3] = bytes.length;
		this.used += bytes.length;
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

function viewed(size: number): ViewedBytes {
	const bytes = new Uint8Array(size);
	return { bytes, view: new DataView(bytes.buffer) };
}
