import type { Database, Scope } from './database.ts';

/** The scope in which everybody may read the public library; null before its first import. */
export async function libraryScope(database: Database): Promise<Scope | null> {
	const rows = await database.inSystem(
		(tx) => tx<{ id: string }[]>`select id from organisation where kind = 'library'`
	);
	return rows.length === 1 ? { organisation: rows[0].id, account: null } : null;
}
