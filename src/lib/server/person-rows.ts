import type { Scope, Transaction } from './database.ts';

/**
 * Deletes the organisation's rows about people. They have no foreign key (see migrations/0003), so this stands in
 * the transaction that deletes the organisation; everything else goes with it by itself.
 */
export async function deletePersonRows(tx: Transaction, scope: Scope): Promise<void> {
	await tx`select drop_row_stores()`;
	await tx`delete from only roster_spell where organisation_id = ${scope.organisation}`;
	await tx`delete from only ultimatum_response where organisation_id = ${scope.organisation}`;
	await tx`delete from only qualification where organisation_id = ${scope.organisation}`;
}
