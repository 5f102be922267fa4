import type { Scope, Transaction } from './database.ts';

/** Serialises what decides between imports of one organisation, to the end of the transaction. False: taken. */
export async function lockImports(tx: Transaction, scope: Scope, patience: 'wait' | 'try'): Promise<boolean> {
	const name = `imports of ${scope.organisation}`;
	if (patience === 'wait') {
		await tx`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
		return true;
	}
	const [row] = await tx<
		{ locked: boolean }[]
	>`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as locked`;
	return row.locked;
}
