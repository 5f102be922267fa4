import type { Scope, Transaction } from './database.ts';
import { encryptIds, idOf, partWithout, PERSON_KEY_BYTES, type IdentityPart } from './person-keys.ts';
import type { Io } from './runtime.ts';
import { sendInTurn } from './send-in-turn.ts';

const PEOPLE_PER_PART = 16_384;

const BUCKETS = 256;

/** People whose keys begin with the same byte: few enough to be put in order without waiting for memory. */
class Bucket {
	size = 0;
	private keys = Buffer.alloc(PERSON_KEY_BYTES * 8);
	private ends = new Uint32Array(8);
	private ids = Buffer.alloc(64);
	private end = 0;

	add(ids: Uint8Array, start: number, end: number, keys: Uint8Array, at: number): void {
		if (this.size === this.ends.length) this.grow();
		const length = end - start;
		if (this.end + length > this.ids.length)
			this.ids = Buffer.concat([this.ids, Buffer.alloc(this.ids.length + length)]);
		const place = this.size * PERSON_KEY_BYTES;
		for (let i = 0; i < PERSON_KEY_BYTES; i++) this.keys[place + i] = keys[at + i];
		for (let i = start; i < end; i++) this.ids[this.end++] = ids[i];
		this.ends[this.size++] = this.end;
	}

	private grow(): void {
		this.keys = Buffer.concat([this.keys, Buffer.alloc(this.keys.length)]);
		const ends = new Uint32Array(2 * this.size);
		ends.set(this.ends);
		this.ends = ends;
	}

	/** Gives the people in ascending order of their keys to a part, which says where it is full. */
	*writeTo(part: () => OpenPart): Generator<void> {
		const order = keyOrder(this.keys, this.size);
		for (const place of order) {
			const start = place === 0 ? 0 : this.ends[place - 1];
			if (part().add(this.keys, place * PERSON_KEY_BYTES, this.ids, start, this.ends[place])) yield;
		}
	}
}

/** A part that is being filled. */
class OpenPart {
	private readonly keys = Buffer.allocUnsafe(PEOPLE_PER_PART * PERSON_KEY_BYTES);
	private text = Buffer.allocUnsafe(PEOPLE_PER_PART * 16);
	private readonly lengths = new Uint32Array(PEOPLE_PER_PART);
	private used = 0;
	size = 0;

	/** True where the part is full with it. */
	add(keys: Buffer, key: number, ids: Buffer, start: number, end: number): boolean {
		if (this.used + end - start > this.text.length)
			this.text = Buffer.concat([this.text, Buffer.allocUnsafe(this.text.length + end - start)]);
		const place = this.size * PERSON_KEY_BYTES;
		for (let i = 0; i < PERSON_KEY_BYTES; i++) this.keys[place + i] = keys[key + i];
		for (let i = start; i < end; i++) this.text[this.used++] = ids[i];
		this.lengths[this.size++] = end - start;
		return this.size === PEOPLE_PER_PART;
	}

	close(personKey: Uint8Array): IdentityPart {
		const { size, text, lengths, used } = this;
		const people = { text: text.subarray(0, used), lengths: lengths.subarray(0, size) };
		return { keys: this.keys.subarray(0, size * PERSON_KEY_BYTES), encrypted: encryptIds(personKey, people) };
	}
}

/** Places of keys in ascending order: sorted as numbers by 4 of their bytes, then compared where those are equal. */
function keyOrder(keys: Buffer, size: number): Uint32Array {
	const sorted = new BigUint64Array(size);
	// Pairs of 32 bits, the lower half first on every platform Node runs on: the place, then bytes of the key.
	const halves = new Uint32Array(sorted.buffer);
	for (let i = 0; i < size; i++) {
		halves[2 * i] = i;
		halves[2 * i + 1] = keys.readUInt32BE(i * PERSON_KEY_BYTES);
	}
	sorted.sort();
	const order = new Uint32Array(size);
	for (let i = 0; i < size; i++) order[i] = halves[2 * i];
	const keyAt = (place: number) =>
		keys.subarray(order[place] * PERSON_KEY_BYTES, (order[place] + 1) * PERSON_KEY_BYTES);
	for (let i = 1; i < size; i++) {
		for (let j = i; j > 0 && halves[2 * i + 1] === halves[2 * j - 1] && keyAt(j - 1).compare(keyAt(j)) > 0; j--) {
			[order[j - 1], order[j]] = [order[j], order[j - 1]];
		}
	}
	return order;
}

/** Collects the people of one version with their ids, and gives them back as encrypted parts in order of their keys. */
export function identityCollector(personKey: Uint8Array) {
	const buckets = Array.from({ length: BUCKETS }, () => new Bucket());
	return {
		/** The id in UTF-8 is `ids[start..end)`, its key stands at `at` of `keys`. */
		add: (ids: Uint8Array, start: number, end: number, keys: Uint8Array, at: number): void =>
			buckets[keys[at]].add(ids, start, end, keys, at),
		*parts(): Generator<IdentityPart> {
			let part = new OpenPart();
			for (const bucket of buckets) {
				const filling = bucket.writeTo(() => part);
				while (!filling.next().done) {
					yield part.close(personKey);
					part = new OpenPart();
				}
			}
			if (part.size > 0) yield part.close(personKey);
		}
	};
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
