import { hashOf, type ViewedBytes } from '../file/byte-cache.ts';
import { largeArray } from '#lib/statistics/large-array.ts';
import { LIMITS } from '../limits.ts';
import { IntList } from './int-list.ts';

const CHUNK_BITS = 18;
const CHUNK_BYTES = 1 << CHUNK_BITS;
/** So many bytes of ids stand in small chunks, all further ones in large ones. */
const FEW_BYTES = 1 << 22;
const FEW_CHUNKS = FEW_BYTES >>> CHUNK_BITS;
const LARGE_BITS = 25;
const LARGE_BYTES = 1 << LARGE_BITS;
const LENGTH_BYTES = 2;
/** Slots are used up to this share; they lie beside each other, so a longer search costs little. */
const FULL = 0.8;
const FEWEST_SLOTS = 1024;
/** Up to so many slots their number grows fourfold, so that ids are seldom put into others. */
const MANY_SLOTS = 1 << 20;
/** A slot holds 8 bits of the hash of an id, to pass by most others, and the number of the person plus one. */
const NUMBER = 0xffffff;
const TAG = ~NUMBER;

/**
 * The people of one file, numbered in the order they are first seen. Each id is kept once, in UTF-8 as the file spells
 * it, and compared byte by byte: about 20 bytes a person.
 */
export class FilePeople {
	size = 0;
	/** Where the id of the person sought last stands. */
	bytes: Buffer = Buffer.alloc(0);
	view = new DataView(this.bytes.buffer);
	start = 0;
	end = 0;
	private slots: Int32Array;
	private places = new IntList();
	private chunks: (ViewedBytes & { bytes: Buffer })[] = [];
	/** Place of the first byte of the last chunk, and how many of its bytes are taken. */
	private chunkStart = 0;
	private used = 0;
	private written = viewed(256);

	/** With room for the people of so many rows, a fifth or more of which are further rows of somebody. */
	constructor(rows = 0) {
		const slots = 2 ** Math.floor(Math.log2(Math.max(FEWEST_SLOTS, 1.25 * Math.min(rows, LIMITS.rows))));
		this.slots = largeArray(Int32Array, slots);
	}

	/** The number of the person with this id. */
	numberOf(id: string): number {
		if (3 * id.length > this.written.bytes.length) this.written = viewed(3 * id.length);
		return this.numberOfBytes(this.written, 0, this.written.bytes.write(id, 0, 'utf8'));
	}

	/** The number of the person whose id is the bytes from `start` to `end`. */
	numberOfBytes(source: ViewedBytes, start: number, end: number): number {
		const hash = hashOf(source, start, end);
		const { slots } = this;
		const mask = slots.length - 1;
		for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
			const entry = slots[slot];
			if (entry === 0) return this.add(slot, hash, source.bytes, start, end);
			if (((entry ^ hash) & TAG) !== 0) continue;
			const person = (entry & NUMBER) - 1;
			if (this.isOf(person, source.bytes, start, end)) return person;
		}
	}

	/** No more ids are looked for: their index is let go. */
	close(): void {
		this.slots = new Int32Array(1);
	}

	/** Lets go of all ids. */
	release(): void {
		this.close();
		this.places = new IntList();
		this.chunks = [];
		// The id sought last stands in one of them.
		({ bytes: this.bytes, view: this.view } = viewed(0));
	}

	/** Makes `bytes`, `start` and `end` say where the id of a person stands. */
	seek(person: number): void {
		const place = this.places.at(person);
		const isFew = place < FEW_BYTES;
		const { bytes, view } =
			this.chunks[isFew ? place >>> CHUNK_BITS : FEW_CHUNKS + ((place - FEW_BYTES) >>> LARGE_BITS)];
		const at = isFew ? place & (CHUNK_BYTES - 1) : (place - FEW_BYTES) & (LARGE_BYTES - 1);
		this.bytes = bytes;
		this.view = view;
		this.start = at + LENGTH_BYTES;
		this.end = this.start + (bytes[at] | (bytes[at + 1] << 8));
	}

	private isOf(person: number, bytes: Uint8Array, start: number, end: number): boolean {
		this.seek(person);
		const { bytes: own, start: first } = this;
		if (this.end - first !== end - start) return false;
		for (let i = 0; i < end - start; i++) if (own[first + i] !== bytes[start + i]) return false;
		return true;
	}

	private add(slot: number, hash: number, id: Uint8Array, start: number, end: number): number {
		const person = this.size++;
		if (this.size > NUMBER) throw new Error(`More than ${NUMBER} people cannot be numbered.`);
		this.slots[slot] = (hash & TAG) | this.size;
		const length = end - start;
		if (
			this.chunks.length === 0 ||
			this.used + LENGTH_BYTES + length > this.chunks[this.chunks.length - 1].bytes.length
		)
			this.addChunk();
		const { bytes } = this.chunks[this.chunks.length - 1];
		bytes[this.used] = length & 0xff;
		bytes[this.used + 1] = length >>> 8;
		for (let i = 0; i < length; i++) bytes[this.used + LENGTH_BYTES + i] = id[start + i];
		this.places.push(this.chunkStart + this.used);
		this.used += LENGTH_BYTES + length;
		if (this.size > this.slots.length * FULL) this.grow();
		return person;
	}

	private addChunk(): void {
		const number = this.chunks.length;
		const isFew = number < FEW_CHUNKS;
		this.chunkStart = isFew ? number * CHUNK_BYTES : FEW_BYTES + (number - FEW_CHUNKS) * LARGE_BYTES;
		this.chunks.push(viewed(isFew ? CHUNK_BYTES : LARGE_BYTES));
		this.used = 0;
	}

	private grow(): void {
		const slots = largeArray(Int32Array, (this.slots.length < MANY_SLOTS ? 4 : 2) * this.slots.length);
		const mask = slots.length - 1;
		for (let person = 0; person < this.size; person++) {
			this.seek(person);
			const hash = hashOf(this, this.start, this.end);
			let slot = hash & mask;
			while (slots[slot] !== 0) slot = (slot + 1) & mask;
			slots[slot] = (hash & TAG) | (person + 1);
		}
		this.slots = slots;
	}
}

function viewed(size: number): { bytes: Buffer; view: DataView } {
	const bytes = Buffer.allocUnsafeSlow(size);
	return { bytes, view: new DataView(bytes.buffer) };
}
