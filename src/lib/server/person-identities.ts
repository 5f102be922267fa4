import { largeArray } from '../statistics/large-array.ts';
import type { Scope, Transaction } from './database.ts';
import type { KeysAhead } from './keys-ahead.ts';
import {
	encryptIds,
	idOf,
	partWithout,
	PERSON_KEY_BYTES,
	personKeyWriter,
	type IdentityPart,
	type PersonKeyWriter
} from './person-keys.ts';
import { partsInMemory, type PartStore } from './part-store.ts';
import type { Io } from './runtime.ts';
import { sendInTurn } from './send-in-turn.ts';

const PEOPLE_PER_PART = 16_384;
const CHUNK_BITS = 14;
const CHUNK_PEOPLE = 1 << CHUNK_BITS;
/** People whose ids are put in order at a time. */
const SEGMENT_PEOPLE = 64 * PEOPLE_PER_PART;

/** Ids of people by their numbers, in UTF-8: after `seek` the id of a person is `bytes[start..end)`. */
export interface NumberedIds {
	readonly size: number;
	readonly bytes: Uint8Array;
	readonly start: number;
	readonly end: number;
	seek(person: number): void;
}

/** The people of a version in the order of their keys. */
export interface RankedPeople {
	/** The first 8 bytes of the keys, ascending. */
	keys: BigUint64Array;
	/** The place among `keys` of each person, by number. */
	rank: Uint32Array;
}

interface KeyChunk {
	/** Null while they are put away. */
	keys: Buffer | null;
	part: number;
	/** What is known of the key of each person. */
	states: Uint8Array;
}

/** No such person was added; the key stands in its place; it is made whenever it is needed. */
const [ABSENT, STANDS, MADE_AGAIN] = [0, 1, 2];
/** Chunks that stay in memory while people are added: files have the rows of a person mostly close together. */
const CHUNKS_AT_HAND = 4;

/**
 * The people of one version, by the numbers their ids have, with the keys that are made of the ids. With a store outside
 * of memory the keys of people who were added long ago are put away, and made again for another row of theirs.
 */
export class VersionPeople {
	private size = 0;
	private chunks: KeyChunk[] = [];
	private readonly makeKey: PersonKeyWriter;
	private readonly again = Buffer.alloc(PERSON_KEY_BYTES);
	/** The place of each person in the order of their keys, once all are added. */
	private positions: Uint32Array | null = null;

	constructor(
		private readonly personKey: Uint8Array,
		private readonly ids: NumberedIds,
		private readonly store: PartStore = partsInMemory(),
		private readonly ahead: KeysAhead | null = null
	) {
		this.makeKey = personKeyWriter(personKey);
	}

	/** Adds a person, once. */
	add(person: number): void {
		while (person >>> CHUNK_BITS >= this.chunks.length) this.addChunk();
		const { keys, states } = this.chunks[person >>> CHUNK_BITS];
		const place = person & (CHUNK_PEOPLE - 1);
		if (states[place] !== ABSENT) return;
		states[place] = keys ? STANDS : MADE_AGAIN;
		this.size++;
		if (keys && !this.ahead?.take(person, keys, place * PERSON_KEY_BYTES))
			this.make(person, keys, place * PERSON_KEY_BYTES);
	}

	private make(person: number, keys: Buffer, at: number): void {
		this.ids.seek(person);
		this.makeKey(this.ids.bytes, this.ids.start, this.ids.end, keys, at);
	}

	private addChunk(): void {
		const old = this.store.isOutside ? this.chunks.at(-CHUNKS_AT_HAND) : undefined;
		if (old?.keys) {
			old.part = this.store.put(old.keys);
			old.keys = null;
		}
		const keys = Buffer.alloc(CHUNK_PEOPLE * PERSON_KEY_BYTES);
		this.chunks.push({ keys, part: -1, states: new Uint8Array(CHUNK_PEOPLE) });
	}

	/** Writes the key of a person that was added. */
	writeKey(person: number, target: Uint8Array, at: number): void {
		const { keys, states } = this.chunks[person >>> CHUNK_BITS];
		const place = person & (CHUNK_PEOPLE - 1);
		if (keys && states[place] === STANDS) return copyKey(keys, place * PERSON_KEY_BYTES, target, at);
		this.make(person, this.again, 0);
		copyKey(this.again, 0, target, at);
	}

	/** The keys of a chunk, each in its place. */
	private keysOf(number: number): Buffer {
		const { keys, part, states } = this.chunks[number];
		if (keys) return keys;
		const whole = Buffer.from(this.store.get(part).buffer);
		for (let place = 0; place < CHUNK_PEOPLE; place++)
			if (states[place] === MADE_AGAIN) this.make(number * CHUNK_PEOPLE + place, whole, place * PERSON_KEY_BYTES);
		return whole;
	}

	/** Where people stand among each other, once all are added. Keys that share their first 8 bytes are one place. */
	ranked(): RankedPeople {
		const positions = this.inOrder();
		const ranked = largeArray(BigUint64Array, this.size);
		// Pairs of 32 bits, the lower half first on every platform Node runs on.
		const halves = new Uint32Array(ranked.buffer);
		this.eachKey((person, keys, at) => {
			halves[2 * positions[person]] = keys.readUInt32BE(at + 4);
			halves[2 * positions[person] + 1] = keys.readUInt32BE(at);
		});
		/** Positions whose key begins like the one before. */
		const shared: number[] = [];
		for (let i = 1; i < this.size; i++) {
			const place = i - shared.length;
			if (halves[2 * place - 1] === halves[2 * i + 1] && halves[2 * place - 2] === halves[2 * i]) shared.push(i);
			else if (place < i) ranked[place] = ranked[i];
		}
		if (shared.length === 0) return { keys: ranked, rank: positions };
		const rank = positions.map((position) => position - shared.filter((other) => other <= position).length);
		return { keys: ranked.slice(0, this.size - shared.length), rank };
	}

	/** The people with their ids, encrypted, in ascending order of their keys. */
	*parts(): Generator<IdentityPart> {
		for (let from = 0; from < this.size; from += SEGMENT_PEOPLE) {
			const to = Math.min(this.size, from + SEGMENT_PEOPLE);
			const keys = this.keysBetween(from, to);
			const { text, ends } = this.idsBetween(from, to);
			for (let first = 0; first < ends.length; first += PEOPLE_PER_PART) {
				const ofPart = ends.slice(first, first + PEOPLE_PER_PART);
				const start = first === 0 ? 0 : ends[first - 1];
				for (let i = 0; i < ofPart.length; i++) ofPart[i] -= start;
				const people = { text: text.subarray(start, start + ofPart[ofPart.length - 1]), ends: ofPart };
				const at = first * PERSON_KEY_BYTES;
				yield {
					keys: keys.subarray(at, at + ofPart.length * PERSON_KEY_BYTES),
					encrypted: encryptIds(this.personKey, people)
				};
			}
		}
	}

	/**
	 * The ids of the people at these places, one after the other, and where each ends. They are read in the order of their
	 * numbers, as they lie in memory, and written where they belong, for which nothing has to be waited for.
	 */
	private idsBetween(from: number, to: number): { text: Buffer; ends: Uint32Array } {
		const { ids } = this;
		const positions = this.inOrder();
		const ends = new Uint32Array(to - from);
		const each = (work: (place: number) => void) => {
			for (let person = 0; person < positions.length; person++) {
				const place = positions[person] - from;
				if (place < 0 || place >= ends.length || !this.isAdded(person)) continue;
				ids.seek(person);
				work(place);
			}
		};
		each((place) => (ends[place] = ids.end - ids.start));
		let end = 0;
		for (let i = 0; i < ends.length; i++) ends[i] = end += ends[i];
		const text = Buffer.allocUnsafeSlow(end);
		each((place) => {
			let at = place === 0 ? 0 : ends[place - 1];
			for (let i = ids.start; i < ids.end; i++) text[at++] = ids.bytes[i];
		});
		return { text, ends };
	}

	private isAdded(person: number): boolean {
		const chunk = this.chunks[person >>> CHUNK_BITS];
		return chunk !== undefined && chunk.states[person & (CHUNK_PEOPLE - 1)] !== ABSENT;
	}

	/** The keys of the people at these places. */
	private keysBetween(from: number, to: number): Buffer {
		const positions = this.inOrder();
		const ordered = Buffer.allocUnsafeSlow((to - from) * PERSON_KEY_BYTES);
		this.eachKey((person, keys, at) => {
			const place = positions[person] - from;
			if (place >= 0 && place < to - from) copyKey(keys, at, ordered, place * PERSON_KEY_BYTES);
		});
		return ordered;
	}

	private eachKey(work: (person: number, keys: Buffer, at: number) => void): void {
		for (let number = 0; number < this.chunks.length; number++) {
			const keys = this.keysOf(number);
			const { states } = this.chunks[number];
			for (let place = 0; place < CHUNK_PEOPLE; place++)
				if (states[place] !== ABSENT) work(number * CHUNK_PEOPLE + place, keys, place * PERSON_KEY_BYTES);
		}
	}

	/** Puts the people in order, once all are added: where the key of each stands. Others do it where this was not called. */
	inOrder(): Uint32Array {
		if (this.positions) return this.positions;
		const order = this.sorted();
		const positions = largeArray(Uint32Array, this.ids.size);
		for (let i = 0; i < order.length; i++) positions[order[i]] = i;
		return (this.positions = positions);
	}

	/** People in the order of their keys: sorted as numbers by 4 bytes of them, then compared where those are equal. */
	private sorted(): Uint32Array {
		const sorted = largeArray(BigUint64Array, this.size);
		// The lower half first, as in `ranked`: the person, then bytes of the key.
		const halves = new Uint32Array(sorted.buffer);
		let filled = 0;
		this.eachKey((person, keys, at) => {
			halves[filled++] = person;
			halves[filled++] = keys.readUInt32BE(at);
		});
		sorted.sort();
		const order = largeArray(Uint32Array, this.size);
		for (let i = 0; i < order.length; i++) order[i] = halves[2 * i];
		for (let i = 1; i < order.length; i++)
			for (let j = i; j > 0 && halves[2 * i + 1] === halves[2 * j - 1] && this.isBefore(order[j], order[j - 1]); j--)
				[order[j - 1], order[j]] = [order[j], order[j - 1]];
		return order;
	}

	private isBefore(person: number, other: number): boolean {
		const keys = Buffer.alloc(2 * PERSON_KEY_BYTES);
		this.make(person, keys, 0);
		this.make(other, keys, PERSON_KEY_BYTES);
		return keys.compare(keys, PERSON_KEY_BYTES, 2 * PERSON_KEY_BYTES, 0, PERSON_KEY_BYTES) < 0;
	}

	/** Lets go of everything: `ranked` and `parts` are over. */
	release(): void {
		this.chunks = [];
		this.positions = null;
	}
}

/** Makes all parts now and puts them away; each is read again when it is asked for, and let go then. */
export function putAway(parts: Iterable<IdentityPart>, store: PartStore): Iterable<IdentityPart> {
	const places: { keys: number; encrypted: number }[] = [];
	for (const { keys, encrypted } of parts) places.push({ keys: store.put(keys), encrypted: store.put(encrypted) });
	const taken = (part: number) => {
		const { buffer } = store.get(part);
		store.drop(part);
		return Buffer.from(buffer);
	};
	return (function* () {
		for (const { keys, encrypted } of places) yield { keys: taken(keys), encrypted: taken(encrypted) };
	})();
}

function copyKey(from: Uint8Array, start: number, to: Uint8Array, at: number): void {
	for (let i = 0; i < PERSON_KEY_BYTES; i++) to[at + i] = from[start + i];
}

/** Stores the people of a version, after the parts it already has. */
export async function insertIdentities(
	tx: Transaction,
	scope: Scope,
	versionId: string,
	parts: Iterable<IdentityPart>
): Promise<void> {
	const [{ next }] = await tx<{ next: number }[]>`select coalesce(max(part), -1) + 1 as next from person_identity
		where organisation_id = ${scope.organisation} and version_id = ${versionId}`;
	await sendInTurn(
		parts,
		({ keys, encrypted }, index) => tx`insert into person_identity
				(organisation_id, version_id, part, first_key, last_key, person_keys, ids_encrypted)
			values (${scope.organisation}, ${versionId}, ${next + index}, ${keys.subarray(0, PERSON_KEY_BYTES)},
				${keys.subarray(-PERSON_KEY_BYTES)}, ${keys}, ${encrypted})`
	);
}

/** The id of a person as some file of the organisation spelled it, for analysts only; each look belongs in the audit log. */
export async function personIdOf(
	io: Pick<Io, 'secrets'>,
	tx: Transaction,
	scope: Scope,
	key: Uint8Array
): Promise<string | null> {
	const parts = await tx<IdentityPart[]>`
		select person_keys as keys, ids_encrypted as encrypted from person_identity
		where organisation_id = ${scope.organisation} and first_key <= ${Buffer.from(key)} and last_key >= ${Buffer.from(key)}`;
	for (const part of parts) {
		const id = idOf(io.secrets.personKey(scope.organisation), part, key);
		if (id !== null) return id;
	}
	return null;
}

type StoredPart = IdentityPart & { versionId: string; part: number };

/** Takes people out of the parts that hold them; the versions these belong to. */
export async function deleteIdentities(
	io: Pick<Io, 'secrets'>,
	tx: Transaction,
	scope: Scope,
	keys: ReadonlySet<string>
): Promise<Set<string>> {
	const versions = new Set<string>();
	const places = await tx<{ versionId: string; part: number }[]>`
		select distinct version_id as "versionId", part
		from person_identity, unnest(${[...keys]}::text[]) key
		where organisation_id = ${scope.organisation} and first_key <= decode(key, 'hex') and last_key >= decode(key, 'hex')`;
	for (const { versionId, part } of places) {
		const [stored] = await tx<StoredPart[]>`
			select version_id as "versionId", part, person_keys as keys, ids_encrypted as encrypted from person_identity
			where organisation_id = ${scope.organisation} and version_id = ${versionId} and part = ${part} for update`;
		const rest = partWithout(io.secrets.personKey(scope.organisation), stored, keys);
		if (rest === stored) continue;
		versions.add(versionId);
		await replacePart(tx, scope, stored, rest);
	}
	return versions;
}

async function replacePart(
	tx: Transaction,
	scope: Scope,
	{ versionId, part }: StoredPart,
	rest: IdentityPart | null
): Promise<void> {
	const where = tx`where organisation_id = ${scope.organisation} and version_id = ${versionId} and part = ${part}`;
	if (rest === null) await tx`delete from person_identity ${where}`;
	else
		await tx`update person_identity set first_key = ${rest.keys.subarray(0, PERSON_KEY_BYTES)},
			last_key = ${rest.keys.subarray(-PERSON_KEY_BYTES)}, person_keys = ${rest.keys},
			ids_encrypted = ${rest.encrypted} ${where}`;
}
