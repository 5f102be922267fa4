import { IntList } from './int-list.ts';

const SMALLEST = 1024;

/** Numbers people in the order they are first seen, by a 64-bit hash of their id: about 16 bytes a person. */
export class PersonIndex {
	/** True where the last `numberOf` met the person for the first time. */
	isNew = false;
	private slots = new Int32Array(SMALLEST);
	private readonly first = new IntList();
	private readonly second = new IntList();

	get size(): number {
		return this.first.length;
	}

	/** The number of the person with this id. */
	numberOf(id: string): number {
		let first = 0x811c9dc5;
		let second = 0x9747b28c;
		for (let i = 0; i < id.length; i++) {
			const code = id.charCodeAt(i);
			first = Math.imul(first ^ code, 0x01000193);
			second = Math.imul(second ^ code, 0x5bd1e995);
			second ^= second >>> 13;
		}
		return this.numberOfHash(first ^ (first >>> 15), second);
	}

	/** The number of the person whose id is these bytes; blanks around them do not count. */
	numberOfBytes(bytes: Uint8Array, from: number, to: number): number {
		let [start, end] = [from, to];
		while (start < end && bytes[start] === 0x20) start++;
		while (end > start && bytes[end - 1] === 0x20) end--;
		let first = 0x811c9dc5;
		let second = 0x9747b28c;
		for (let i = start; i < end; i++) {
			first = Math.imul(first ^ bytes[i], 0x01000193);
			second = Math.imul(second ^ bytes[i], 0x5bd1e995);
			second ^= second >>> 13;
		}
		return this.numberOfHash(first ^ (first >>> 15), second);
	}

	/** The number of whatever has this hash of 64 bits, given as two halves. */
	numberOfHash(first: number, second: number): number {
		const mask = this.slots.length - 1;
		for (let slot = first & mask; ; slot = (slot + 1) & mask) {
			const person = this.slots[slot] - 1;
			if (person < 0) {
				this.isNew = true;
				return this.add(slot, first, second);
			}
			if (this.first.at(person) === first && this.second.at(person) === second) {
				this.isNew = false;
				return person;
			}
		}
	}

	private add(slot: number, first: number, second: number): number {
		const person = this.first.length;
		this.first.push(first);
		this.second.push(second);
		this.slots[slot] = person + 1;
		if (this.first.length * 4 > this.slots.length * 3) this.grow();
		return person;
	}

	private grow(): void {
		const slots = new Int32Array(this.slots.length * 2);
		const mask = slots.length - 1;
		for (let person = 0; person < this.first.length; person++) {
			let slot = this.first.at(person) & mask;
			while (slots[slot] !== 0) slot = (slot + 1) & mask;
			slots[slot] = person + 1;
		}
		this.slots = slots;
	}
}
