import type { Scope, Transaction } from './database.ts';
import { personHash } from './person-keys.ts';

/**
 * Keeps imports and erasures of one organisation apart, to the end of the transaction: imports run beside each other,
 * an erasure runs alone. `patience` 'try' answers false where the other is under way.
 */
export async function lockErasures(
	tx: Transaction,
	scope: Scope,
	act: 'import' | 'erasure',
	patience: 'wait' | 'try' = 'wait'
): Promise<boolean> {
	const name = `erasures of ${scope.organisation}`;
	if (act === 'import') {
		await tx`select pg_advisory_xact_lock_shared(hashtextextended(${name}, 0))`;
		return true;
	}
	if (patience === 'wait') {
		await tx`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
		return true;
	}
	const [row] = await tx<
		{ locked: boolean }[]
	>`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as locked`;
	return row.locked;
}

/** Keys of the people who were erased, as hexadecimal digits. */
export async function erasedKeys(tx: Transaction, scope: Scope): Promise<Set<string>> {
	const rows = await tx<{ key: string }[]>`select encode(person_key, 'hex') as key from erased_person
		where organisation_id = ${scope.organisation}`;
	return new Set(rows.map(({ key }) => key));
}

/** Puts people on the list of those who were erased; whoever is on it stays as he is. */
export async function insertErased(tx: Transaction, scope: Scope, keys: readonly string[]): Promise<void> {
	await tx`insert into erased_person (organisation_id, person_key, account_id)
		select ${scope.organisation}, decode(key, 'hex'), ${scope.account} from unnest(${[...keys]}::text[]) key
		on conflict do nothing`;
}

/** Takes people off the list; how many of them were on it. */
export async function deleteErased(tx: Transaction, scope: Scope, keys: readonly string[]): Promise<number> {
	const deleted = await tx`delete from erased_person where organisation_id = ${scope.organisation}
		and person_key in (select decode(key, 'hex') from unnest(${[...keys]}::text[]) key)`;
	return deleted.count;
}

/** Tells of an id in a file whether it is that of somebody who was erased; null where nobody was. */
export async function erasedIds(
	tx: Transaction,
	scope: Scope,
	personKey: Uint8Array
): Promise<((id: string) => boolean) | null> {
	const keys = await erasedKeys(tx, scope);
	if (keys.size === 0) return null;
	const hash = personHash(personKey);
	return (id) => keys.has(hash(id));
}
