import type { Scope, Transaction } from './database.ts';
import {
	encryptIds,
	idOf,
	partWithout,
	PERSON_KEY_BYTES,
	personKeyWriter,
	type IdentityPart,
	type PersonKeyWriter
} from './person-keys.ts';
import type { Io } from './runtime.ts';
import { sendInTurn } from './send-in-turn.ts';

const PEOPLE_PER_PART = 16_384;
const CHUNK_BITS = 14;
const CHUNK_PEOPLE = 1 << CHUNK_BITS;

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

/** The people of one version, by the numbers their ids have, with the keys that are made of the ids. */
export class VersionPeople {
	private size = 0;
	private readonly chunks: { keys: Buffer; view: DataView; isKnown: Uint8Array }[] = [];
	private readonly makeKey: PersonKeyWriter;
	private ordered: Uint32Array | null = null;

	constructor(
		private readonly personKey: Uint8Array,
		private readonly ids: NumberedIds
	) {
		this.makeKey = personKeyWriter(personKey);
	}

	/** Adds a person, once. */
	add(person: number): void {
		while (person >>> CHUNK_BITS >= this.chunks.length) this.addChunk();
		const { keys, isKnown } = this.chunks[person >>> CHUNK_BITS];
		const place = person & (CHUNK_PEOPLE - 1);
		if (isKnown[place] === 1) return;
		isKnown[place] = 1;
		this.size++;
		this.ids.seek(person);
		this.makeKey(this.ids.bytes, this.ids.start, this.ids.end, keys, place * PERSON_KEY_BYTES);
	}

	private addChunk(): void {
		const keys = Buffer.alloc(CHUNK_PEOPLE * PERSON_KEY_BYTES);
		const view = new DataView(keys.buffer, keys.byteOffset, keys.length);
		this.chunks.push({ keys, view, isKnown: new Uint8Array(CHUNK_PEOPLE) });
	}

	/** Writes the key of a person that was added. */
	writeKey(person: number, target: DataView, at: number): void {
		const { view } = this.chunks[person >>> CHUNK_BITS];
		const from = (person & (CHUNK_PEOPLE - 1)) * PERSON_KEY_BYTES;
		for (let i = 0; i < PERSON_KEY_BYTES; i += 4) target.setInt32(at + i, view.getInt32(from + i));
	}

	/** Where people stand among each other, once all are added. Keys that share their first 8 bytes are one place. */
	ranked(): RankedPeople {
		const order = this.inOrder();
		const keys = new BigUint64Array(order.length);
		const rank = new Uint32Array(this.ids.size);
		let places = 0;
		for (const person of order) {
			const { view } = this.chunks[person >>> CHUNK_BITS];
			const key = view.getBigUint64((person & (CHUNK_PEOPLE - 1)) * PERSON_KEY_BYTES);
			if (places === 0 || keys[places - 1] !== key) keys[places++] = key;
			rank[person] = places - 1;
		}
		return { keys: keys.slice(0, places), rank };
	}

	/** The people with their ids, encrypted, in ascending order of their keys. */
	*parts(): Generator<IdentityPart> {
		const order = this.inOrder();
		for (let from = 0; from < order.length; from += PEOPLE_PER_PART)
			yield this.partOf(order.subarray(from, from + PEOPLE_PER_PART));
	}

	private partOf(people: Uint32Array): IdentityPart {
		const { ids } = this;
		const part = new OpenPart();
		for (let i = 0; i < people.length; i++) {
			ids.seek(people[i]);
			this.writeKey(people[i], part.view, i * PERSON_KEY_BYTES);
			part.add(ids);
		}
		return part.close(this.personKey);
	}

	/** Sorted as numbers by 4 bytes of their keys, then compared where those are equal. */
	private inOrder(): Uint32Array {
		if (this.ordered?.length === this.size) return this.ordered;
		const sorted = new BigUint64Array(this.size);
		// Pairs of 32 bits, the lower half first on every platform Node runs on: the person, then bytes of the key.
		const halves = new Uint32Array(sorted.buffer);
		let filled = 0;
		for (const [number, { view, isKnown }] of this.chunks.entries())
			for (let place = 0; place < CHUNK_PEOPLE; place++) {
				if (isKnown[place] === 0) continue;
				halves[filled++] = number * CHUNK_PEOPLE + place;
				halves[filled++] = view.getUint32(place * PERSON_KEY_BYTES);
			}
		sorted.sort();
		const order = new Uint32Array(this.size);
		for (let i = 0; i < order.length; i++) order[i] = halves[2 * i];
		for (let i = 1; i < order.length; i++)
			for (let j = i; j > 0 && halves[2 * i + 1] === halves[2 * j - 1] && this.isBefore(order[j], order[j - 1]); j--)
				[order[j - 1], order[j]] = [order[j], order[j - 1]];
		return (this.ordered = order);
	}

	private isBefore(person: number, other: number): boolean {
		return this.keyOf(person).compare(this.keyOf(other)) < 0;
	}

	private keyOf(person: number): Buffer {
		const from = (person & (CHUNK_PEOPLE - 1)) * PERSON_KEY_BYTES;
		return this.chunks[person >>> CHUNK_BITS].keys.subarray(from, from + PERSON_KEY_BYTES);
	}
}

/** A part that is being filled. */
class OpenPart {
	private readonly keys = Buffer.allocUnsafe(PEOPLE_PER_PART * PERSON_KEY_BYTES);
	readonly view = new DataView(this.keys.buffer, this.keys.byteOffset, this.keys.length);
	private text = Buffer.allocUnsafe(PEOPLE_PER_PART * 16);
	private readonly lengths = new Uint32Array(PEOPLE_PER_PART);
	private used = 0;
	size = 0;

	/** Adds an id, whose key stands in its place already. */
	add({ bytes, start, end }: NumberedIds): void {
		if (this.used + end - start > this.text.length)
			this.text = Buffer.concat([this.text, Buffer.allocUnsafe(this.text.length + end - start)]);
		for (let i = start; i < end; i++) this.text[this.used++] = bytes[i];
		this.lengths[this.size++] = end - start;
	}

	close(personKey: Uint8Array): IdentityPart {
		const { size, text, lengths, used } = this;
		const people = { text: text.subarray(0, used), lengths: lengths.subarray(0, size) };
		return { keys: this.keys.subarray(0, size * PERSON_KEY_BYTES), encrypted: encryptIds(personKey, people) };
	}
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
