import type { Scope, Transaction } from '../server/database.ts';

/**
 * Imports that store people hold this together; who removes people that no row names takes it alone, or not at all:
 * rows not yet committed cannot be seen, and the people they name must stay.
 */
export async function lockPeople(tx: Transaction, scope: Scope, how: 'together' | 'alone'): Promise<boolean> {
	const name = `people of ${scope.organisation}`;
	if (how === 'together') {
		await tx`select pg_advisory_xact_lock_shared(hashtextextended(${name}, 0))`;
		return true;
	}
	const [row] = await tx<
		{ locked: boolean }[]
	>`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as locked`;
	return row.locked;
}
