import { hashOf, type ViewedBytes } from '../file/byte-cache.ts';
import { IntList } from './int-list.ts';

const CHUNK_BITS = 18;
const CHUNK_BYTES = 1 << CHUNK_BITS;
const LENGTH_BYTES = 2;
/** Slots are used up to this share; they lie beside each other, so a longer search costs little. */
const FULL = 0.8;
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
	start = 0;
	end = 0;
	private slots = new Int32Array(1024);
	private places = new IntList();
	private chunks: (ViewedBytes & { bytes: Buffer })[] = [];
	private used = CHUNK_BYTES;
	private written = viewed(256);

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
	}

	/** Makes `bytes`, `start` and `end` say where the id of a person stands. */
	seek(person: number): void {
		const place = this.places.at(person);
		const { bytes } = this.chunks[place >>> CHUNK_BITS];
		const at = place & (CHUNK_BYTES - 1);
		this.bytes = bytes;
		this.start = at + LENGTH_BYTES;
		this.end = this.start + (bytes[at] | (bytes[at + 1] << 8));
	}

	private isOf(person: number, bytes: Uint8Array, start: number, end: number): boolean {
		this.seek(person);
		if (this.end - this.start !== end - start) return false;
		for (let i = 0; i < end - start; i++) if (this.bytes[this.start + i] !== bytes[start + i]) return false;
		return true;
	}

	private add(slot: number, hash: number, id: Uint8Array, start: number, end: number): number {
		const person = this.size++;
		if (this.size > NUMBER) throw new Error(`More than ${NUMBER} people cannot be numbered.`);
		this.slots[slot] = (hash & TAG) | this.size;
		const length = end - start;
		if (this.used + LENGTH_BYTES + length > CHUNK_BYTES) {
			this.chunks.push(viewed(CHUNK_BYTES));
			this.used = 0;
		}
		const { bytes } = this.chunks[this.chunks.length - 1];
		bytes[this.used] = length & 0xff;
		bytes[this.used + 1] = length >>> 8;
		for (let i = 0; i < length; i++) bytes[this.used + LENGTH_BYTES + i] = id[start + i];
		this.places.push(((this.chunks.length - 1) << CHUNK_BITS) | this.used);
		this.used += LENGTH_BYTES + length;
		if (this.size > this.slots.length * FULL) this.grow();
		return person;
	}

	private grow(): void {
		const slots = new Int32Array(2 * this.slots.length);
		const mask = slots.length - 1;
		for (let person = 0; person < this.size; person++) {
			this.seek(person);
			const hash = hashOf(this.chunks[this.places.at(person) >>> CHUNK_BITS], this.start, this.end);
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
