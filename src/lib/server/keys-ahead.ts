import type { NumberedIds } from './person-identities.ts';
import { PERSON_KEY_BYTES, personKeyWriter } from './person-keys.ts';

/** People of one batch, and bytes of their ids. */
const BATCH_PEOPLE = 2048;
const BATCH_BYTES = 64 * BATCH_PEOPLE;
/** Batches in memory: those at work, and those whose keys are still asked for. */
const BATCHES = 16;
const INTEGERS = 2 + BATCH_PEOPLE;
const SHARED_BYTES = 4 * 4 + BATCHES * (4 * INTEGERS + BATCH_PEOPLE * PERSON_KEY_BYTES + BATCH_BYTES);

/**
 * The thread looks by itself whether there is more to do: woken by the one that gives, it would run on the same
 * processor, in the place of it. A batch is asked for some 20 ms after it was given.
 */
const LOOK_EVERY_MS = 2;

/** Places of the counts that both threads see: batches given, below 0 once no more will come, and batches done. */
const [GIVEN, DONE] = [0, 1];

interface Batch {
	/** The first person, how many there are, and where the id of each ends among the bytes. */
	integers: Int32Array;
	keys: Buffer;
	ids: Uint8Array;
}

function viewsOf(memory: SharedArrayBuffer): { counts: Int32Array; batches: Batch[] } {
	const counts = new Int32Array(memory, 0, 4);
	let at = counts.byteLength;
	const part = (bytes: number) => (at += bytes) - bytes;
	const batches = Array.from({ length: BATCHES }, () => ({
		integers: new Int32Array(memory, part(4 * INTEGERS), INTEGERS),
		keys: Buffer.from(memory, part(BATCH_PEOPLE * PERSON_KEY_BYTES), BATCH_PEOPLE * PERSON_KEY_BYTES),
		ids: new Uint8Array(memory, part(BATCH_BYTES), BATCH_BYTES)
	}));
	return { counts, batches };
}

/**
 * Lets another thread make the keys of people who were numbered a moment ago, before they are needed. Nobody waits for
 * it: a key that is not there yet is made by whoever needs it.
 */
export class KeysAhead {
	readonly memory = new SharedArrayBuffer(SHARED_BYTES);
	private readonly counts: Int32Array;
	private readonly batches: Batch[];
	private given = 0;
	/** The first person that no batch holds. */
	private next = 0;
	/** The batch in which a key was found last. */
	private found: Batch | null = null;

	constructor(private readonly ids: NumberedIds) {
		({ counts: this.counts, batches: this.batches } = viewsOf(this.memory));
	}

	/** Gives the people who were numbered since the last call to the other thread; where it is behind, it gets none. */
	ask(): void {
		while (this.next < this.ids.size) {
			if (this.given - Atomics.load(this.counts, DONE) >= BATCHES) {
				this.next = this.ids.size;
				return;
			}
			this.fill(this.batches[this.given % BATCHES]);
			Atomics.store(this.counts, GIVEN, ++this.given);
		}
	}

	private fill(batch: Batch): void {
		const { ids, next: first } = this;
		const { integers, ids: target } = batch;
		if (batch === this.found) this.found = null;
		const last = Math.min(ids.size, first + BATCH_PEOPLE);
		integers[0] = first;
		let end = 0;
		let person = first;
		for (; person < last; person++) {
			ids.seek(person);
			const { bytes, start, end: stop } = ids;
			if (end + stop - start > BATCH_BYTES) break;
			for (let i = start; i < stop; i++) target[end++] = bytes[i];
			integers[2 + person - first] = end;
		}
		integers[1] = person - first;
		// An id longer than a batch is left to who needs its key.
		this.next = Math.max(person, first + 1);
	}

	/** Writes the key of a person at `at` of `target`; false where it is not there. */
	take(person: number, target: Uint8Array, at: number): boolean {
		if (this.found === null || !holds(this.found, person)) this.found = this.doneBatchOf(person);
		if (this.found === null) return false;
		const { integers, keys } = this.found;
		const from = (person - integers[0]) * PERSON_KEY_BYTES;
		for (let i = 0; i < PERSON_KEY_BYTES; i++) target[at + i] = keys[from + i];
		return true;
	}

	private doneBatchOf(person: number): Batch | null {
		const done = Atomics.load(this.counts, DONE);
		for (let number = Math.max(0, this.given - BATCHES); number < done; number++)
			if (holds(this.batches[number % BATCHES], person)) return this.batches[number % BATCHES];
		return null;
	}

	/** Nobody is asked about any more: the other thread goes home. */
	end(): void {
		Atomics.store(this.counts, GIVEN, -1);
		Atomics.notify(this.counts, GIVEN);
	}
}

function holds({ integers }: Batch, person: number): boolean {
	return person >= integers[0] && person < integers[0] + integers[1];
}

/** Makes the keys of each batch that is given, until no more will come. Waits without leaving the thread. */
export function makeKeysAhead(memory: SharedArrayBuffer, personKey: Uint8Array): void {
	const { counts } = viewsOf(memory);
	const makeGiven = keyMaker(memory, personKey);
	while (Atomics.load(counts, GIVEN) >= 0) Atomics.wait(counts, GIVEN, makeGiven(), LOOK_EVERY_MS);
}

/** Makes the keys of all batches given so far each time it is called; how many were done since the beginning. */
export function keyMaker(memory: SharedArrayBuffer, personKey: Uint8Array): () => number {
	const { counts, batches } = viewsOf(memory);
	const write = personKeyWriter(personKey);
	let done = 0;
	return () => {
		for (; done < Atomics.load(counts, GIVEN); Atomics.store(counts, DONE, ++done)) {
			const { integers, ids, keys } = batches[done % BATCHES];
			let start = 0;
			for (let i = 0; i < integers[1]; i++) {
				const end = integers[2 + i];
				write(ids, start, end, keys, i * PERSON_KEY_BYTES);
				start = end;
			}
		}
		return done;
	};
}
