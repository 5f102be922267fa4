import type { Scope, Transaction } from './database.ts';
import { encryptIds, idOf, PERSON_KEY_BYTES, type IdentityPart } from './person-keys.ts';
import type { Io } from './runtime.ts';

const PEOPLE_PER_PART = 16_384;

/** Collects the people of one version with their ids, and gives them back as encrypted parts in order of their keys. */
export function identityCollector(personKey: Uint8Array) {
	let keys = Buffer.alloc(PERSON_KEY_BYTES * 1024);
	let ids = Buffer.alloc(1 << 14);
	let ends = new Uint32Array(1024);
	let size = 0;
	let end = 0;
	return {
		/** `key` is copied. */
		add(id: string, key: Uint8Array): void {
			if (size === ends.length) {
				keys = Buffer.concat([keys, Buffer.alloc(keys.length)]);
				const more = new Uint32Array(2 * size);
				more.set(ends);
				ends = more;
			}
			if (end + 3 * id.length > ids.length) ids = Buffer.concat([ids, Buffer.alloc(ids.length + 3 * id.length)]);
			keys.set(key, size * PERSON_KEY_BYTES);
			end += ids.write(id, end, 'utf8');
			ends[size++] = end;
		},
		*parts(): Generator<IdentityPart> {
			const order = keyOrder(keys, size);
			for (let start = 0; start < size; start += PEOPLE_PER_PART) {
				const people = [...order.subarray(start, start + PEOPLE_PER_PART)];
				yield {
					keys: Buffer.concat(people.map((i) => keys.subarray(i * PERSON_KEY_BYTES, (i + 1) * PERSON_KEY_BYTES))),
					encrypted: encryptIds(
						personKey,
						people.map((i) => ids.subarray(i === 0 ? 0 : ends[i - 1], ends[i]))
					)
				};
			}
		}
	};
}

/** Places of the keys in ascending order: sorted as numbers by their first 4 bytes, then compared where those are equal. */
function keyOrder(keys: Buffer, size: number): Uint32Array {
	const sorted = new BigUint64Array(size);
	// Pairs of 32 bits, the lower half first on every platform Node runs on: the place, then the first 4 bytes.
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
