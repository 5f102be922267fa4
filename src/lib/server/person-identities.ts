import type { Scope, Transaction } from './database.ts';
import { encryptIds, idOf, PERSON_KEY_BYTES, type IdentityPart } from './person-keys.ts';
import type { Io } from './runtime.ts';

const PEOPLE_PER_PART = 16_384;

/** Key of a person and end of the id among all ids, beside each other in memory. */
const PERSON_BYTES = PERSON_KEY_BYTES + 4;

/** Collects the people of one version with their ids, and gives them back as encrypted parts in order of their keys. */
export function identityCollector(personKey: Uint8Array) {
	let people = Buffer.alloc(PERSON_BYTES * 1024);
	let ids = Buffer.alloc(1 << 14);
	let size = 0;
	let end = 0;
	const part = (order: Uint32Array): IdentityPart => {
		const keys = Buffer.allocUnsafe(order.length * PERSON_KEY_BYTES);
		const starts = new Uint32Array(order.length);
		const lengths = new Uint32Array(order.length);
		let bytes = 0;
		for (let i = 0; i < order.length; i++) {
			const at = order[i] * PERSON_BYTES;
			for (let byte = 0; byte < PERSON_KEY_BYTES; byte++) keys[i * PERSON_KEY_BYTES + byte] = people[at + byte];
			starts[i] = order[i] === 0 ? 0 : people.readUInt32LE(at - 4);
			bytes += lengths[i] = people.readUInt32LE(at + PERSON_KEY_BYTES) - starts[i];
		}
		const text = Buffer.allocUnsafe(bytes);
		let used = 0;
		for (let i = 0; i < order.length; i++)
			for (let from = starts[i]; from < starts[i] + lengths[i]; from++) text[used++] = ids[from];
		return { keys, encrypted: encryptIds(personKey, { text, lengths }) };
	};
	return {
		/** The key of the id stands at `at` of `from`. */
		add(id: string, from: Uint8Array, at = 0): void {
			const place = size++ * PERSON_BYTES;
			if (place === people.length) people = Buffer.concat([people, Buffer.alloc(people.length)]);
			if (end + 3 * id.length > ids.length) ids = Buffer.concat([ids, Buffer.alloc(ids.length + 3 * id.length)]);
			for (let byte = 0; byte < PERSON_KEY_BYTES; byte++) people[place + byte] = from[at + byte];
			end += ids.write(id, end, 'utf8');
			people.writeUInt32LE(end, place + PERSON_KEY_BYTES);
		},
		*parts(): Generator<IdentityPart> {
			const order = keyOrder(people, size);
			for (let start = 0; start < size; start += PEOPLE_PER_PART)
				yield part(order.subarray(start, start + PEOPLE_PER_PART));
		}
	};
}

/** Places of the keys in ascending order: sorted as numbers by their first 4 bytes, then compared where those are equal. */
function keyOrder(people: Buffer, size: number): Uint32Array {
	const sorted = new BigUint64Array(size);
	// Pairs of 32 bits, the lower half first on every platform Node runs on: the place, then the first 4 bytes.
	const halves = new Uint32Array(sorted.buffer);
	for (let i = 0; i < size; i++) {
		halves[2 * i] = i;
		halves[2 * i + 1] = people.readUInt32BE(i * PERSON_BYTES);
	}
	sorted.sort();
	const order = new Uint32Array(size);
	for (let i = 0; i < size; i++) order[i] = halves[2 * i];
	const keyAt = (place: number) =>
		people.subarray(order[place] * PERSON_BYTES, order[place] * PERSON_BYTES + PERSON_KEY_BYTES);
	for (let i = 1; i < size; i++) {
		for (let j = i; j > 0 && halves[2 * i + 1] === halves[2 * j - 1] && keyAt(j - 1).compare(keyAt(j)) > 0; j--) {
			[order[j - 1], order[j]] = [order[j], order[j - 1]];
		}
	}
	return order;
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
	let part = next;
	for (const { keys, encrypted } of parts) {
		await tx`insert into person_identity
				(organisation_id, version_id, part, first_key, last_key, person_keys, ids_encrypted)
			values (${scope.organisation}, ${versionId}, ${part++}, ${keys.subarray(0, PERSON_KEY_BYTES)},
				${keys.subarray(-PERSON_KEY_BYTES)}, ${keys}, ${encrypted})`;
	}
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
