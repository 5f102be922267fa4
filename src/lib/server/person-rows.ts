import type { Scope, Transaction } from './database.ts';

/** Tables with rows about people, whose versions may have tables of their own (see migrations/0007). */
export const PERSON_TABLES = ['roster_spell', 'ultimatum_response', 'qualification'] as const;

/** Kinds of datasets that can hold such rows. */
export const KINDS_ABOUT_PEOPLE = ['roster', 'ultimatum-responses', 'staffing-requirements'];

/**
 * Deletes the organisation's rows about people. They have no foreign key (see migrations/0003), so this stands in
 * the transaction that deletes the organisation; everything else goes with it by itself.
 */
export async function deletePersonRows(tx: Transaction, scope: Scope): Promise<void> {
	await tx`select drop_row_stores()`;
	for (const table of PERSON_TABLES)
		await tx`delete from only ${tx(table)} where organisation_id = ${scope.organisation}`;
}

/** Deletes the rows of one version about people. */
export async function deleteVersionRows(tx: Transaction, scope: Scope, versionId: string): Promise<void> {
	for (const table of PERSON_TABLES) {
		await tx`select drop_row_store(${table}, ${versionId})`;
		await tx`delete from only ${tx(table)}
			where organisation_id = ${scope.organisation} and version_id = ${versionId}`;
	}
}

/** Deletes the rows of people wherever they are, by their keys; the lines they had, by version. */
export async function deleteRowsOf(
	tx: Transaction,
	scope: Scope,
	keys: readonly string[]
): Promise<Map<string, number[]>> {
	const lines = new Map<string, number[]>();
	for (const table of PERSON_TABLES) {
		const rows = await tx<{ versionId: string; line: number }[]>`delete from ${tx(table)}
			where organisation_id = ${scope.organisation}
				and person_key in (select decode(key, 'hex') from unnest(${[...keys]}::text[]) key)
			returning version_id as "versionId", line`;
		for (const { versionId, line } of rows) {
			const known = lines.get(versionId);
			if (known) known.push(line);
			else lines.set(versionId, [line]);
		}
	}
	return lines;
}
